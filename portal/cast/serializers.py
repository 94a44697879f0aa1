"""The cast as the API tells it."""

from typing import Any

from rest_framework import serializers

from portal.cast.models import Character, Person


class PersonOut(serializers.ModelSerializer):
    """Somebody real."""

    class Meta:
        model = Person
        fields = ("slug", "name", "name_hi")


class CharacterOut(serializers.ModelSerializer):
    """Somebody in the story."""

    show = serializers.CharField(source="show.slug")

    class Meta:
        model = Character
        fields = ("show", "slug", "name", "name_hi", "line", "line_hi")


class TenureOut(serializers.Serializer[Any]):
    """Who plays whom in which episodes; an end past your horizon is null."""

    person = PersonOut()
    character = CharacterOut()
    kind = serializers.CharField()
    first = serializers.IntegerField()
    last = serializers.IntegerField(allow_null=True)
    reason = serializers.CharField(help_text="Why it ended; empty while it lasts for you")
    source = serializers.CharField()


class CastOut(serializers.Serializer[Any]):
    """One character and who holds the part as of your episode."""

    character = CharacterOut()
    now = TenureOut(allow_null=True)
    before = TenureOut(many=True)


class CharacterDetailOut(serializers.Serializer[Any]):
    """One character, everybody you may know in the part, and the gaps between them."""

    character = CharacterOut()
    now = TenureOut(allow_null=True)
    tenures = TenureOut(many=True)
    gaps = serializers.ListField(child=serializers.ListField(child=serializers.IntegerField()))


class PersonDetailOut(serializers.Serializer[Any]):
    """One person and the parts you may know of."""

    person = PersonOut()
    parts = TenureOut(many=True)
