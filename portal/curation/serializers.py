"""Edits as programs read and write them."""

from __future__ import annotations

from typing import Any

from rest_framework import serializers

from portal.contributions.serializers import WordsIn
from portal.curation.models import MOST_WORDS, Proposal, State
from portal.curation.values import OURS, THEIRS
from portal.lib.ids import veiled
from shows.catalogue import entry_kinds


class EditSourceIn(serializers.Serializer[Any]):
    """Who says so."""

    label = serializers.CharField(max_length=300)
    url = serializers.URLField(max_length=500, required=False, allow_blank=True, default="")
    seen_on = serializers.DateField(required=False, allow_null=True, default=None)

    def to_internal_value(self, data: Any) -> Any:
        """As rows keep it."""
        said = super().to_internal_value(data)
        return said | {"label": said["label"].replace("|", " "), "seen_on": str(said["seen_on"] or "")}


class EditSourceOut(serializers.Serializer[Any]):
    """Who says so."""

    label = serializers.CharField()
    url = serializers.CharField(allow_blank=True)
    seen_on = serializers.CharField(allow_blank=True)


class EditChangeOut(serializers.Serializer[Any]):
    """One field, in words for people."""

    field = serializers.CharField(source="name")
    label = serializers.CharField()
    old = serializers.CharField(allow_blank=True)
    new = serializers.CharField(allow_blank=True)
    now = serializers.CharField(allow_blank=True, help_text="What is there, where somebody has changed it since")
    conflict = serializers.BooleanField()


class EditOut(serializers.Serializer[Any]):
    """One edit in a list."""

    id = serializers.CharField(source="proposal.public_id")
    kind = serializers.CharField(source="proposal.kind")
    row = serializers.SerializerMethodField(help_text="Names the row; null where it is gone or not there yet")
    show = serializers.CharField(source="proposal.show.slug", allow_null=True, default=None)
    verb = serializers.SerializerMethodField()
    state = serializers.SerializerMethodField()
    title = serializers.CharField(allow_blank=True)
    author = serializers.SerializerMethodField(help_text="A handle; empty for a member who left")
    changes = EditChangeOut(many=True)
    sources = EditSourceOut(source="proposal.sources", many=True)
    created_at = serializers.DateTimeField(source="proposal.created_at")
    done_at = serializers.DateTimeField(source="proposal.done_at", allow_null=True)
    undoes = serializers.CharField(source="proposal.undoes.public_id", allow_null=True, default=None)

    def get_row(self, entry: Any) -> str | None:
        """Its row."""
        return row_name(one(entry))

    def get_verb(self, entry: Any) -> str:
        """add, change or remove."""
        return Proposal.Verb(one(entry).verb).name.lower()

    def get_state(self, entry: Any) -> str:
        """open, asked, accepted, rejected, withdrawn or reverted."""
        return State(one(entry).state).name.lower()

    def get_author(self, entry: Any) -> str:
        """The author's handle."""
        author = one(entry).author
        return author.handle if author else ""


def row_name(proposal: Proposal) -> str | None:
    """How answers and addresses name the row of an edit."""
    return veiled(proposal.kind, proposal.target) if proposal.target else None


def one(entry: Any) -> Proposal:
    """The edit of a line or of a file."""
    found: Proposal = entry["proposal"] if isinstance(entry, dict) else entry.proposal
    return found


class EditRemarkOut(serializers.Serializer[Any]):
    """What was asked or answered."""

    by = serializers.CharField(source="by.handle", default="")
    words = serializers.CharField()
    created_at = serializers.DateTimeField()


class EditDetailOut(EditOut):
    """One edit with what its two sides said; both empty for everybody else."""

    wording = serializers.SerializerMethodField(help_text="A digest of what it wants, for those who decide")
    comment = serializers.SerializerMethodField()
    reason = serializers.SerializerMethodField()
    remarks = EditRemarkOut(many=True)

    def get_wording(self, file: Any) -> str:
        """To send back with the decision."""
        return str(file["proposal"].wording) if file["curates"] else ""

    def get_comment(self, file: Any) -> str:
        """The author's word for the curator."""
        return str(file["proposal"].comment) if file["insider"] else ""

    def get_reason(self, file: Any) -> str:
        """Why it was not taken."""
        return str(file["proposal"].reason) if file["insider"] else ""


class AmendIn(serializers.Serializer[Any]):
    """Other values for a row; fields left out stay as they are."""

    values = serializers.DictField(child=serializers.JSONField(allow_null=True), required=False, default=dict)
    sources = EditSourceIn(many=True, required=False, default=list)
    comment = WordsIn(max_length=MOST_WORDS, required=False, allow_blank=True, default="")
    remove = serializers.BooleanField(required=False, default=False, help_text="The row should not be there at all")


class ProposalIn(AmendIn):
    """An edit of a row, or a new one."""

    kind = serializers.ChoiceField(choices=[])
    row = serializers.CharField(
        max_length=11,
        required=False,
        allow_null=True,
        default=None,
        help_text="As answers name it; null for a new one",
    )
    show = serializers.CharField(
        max_length=60, required=False, allow_blank=True, default="", help_text="The slug of a new row's show"
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["kind"] = serializers.ChoiceField(choices=[kind.name for kind in entry_kinds()])


class EditChoicesIn(serializers.Serializer[Any]):
    """Where somebody has changed a field since, what shall stand; `remove` for a row that changed and is to go."""

    choices = serializers.DictField(child=serializers.ChoiceField(choices=[OURS, THEIRS]), required=False, default=dict)


class AcceptanceIn(EditChoicesIn):
    """The same, for what was read."""

    seen = serializers.CharField(
        max_length=32, required=False, default="", allow_blank=True,
        help_text="Its `wording` as you read it; refused with 409 when its author has changed it since",
    )  # fmt: skip


class ReversalIn(EditChoicesIn):
    """Taking an edit back."""

    reason = WordsIn(max_length=MOST_WORDS, required=False, allow_blank=True, default="")


class EditReasonIn(serializers.Serializer[Any]):
    """Why it is not taken."""

    reason = WordsIn(max_length=MOST_WORDS)


class EditWordsIn(serializers.Serializer[Any]):
    """A question or an answer."""

    words = WordsIn(max_length=MOST_WORDS)


class RollbackIn(serializers.Serializer[Any]):
    """Whether only to tell what would happen."""

    dry_run = serializers.BooleanField(required=False, default=True)


class RollbackOutcomeOut(serializers.Serializer[Any]):
    """What taking one edit back does."""

    id = serializers.CharField(source="proposal.public_id")
    kind = serializers.CharField(source="proposal.kind")
    row = serializers.SerializerMethodField(help_text="Names the row; null where it is gone or not there yet")
    undone = serializers.SerializerMethodField()
    why_not = serializers.CharField(allow_blank=True)
    code = serializers.CharField(allow_blank=True)

    def get_row(self, outcome: Any) -> str | None:
        """Its row."""
        return row_name(outcome.proposal)

    def get_undone(self, outcome: Any) -> bool:
        """Whether it is, or would be, taken back."""
        return outcome.undone_by is not None


class RollbackOut(serializers.Serializer[Any]):
    """What taking all of a member's edits back does, newest first."""

    dry_run = serializers.BooleanField(source="dry")
    more = serializers.BooleanField(help_text="Whether there are older ones besides")
    outcomes = RollbackOutcomeOut(many=True)
