"""The graph as the API describes it; the values are those of `as_json`."""

from __future__ import annotations

from typing import Any

from rest_framework import serializers


class SpellOut(serializers.Serializer[Any]):
    """Who held the part, from which episode to which; null while that goes on for you."""

    person = serializers.CharField(help_text="A slug")
    name = serializers.CharField()
    first = serializers.IntegerField()
    last = serializers.IntegerField(allow_null=True)


class PointOut(serializers.Serializer[Any]):
    """One point: the votes of some episodes of one actor."""

    first = serializers.IntegerField()
    last = serializers.IntegerField()
    actor = serializers.CharField(allow_blank=True, help_text="Empty where nobody held the part")
    votes = serializers.ListField(child=serializers.IntegerField(), help_text="How many said −2, −1, 0, +1, +2")
    approve = serializers.FloatField(help_text="Percent")
    middle_half = serializers.ListField(child=serializers.FloatField(), help_text="Percent, from and to")
    few_votes = serializers.BooleanField(help_text="Fewer than 30")


class HappeningOut(serializers.Serializer[Any]):
    """What happened on the way."""

    number = serializers.IntegerField(help_text="As in the drawing")
    episode = serializers.IntegerField()
    headline = serializers.CharField()
    beat = serializers.CharField(allow_null=True, help_text="The public id of a beat; null for a recast")
    change = serializers.IntegerField(allow_null=True, help_text="Points of approval in the week from here")


class BarOut(serializers.Serializer[Any]):
    """One week of TRP; two figures where sources disagree."""

    week = serializers.DateField(help_text="Its first day")
    first_episode = serializers.IntegerField()
    last_episode = serializers.IntegerField()
    low = serializers.FloatField()
    high = serializers.FloatField()


class StripOut(serializers.Serializer[Any]):
    """TRP of the show."""

    market = serializers.CharField(allow_blank=True)
    unit = serializers.CharField(allow_blank=True)
    weeks = BarOut(many=True)


class GraphOut(serializers.Serializer[Any]):
    """How the audience felt about a character, up to your episode."""

    show = serializers.CharField()
    character = serializers.CharField()
    range = serializers.CharField(help_text="all, recast or last-100")
    first_episode = serializers.IntegerField()
    last_episode = serializers.IntegerField(help_text="Your horizon; 0 before you have begun")
    votes = serializers.IntegerField()
    episodes_in_a_point = serializers.IntegerField()
    tenures = SpellOut(many=True)
    gaps = serializers.ListField(
        child=serializers.ListField(child=serializers.IntegerField()), help_text="Episodes in which nobody held it"
    )
    points = PointOut(many=True)
    happenings = HappeningOut(many=True)
    ratings = StripOut()
