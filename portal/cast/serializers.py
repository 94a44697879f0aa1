"""The cast as the API tells it."""

from __future__ import annotations

from datetime import date
from typing import Any

from django.core.exceptions import ValidationError
from drf_spectacular.utils import extend_schema_field
from rest_framework import serializers

from portal.cast.forms import RecastForm
from portal.cast.models import Alias, Character, Person
from portal.lib.text import episode_number
from shows.forms import FURTHEST


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


class MovedOut(serializers.Serializer[Any]):
    """Somebody whose approval moved."""

    character = CharacterOut()
    approve = serializers.IntegerField(help_text="Percent of those who voted on the last five episodes")
    change = serializers.IntegerField(help_text="Points of it since then")
    since = serializers.IntegerField(help_text="The last episode of then")


class MoodOut(serializers.Serializer[Any]):
    """Whose approval moved furthest."""

    mood = MovedOut(allow_null=True, help_text="Null where too few have voted to tell")


class AliasOut(serializers.ModelSerializer):
    """Another name."""

    class Meta:
        model = Alias
        fields = ("name", "language", "kind")


class SourceOut(serializers.Serializer[Any]):
    """Who says so."""

    label = serializers.CharField()
    url = serializers.CharField(allow_blank=True, default="")
    seen_on = serializers.CharField(allow_blank=True, default="", help_text="The day it was seen, ISO 8601")


class TenureOut(serializers.Serializer[Any]):
    """Who plays whom in which episodes; an end past your horizon is null."""

    person = PersonOut()
    character = CharacterOut()
    kind = serializers.CharField()
    first = serializers.IntegerField()
    last = serializers.IntegerField(allow_null=True)
    reason = serializers.CharField(help_text="Why it ended; empty while it lasts for you")
    source = serializers.CharField(help_text="The first of `sources`")
    sources = SourceOut(many=True)
    language = serializers.CharField(help_text="Of a voice")
    billing = serializers.IntegerField()


class CastOut(serializers.Serializer[Any]):
    """One character and who holds the part as of your episode."""

    character = CharacterOut()
    now = TenureOut(allow_null=True)
    before = TenureOut(many=True)


class CharacterDetailOut(serializers.Serializer[Any]):
    """One character, everybody you may know in the part, and the gaps between them."""

    character = CharacterOut()
    other_names = AliasOut(many=True)
    now = TenureOut(allow_null=True, help_text="Who holds the part at the episode; null where nobody does")
    beside = TenureOut(many=True, help_text="Who else is in the part at the episode")
    tenures = TenureOut(many=True)
    gaps = serializers.ListField(child=serializers.ListField(child=serializers.IntegerField()))


class PersonDetailOut(serializers.Serializer[Any]):
    """One person and the parts you may know of."""

    person = PersonOut()
    other_names = AliasOut(many=True)
    parts = TenureOut(many=True)


@extend_schema_field({"type": "integer", "minimum": 0, "maximum": FURTHEST})
class EpisodeIn(serializers.Field[int, Any, int, Any]):
    """An episode number, as a number or as people type it."""

    def to_internal_value(self, data: Any) -> int:
        """The number.

        Raises:
            ValidationError: when it is none, or 0 and episodes count from 1.
        """
        try:
            return episode_number("" if isinstance(data, bool | float) else str(data))
        except ValidationError as error:
            raise serializers.ValidationError(error.messages) from error

    def to_representation(self, value: int) -> int:
        """The number."""
        return value


class SourceIn(serializers.Serializer[Any]):
    """Who says so, with the link and the day it was seen."""

    label = serializers.CharField(max_length=300)
    url = serializers.URLField(required=False, allow_blank=True, default="")
    seen_on = serializers.DateField(required=False, allow_null=True, default=None)

    def validate_label(self, label: str) -> str:
        """One line, without the sign that parts it from the link."""
        return label.replace("|", "/")

    def validate_seen_on(self, day: date | None) -> str:
        """ISO 8601."""
        return day.isoformat() if day else ""


class RecastIn(serializers.Serializer[Any]):
    """Who takes a part over, from which episode, and who says so."""

    person = serializers.CharField(max_length=120, help_text="A name in either script, or an address part")
    is_new = serializers.BooleanField(default=False, help_text="Add them to the catalogue under this name")
    name_hi = serializers.CharField(max_length=120, required=False, allow_blank=True, default="")
    from_episode = EpisodeIn(help_text="Their first episode")
    last_episode = EpisodeIn(required=False, allow_null=True, help_text="Of whoever held it; else the one before")
    reason = serializers.CharField(max_length=240, required=False, allow_blank=True, default="")
    reason_hi = serializers.CharField(max_length=240, required=False, allow_blank=True, default="")
    reveals = EpisodeIn(required=False, allow_null=True, help_text="Secret until; else their first episode")
    sources = SourceIn(many=True)

    def validate(self, attrs: dict[str, Any]) -> dict[str, Any]:
        """What the page's form makes of it.

        Raises:
            ValidationError: with the page's sentences.
        """
        form = RecastForm(attrs)
        if not form.is_valid():
            raise serializers.ValidationError(dict(form.errors))
        return form.said()
