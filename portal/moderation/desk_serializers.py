"""Cases, members and many at once, as programs of moderators read and write them."""

from __future__ import annotations

from typing import Any

from rest_framework import serializers

from portal.contributions.serializers import WordsIn
from portal.moderation.keyboard import faults
from portal.moderation.models import MOST_WORDS, Case, Note
from portal.moderation.serializers import AppealOut, DecisionOut, ReportAtDeskOut, RuleIn, SanctionOut
from shows.forms import FURTHEST

FURTHEST_ROW = 2**63 - 1


class CaseRowOut(serializers.Serializer[Any]):
    """One line of the queue. Nothing is veiled at the desk."""

    id = serializers.IntegerField(source="pk")
    author = serializers.CharField()
    why = serializers.CharField(source="badge")
    line = serializers.CharField()
    opened_at = serializers.DateTimeField()
    taken_by = serializers.CharField(help_text="Who is reading it now, if anybody")
    about_member = serializers.BooleanField(source="is_member", help_text="Whether it is about the member themselves")
    second_opinion = serializers.BooleanField(source="asked", help_text="Whether a second moderator was asked")


class NoteOut(serializers.ModelSerializer[Note]):
    """A note on a member, for those who moderate."""

    by = serializers.CharField(source="by.handle", allow_null=True)

    class Meta:
        model = Note
        fields = ("words", "by", "created_at")


class WordsOnlyIn(serializers.Serializer[Any]):
    """A few words: a note, or a question."""

    words = WordsIn(max_length=MOST_WORDS)


class SaidOut(serializers.Serializer[Any]):
    """One of a member's contributions in a line."""

    kind = serializers.CharField(source="label")
    line = serializers.CharField()
    url = serializers.CharField()
    state = serializers.CharField()
    created_at = serializers.DateTimeField()


class DeskMemberOut(serializers.Serializer[Any]):
    """A member as the desk sees them."""

    handle = serializers.CharField(source="member.handle")
    joined_at = serializers.DateTimeField(source="member.joined_at")
    trust = serializers.CharField(source="member.get_trust_display")
    published = serializers.IntegerField(help_text="Counted up to 101")
    taken = serializers.IntegerField(help_text="Decisions against them that stand, counted up to 21")
    muted_until = serializers.DateTimeField(source="member.muted_until", allow_null=True)
    suspended_until = serializers.DateTimeField(source="member.suspended_until", allow_null=True)
    recent = SaidOut(many=True)
    sanctions = SanctionOut(many=True)
    notes = NoteOut(many=True)


class KeysOut(serializers.Serializer[Any]):
    """The single keys of the desk."""

    on = serializers.BooleanField(help_text="Whether they do anything")
    keys = serializers.DictField(source="every", child=serializers.CharField(), help_text="By what they do")


class KeysIn(serializers.Serializer[Any]):
    """The same, chosen anew."""

    on = serializers.BooleanField(default=True)
    keys = serializers.DictField(child=serializers.CharField(max_length=8), default=dict)

    def validate_keys(self, keys: dict[str, str]) -> dict[str, str]:
        """One sign each, and no two alike.

        Raises:
            ValidationError: with a sentence for each that cannot be taken.
        """
        if wrong := faults(keys):
            raise serializers.ValidationError({name: [sentence] for name, sentence in wrong.items()})
        return keys


class BulkIn(serializers.Serializer[Any]):
    """One decision for many cases."""

    cases = serializers.ListField(child=serializers.IntegerField(min_value=1, max_value=FURTHEST_ROW), max_length=50)
    verb = serializers.ChoiceField(choices=["leave", "veil", "remove", "take", "decline"])
    rule = RuleIn(required=False, allow_null=True, default=None)
    veil_at = serializers.IntegerField(min_value=1, max_value=FURTHEST, required=False, allow_null=True, default=None)
    reason = WordsIn(max_length=MOST_WORDS, required=False, allow_blank=True, default="")
    preview = serializers.BooleanField(default=True, help_text="Do nothing, and tell what would happen")


