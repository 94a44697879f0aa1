"""The map as programs read it."""

from __future__ import annotations

from typing import Any

from rest_framework import serializers

from portal.cast.kinship import line_of, word_for
from portal.cast.maps.places import LANE
from portal.cast.maps.story import Act, Tie


class RoomOut(serializers.Serializer[Any]):
    """One piece of a house on the map."""

    house = serializers.CharField()
    x = serializers.IntegerField()
    y = serializers.IntegerField()
    width = serializers.IntegerField()
    height = serializers.IntegerField()


class StandingOut(serializers.Serializer[Any]):
    """Somebody, and where they stand: the middle of the top of their picture."""

    slug = serializers.CharField()
    name = serializers.CharField()
    name_hi = serializers.CharField()
    house = serializers.CharField(allow_null=True)
    x = serializers.IntegerField(allow_null=True, help_text="Null where they do not stand on the map")
    y = serializers.IntegerField(allow_null=True)


class LineOut(serializers.Serializer[Any]):
    """A tie: what the subject is to the object, and the other way round."""

    subject = serializers.CharField()
    object = serializers.CharField()
    kind = serializers.CharField()
    subject_is = serializers.CharField(help_text="What the subject is to the object, in your language")
    object_is = serializers.CharField(help_text="What the object is to the subject, in your language")
    line = serializers.CharField(help_text="married, was-married, family or bond")
    from_episode = serializers.IntegerField()
    until_episode = serializers.IntegerField(allow_null=True, help_text="Null while it lasts for you")


class MapOut(serializers.Serializer[Any]):
    """Who is who to whom at the end of an episode."""

    show = serializers.CharField()
    at = serializers.IntegerField()
    stops = serializers.ListField(
        child=serializers.IntegerField(), help_text="Where a tie changes or somebody appears, up to your horizon"
    )
    rooms = RoomOut(many=True)
    people = StandingOut(many=True)
    ties = LineOut(many=True)


def told_map(act: Act, horizon: int) -> dict[str, Any]:
    """The map as JSON.

    Args:
        act: what is drawn.
        horizon: of the reader, where the stops end.
    """
    story, houses = act.story, act.story.houses
    return {
        "show": story.show.slug,
        "at": act.at,
        "stops": Act(story, horizon).stops,
        "rooms": [
            {"house": houses[patch.house].slug, "x": patch.x, "y": patch.y, "width": LANE, "height": patch.height(rows)}
            for patch, rows in act.patches
            if patch.house
        ],
        "people": [
            {
                "slug": one.slug, "name": one.name, "name_hi": one.name_hi,
                "house": houses[one.house].slug if one.house else None,
                **dict(zip("xy", story.spots[one.pk] if one.pk in act.standing else (None, None), strict=True)),
            }
            for one in act.people.values()
        ],
        "ties": [told_tie(act, tie) for tie in act.ties],
    }  # fmt: skip


def told_tie(act: Act, tie: Tie) -> dict[str, Any]:
    """One tie; its end only once it is no secret."""
    over = tie.over(act.at)
    return {
        "subject": act.people[tie.subject].slug,
        "object": act.people[tie.object].slug,
        "kind": tie.kind,
        "subject_is": word_for(tie.kind, subject=True),
        "object_is": word_for(tie.kind, subject=False),
        "line": line_of(tie.kind, over=over),
        "from_episode": tie.first,
        "until_episode": tie.last if over else None,
    }
