"""What somebody has typed of a comment: one draft for each thread and each comment they answer there."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from urllib.parse import urlencode

from django.db import transaction
from django.db.models import Count, Exists, Subquery
from django.urls import reverse

from accounts.models import Member
from portal.comments.models import Comment, CommentDraft
from portal.contributions.drafting import keep, newer_at, posted_at
from portal.contributions.kinds import kind_of
from portal.contributions.models import Contribution
from portal.contributions.policies import MOST_DRAFTS, can_begin_draft, can_draft
from portal.contributions.typed import Hand, words_within
from portal.lib.verdicts import require
from shows.spoilers import Viewpoint

LONGEST = {"body": 5000, "reveals": 100}
TYPED = ("body",)


@dataclass(frozen=True)
class Begun:
    """A draft with where it belongs, as its writer may know it.

    `title` and `address` are empty where the thread is not there for them any more; `covered` says that its title is
    past them.
    """

    draft: CommentDraft
    title: str = ""
    language: str = ""
    address: str = ""
    covered: bool = False


def key_of(subject: Contribution, parent: Contribution | None) -> str:
    """The key of what one types there."""
    return f"{subject.public_id}-{parent.public_id}" if parent else subject.public_id


def words_typed(typed: Mapping[str, Any]) -> dict[str, str]:
    """The words of a composer, cleaned and otherwise unchecked.

    Raises:
        Invalid: where there are more than a draft holds.
    """
    return words_within(typed, LONGEST)


def address_of(subject: Contribution, parent: Contribution | None) -> str:
    """Where it is typed on."""
    query = f"?{urlencode({'parent': parent.public_id})}" if parent else ""
    return reverse("comments:composer", args=[subject.public_id]) + query


@transaction.atomic
def save(
    subject: Contribution,
    parent: Comment | None,
    words: dict[str, str],
    *,
    by: Member,
    at: datetime,
    hand: Hand,
    sent_as: str = "",
) -> CommentDraft | None:
    """Keep what is typed in a thread, in the place of what was before the writer; without words it is let go.

    Args:
        subject: the post or photo, found through a door.
        parent: the comment that is answered.
        words: as `words_typed` answers them.
        by: whose.
        at: now.
        hand: what they had before them.
        sent_as: the idempotency key of the form: what was posted with it is no draft any more.

    Raises:
        Refused: with 409 where somebody has saved a newer version or posted it; to a guest; the fifty-first.
        Invalid: where there is nothing yet.
    """
    require(can_draft(by))
    key = key_of(subject, parent)
    drafts = CommentDraft.objects.of(by).called(key)
    if not words["body"].strip():
        if drafts.in_hand(hand).delete()[0]:
            return None
        words = words | {"body": ""}

    def room() -> None:
        _require_room(key, subject, parent, by=by, sent_as=sent_as)

    tied = {"member": by, "key": key, "subject": subject, "parent": parent}
    newer = newer_at(address_of(subject, parent))
    kept: CommentDraft = keep(drafts, words, at=at, hand=hand, typed=TYPED, room=room, newer=newer, **tied)
    return kept


def _require_room(key: str, subject: Contribution, parent: Comment | None, *, by: Member, sent_as: str) -> None:
    """Go on only where a draft is new there, and there is room for it; one query."""
    sent = Comment.objects.filter(author=by).exclude(idempotency_key="").filter(idempotency_key=sent_as)
    found = Member.objects.filter(pk=by.pk).annotate(
        held=Count("comment_drafts"),
        newer=Exists(CommentDraft.objects.of(by).called(key)),
        posted=Subquery(sent.values("pk")[:1]),
    )
    held, newer, posted = found.values_list("held", "newer", "posted").get()
    if newer:
        raise newer_at(address_of(subject, parent))
    if posted:
        raise posted_at(f"{kind_of(subject).safe_url(subject)}#comments")
    require(can_begin_draft(held))


def draft_in(subject: Contribution, parent: Contribution | None, member: Any) -> CommentDraft | None:
    """What somebody has begun there."""
    found: CommentDraft | None = CommentDraft.objects.of(member).called(key_of(subject, parent)).first()
    return found


def discard(draft: CommentDraft, *, by: Member) -> None:
    """Let one's own draft go; gone already is as good."""
    CommentDraft.objects.of(by).called(draft.key).delete()


def take(subject: Contribution, parent: Contribution | None, *, by: Member, hand: Hand) -> None:
    """Take the draft away of which a comment was made; a newer one, from elsewhere, stays."""
    CommentDraft.objects.of(by).called(key_of(subject, parent)).in_hand(hand).delete()


def begun_by(member: Any, viewpoint: Viewpoint) -> list[Begun]:
    """All that somebody has begun to say in threads, the latest first; two queries."""
    rows = CommentDraft.objects.of(member).select_related("parent", "subject").order_by("-updated_at", "-pk")
    drafts = list(rows[:MOST_DRAFTS])
    subjects = Contribution.objects.visible_to(viewpoint).filter(pk__in={draft.subject_id for draft in drafts})
    there = {row.pk: row for row in subjects.defer("body", "html")} if drafts else {}
    return [_as_known(draft, there.get(draft.subject_id), viewpoint) for draft in drafts]


def _as_known(draft: CommentDraft, subject: Contribution | None, viewpoint: Viewpoint) -> Begun:
    if subject is None:
        return Begun(draft)
    if viewpoint.covers(subject):
        return Begun(draft, address=address_of(subject, draft.parent), covered=True)
    return Begun(draft, subject.title, subject.language, address_of(subject, draft.parent))