class OutcomeOut(serializers.Serializer[Any]):
    """What became, or would become, of one of them."""

    case = serializers.IntegerField(source="case.pk")
    done = serializers.SerializerMethodField()
    why = serializers.CharField(help_text="Why it is left out; empty where it is not")
    reason = serializers.CharField(help_text="What its author reads")
    decision = serializers.SerializerMethodField(help_text="The decision, once it is made; null in a preview")

    batch = serializers.SerializerMethodField(help_text="What all of them are taken back by; empty in a preview")

    def get_batch(self, outcome: Any) -> str:
        """The name of the batch."""
        return outcome.decision.batch if outcome.decision and not self.context["preview"] else ""

    def get_done(self, outcome: Any) -> bool:
        """Whether it is, or would be, decided."""
        return outcome.decision is not None

    def get_decision(self, outcome: Any) -> str | None:
        """Its public id."""
        return outcome.decision.public_id if outcome.decision and not self.context["preview"] else None


class BackOut(serializers.Serializer[Any]):
    """What became of one of many that were to be taken back."""

    case = serializers.IntegerField(source="case.pk")
    why = serializers.CharField(help_text="Why it stays; empty where it is taken back")


class NamedOut(serializers.Serializer[Any]):
    """An episode that readers name."""

    episode = serializers.IntegerField()
    readers = serializers.IntegerField(help_text="How many name it")


class CaseOut(serializers.Serializer[Any]):
    """One case with everything a moderator weighs."""

    id = serializers.IntegerField(source="case.pk")
    origin = serializers.SerializerMethodField(help_text="report, newcomer, photo, edit or appeal")
    open = serializers.BooleanField(source="case.is_open")
    opened_at = serializers.DateTimeField(source="case.opened_at")
    closed_at = serializers.DateTimeField(source="case.closed_at", allow_null=True)
    member = serializers.CharField(
        source="case.member.handle", allow_null=True, help_text="Where it is about a member; what follows is null then"
    )
    contribution = serializers.CharField(source="thing.entry.public_id", allow_null=True)
    kind = serializers.CharField(source="thing.entry.kind", allow_null=True)
    state = serializers.CharField(source="thing.state.label", allow_null=True)
    title = serializers.CharField(source="thing.title", allow_null=True)
    body = serializers.CharField(source="thing.entry.body", allow_null=True)
    html = serializers.CharField(source="thing.html", allow_null=True, help_text="Nothing of it is covered here")
    covers = serializers.ListField(
        source="thing.covers",
        child=serializers.IntegerField(),
        allow_null=True,
        help_text="The episodes that its author put over parts of it, in the order of the text",
    )
    reveals = serializers.IntegerField(source="thing.reveals", allow_null=True, help_text="As its author marked it")
    snapshot = serializers.DictField(source="case.snapshot", help_text="As it was when the case opened")
    edit = serializers.SerializerMethodField(help_text="The words that wait, where it is about an edit")
    reports = ReportAtDeskOut(many=True, help_text="Empty for the one it is about")
    named = NamedOut(
        allow_null=True,
        help_text="The episode most readers name; null where fewer than four say that it gives too much away",
    )
    history = DeskMemberOut(source="person", allow_null=True, help_text="The author, and what happened before")
    asked = serializers.CharField(source="case.asked", help_text="What a second moderator was asked; empty for nothing")
    hidden = serializers.SerializerMethodField(help_text="Whether it is hidden while somebody reads it")
    decision = serializers.SerializerMethodField(help_text="What was decided, or is appealed, or null")
    appeal = serializers.SerializerMethodField()
    seen = serializers.SerializerMethodField(help_text="Send it back with your decision")

    def get_origin(self, file: Any) -> str:
        """The origin in a word."""
        return Case.Origin(file.case.origin).name.lower()

    def get_edit(self, file: Any) -> dict[str, Any] | None:
        """The waiting words."""
        return file.case.revision.words if file.case.revision else None

    def get_decision(self, file: Any) -> dict[str, Any] | None:
        """The decision of this case, or the one that is appealed in it."""
        said = getattr(file.case, "appeal", None)
        found = said.decision if said else getattr(file.case, "decision", None)
        return DecisionOut(found, context={"moderates": True}).data if found else None

    def get_appeal(self, file: Any) -> dict[str, Any] | None:
        """The appeal this case is about."""
        said = getattr(file.case, "appeal", None)
        return AppealOut(said).data if said else None

    def get_hidden(self, file: Any) -> bool:
        """Whether it is hidden for now."""
        return file.case.hidden_at is not None

    def get_seen(self, file: Any) -> str:
        """The fingerprint of what was read."""
        return str(self.context["seen"])
