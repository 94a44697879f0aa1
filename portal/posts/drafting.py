"""Keeping what somebody types, version by version, and letting it go."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from django.db import transaction
from django.db.models import Count, Exists, Subquery
from django.urls import reverse

from accounts.models import Member
from portal.contributions.drafting import keep, newer_at, posted_at
from portal.contributions.policies import can_begin_draft, can_draft
from portal.contributions.typed import Hand, words_within
from portal.lib.keyset import Page, newest_first
from portal.lib.verdicts import require
from portal.posts.models import Draft, Post

DRAFTS_A_PAGE = 20
LONGEST = {
    "title": 2000,
    "body": 20_000,
    "show": 100,
    "reveals": 100,
    "who": 2000,
    "topic": 20,
    "language": 20,
    "photos": 400,
}
TYPED = ("title", "body", "who", "photos")  # what makes a draft; the rest stands in a fresh form already


def words_typed(typed: Mapping[str, Any]) -> dict[str, str]:
    """The words of a form, cleaned and otherwise unchecked.

    Raises:
        Invalid: where there are more than a draft holds: words are refused, never cut.
    """
    return words_within(typed, LONGEST)


@transaction.atomic
def save(key: str, words: dict[str, str], *, by: Member, at: datetime, hand: Hand) -> Draft:
    """Keep words under a key, in the place of those that were before the writer.

    Args:
        key: of the form, 1 to 64 letters, digits, `-` and `_`.
        words: as `words_typed` answers them.
        by: whose.
        at: now.
        hand: what they had before them; version 0 for a fresh form.

    Raises:
        Refused: with 409 where somebody has saved a newer version or posted it; to a guest; the fifty-first.
        Invalid: where there is nothing yet.
    """
    require(can_draft(by))
    drafts = Draft.objects.of(by).called(key)
    newer = newer_at(address_of(key))

    def room() -> None:
        _require_room(key, by=by)

    kept: Draft = keep(drafts, words, at=at, hand=hand, typed=TYPED, room=room, newer=newer, member=by, key=key)
    return kept


def _require_room(key: str, *, by: Member) -> None:
    """Go on only where a draft of this key is new, and there is room for it; one query."""
    drafts, posts = Draft.objects.of(by).called(key), Post.objects.filter(author=by, idempotency_key=key)
    found = Member.objects.filter(pk=by.pk).annotate(
        held=Count("drafts"), newer=Exists(drafts), posted=Subquery(posts.values("public_id")[:1])
    )
    held, newer, posted = found.values_list("held", "newer", "posted").get()
    if newer:
        raise newer_at(address_of(key))
    if posted:
        raise posted_at(reverse("posts:post", args=[posted]))
    require(can_begin_draft(held))


def address_of(key: str) -> str:
    """Where a draft is typed on."""
    return f"{reverse('posts:new')}?draft={key}"


def discard(draft: Draft, *, by: Member) -> None:
    """Let one's own draft go; gone already is as good."""
    Draft.objects.of(by).called(draft.key).delete()


def drafts_of(member: Any, cursor: str) -> Page:
    """A page of somebody's own drafts, the latest first."""
    return newest_first(Draft.objects.of(member), cursor, size=DRAFTS_A_PAGE, moment="updated_at")
