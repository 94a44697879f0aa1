"""Ties and beats as programs read and write them."""

from __future__ import annotations

from typing import Any

from rest_framework import serializers

from portal.cast.beats.queries import Rumour
from portal.cast.kinship import line_of, word_for
from portal.cast.maps.serializers import LineOut
from portal.cast.models import Beat, Relationship
from portal.cast.serializers import SourceIn, SourceOut
from portal.lib.ids import veiled


class TieIn(serializers.Serializer[Any]):
    """A tie as curators write it down; on a change, what is left out stays."""

    subject = serializers.CharField(help_text="The character who is…, by slug")
    kind = serializers.ChoiceField(Relationship.Kind.choices)
    object = serializers.CharField(help_text="…of this character, by slug")
    from_episode = serializers.IntegerField(required=False, min_value=1)
    until_episode = serializers.IntegerField(required=False, allow_null=True, min_value=1)
    reveals = serializers.IntegerField(required=False, allow_null=True, min_value=0)
    sources = SourceIn(many=True)


class BeatIn(serializers.Serializer[Any]):
    """A beat as curators write it down; on a change, what is left out stays."""

    episode = serializers.IntegerField(min_value=1)
    kind = serializers.ChoiceField(Beat.Kind.choices, required=False)
    headline = serializers.CharField(max_length=160)
    headline_hi = serializers.CharField(required=False, allow_blank=True, max_length=160)
    text = serializers.CharField(required=False, allow_blank=True, max_length=5000)
    text_hi = serializers.CharField(required=False, allow_blank=True, max_length=5000)
    characters = serializers.ListField(child=serializers.CharField(), required=False, help_text="Slugs")
    status = serializers.ChoiceField(Beat.Status.choices, required=False)
    reveals = serializers.IntegerField(required=False, allow_null=True, min_value=0)
    sources = SourceIn(many=True)


class TieOut(LineOut):
    """A tie, read from both ends, with who vouches for it."""

    id = serializers.CharField()
    sources = SourceOut(many=True)


class BeatStepOut(serializers.Serializer[Any]):
    """One change of a beat's standing."""

    status = serializers.CharField()
    source = serializers.CharField(allow_blank=True)
    link = serializers.CharField(allow_blank=True)
    at = serializers.DateTimeField()


class BeatOut(serializers.Serializer[Any]):
    """A beat; of a rumour, unless you asked for rumours, only its episode and its address."""

    public_id = serializers.CharField()
    episode = serializers.IntegerField()
    is_veiled = serializers.BooleanField(help_text="A rumour, and you did not ask for rumours: all below is null")
    kind = serializers.CharField(allow_null=True)
    status = serializers.CharField(allow_null=True)
    headline = serializers.CharField(allow_null=True)
    headline_hi = serializers.CharField(allow_null=True)
    text = serializers.CharField(allow_null=True)
    text_hi = serializers.CharField(allow_null=True)
    characters = serializers.ListField(child=serializers.CharField(), allow_null=True)
    sources = SourceOut(many=True, allow_null=True)
    steps = BeatStepOut(many=True, allow_null=True, help_text="Only where one beat is read")


BLANK = (
    "kind", "status", "headline", "headline_hi", "text", "text_hi", "characters", "sources", "steps",
)  # fmt: skip


def told_tie(tie: Relationship, horizon: int | None) -> dict[str, Any]:
    """A tie as JSON; while its end is not told, only its first source: those that follow may be of its end.

    Args:
        tie: one the reader may know of.
        horizon: where they stand; None for whoever curates.
    """
    last = tie.until_episode
    told_last = last if last is not None and (horizon is None or last <= horizon) else None
    return {
        "id": veiled("tie", tie.pk),
        "subject": tie.subject.slug,
        "object": tie.object.slug,
        "kind": tie.kind,
        "subject_is": word_for(tie.kind, subject=True),
        "object_is": word_for(tie.kind, subject=False),
        "line": line_of(tie.kind, over=told_last is not None),
        "from_episode": tie.from_episode,
        "until_episode": told_last,
        "sources": tie.sources if horizon is None or told_last is not None else tie.sources[:1],
    }


def told_beat(beat: Beat | Rumour, steps: Any = None) -> dict[str, Any]:
    """A beat as JSON, with its known characters; or a rumour, with nothing."""
    if isinstance(beat, Rumour):
        veiled = {"public_id": beat.public_id, "episode": beat.episode, "is_veiled": True}
        return veiled | dict.fromkeys(BLANK)
    told = {
        name: getattr(beat, name) for name in ("public_id", "episode", *BLANK) if name not in ("characters", "steps")
    }
    people = [one.slug for one in beat.known_people]  # type: ignore[attr-defined]
    history = BeatStepOut(steps, many=True).data if steps is not None else None
    return told | {"is_veiled": False, "characters": people, "steps": history}
