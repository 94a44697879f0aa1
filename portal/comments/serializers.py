"""Threads as programs read and write them."""

from __future__ import annotations

from typing import Any

from rest_framework import serializers

from portal.comments.forms import LONGEST
from portal.comments.fresh import MOST, Fresh
from portal.comments.models import Comment
from portal.comments.queries import line_of, usual_reveals
from portal.contributions.forms import LANGUAGES
from portal.contributions.marks import Marks
from portal.contributions.serializers import ContributionOut, VeilOut, WordsIn, as_it_is, gated
from shows.clocks import check_known
from shows.forms import FURTHEST
from shows.spoilers import Viewpoint

PARENT_HELP = "The comment it answers; null for none"


class CommentOut(ContributionOut):
    """A comment and its place in the tree; rows come in tree order."""

    subject = serializers.CharField(source="subject.public_id", read_only=True)
    parent = serializers.CharField(source="parent.public_id", read_only=True, allow_null=True, help_text=PARENT_HELP)
    depth = serializers.IntegerField()
    comment_count = serializers.IntegerField(help_text="Published replies below it, where it begins a branch")
    new = serializers.SerializerMethodField(help_text="Whether it came since you were in this thread last")

    def get_new(self, thing: Any) -> bool:
        """Whether it is new to the reader; what they have just written is not."""
        found: Fresh | None = self.context.get("fresh")
        return found is not None and found.has(thing, self.context["viewpoint"])


class ReadingOut(serializers.Serializer[Any]):
    """How far you have read a thread."""

    last_read_at = serializers.DateTimeField(source="since", allow_null=True, help_text="null: never")
    new = serializers.SerializerMethodField(help_text=f"How many comments you may read came since, at most {MOST}")
    first_new = serializers.CharField(source="first", help_text="The id of the oldest of them; empty where none is")

    def get_new(self, found: Any) -> int:
        """How many."""
        return len(found.rows)


class PlaceOut(serializers.Serializer[Any]):
    """Where something stands in the tree."""

    parent = serializers.CharField(allow_null=True, help_text=PARENT_HELP)
    depth = serializers.IntegerField()


class VeiledCommentOut(VeilOut, PlaceOut):
    """A veil in a thread."""


class TombstoneOut(PlaceOut):
    """What stands where a comment was: neither author nor words."""

    id = serializers.CharField()
    gone = serializers.CharField(help_text="Why")


class CommentPageOut(serializers.Serializer[Any]):
    """A page of a thread."""

    results = gated(CommentOut, VeiledCommentOut, TombstoneOut, many=True)
    next = serializers.CharField(allow_null=True)
    last_read_at = serializers.DateTimeField(allow_null=True, help_text="When you were in this thread last")


class CommentEditIn(serializers.Serializer[Any]):
    """What can be changed of a comment."""

    body = WordsIn(max_length=LONGEST, help_text="Markdown")
    reveals = serializers.IntegerField(
        min_value=0,
        max_value=FURTHEST,
        required=False,
        allow_null=True,
        help_text="Talks about up to this episode; left out, as far as its thread",
    )
    language = serializers.ChoiceField(choices=LANGUAGES, default="", help_text="Left out, as the script says")
    as_it_is = as_it_is()


class CommentIn(CommentEditIn):
    """A new comment."""

    parent = serializers.RegexField(
        r"^[1-9A-HJ-NP-Za-km-z]{11}$", required=False, allow_null=True, default=None, help_text=PARENT_HELP
    )
    draft_version = serializers.IntegerField(
        min_value=0,
        max_value=999_999_999,
        required=False,
        allow_null=True,
        default=None,
        help_text="Of your draft there that it was made of; that one goes",
    )


class CommentDraftOut(serializers.Serializer[Any]):
    """What you have typed of a comment so far; nobody else reads it."""

    subject = serializers.CharField(source="subject.public_id", allow_null=True, help_text="The post or photo")
    parent = serializers.CharField(source="parent.public_id", allow_null=True, default=None, help_text=PARENT_HELP)
    version = serializers.IntegerField()
    updated_at = serializers.DateTimeField()
    words = serializers.DictField(child=serializers.CharField(allow_blank=True), help_text="As they were typed")


class CommentDraftIn(serializers.Serializer[Any]):
    """Words as they are typed, unchecked; without any the draft goes."""

    body = serializers.CharField(allow_blank=True, default="", trim_whitespace=False)
    reveals = serializers.CharField(allow_blank=True, default="")
    version = serializers.IntegerField(
        min_value=0, max_value=999_999_999, default=0, help_text="The one you typed on; 0 begins a draft"
    )
    writer = serializers.CharField(
        max_length=32, allow_blank=True, default="", help_text="Who you are, so that a lost answer is no conflict"
    )


def talked_about(said: dict[str, Any], subject: Any, parent: Comment | None, viewpoint: Viewpoint) -> int | None:
    """How far a comment talks: what it says, else as far as its thread.

    Raises:
        Invalid: past the last episode that is known.
    """
    usual = usual_reveals(subject, parent, viewpoint)
    reveals: int | None = said.get("reveals")
    if reveals is None or reveals == usual:
        return usual
    check_known(subject.show_id, reveals, "reveals")
    return reveals


def place(
    row: Comment,
    viewpoint: Viewpoint,
    marks: Marks | None = None,
    fresh: Fresh | None = None,
    *,
    asked: bool = False,
) -> dict[str, Any]:
    """One place of a thread as its reader meets it: a comment, a veil or a tombstone; `asked` for by its own id, it is
    told of somebody they have muted too."""
    line = line_of(row, viewpoint, focus=row.pk if asked else 0)
    if line.comment is not None:
        return CommentOut(line.comment, context={"viewpoint": viewpoint, "marks": marks, "fresh": fresh}).data
    where = {"parent": row.parent.public_id if row.parent else None, "depth": row.depth}
    if line.veil is not None:
        return VeilOut(line.veil).data | where
    return TombstoneOut({"id": line.public_id, "gone": str(line.gone)} | where).data
