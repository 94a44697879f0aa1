"""Keeping what somebody types, version by version, and letting it go."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from django.db import IntegrityError, transaction
from django.db.models import Count, Exists, F, Subquery
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from accounts.models import Member
from portal.lib.keyset import Page, newest_first
from portal.lib.text import clean_line, clean_text, grouped
from portal.lib.verdicts import Invalid, Refused, no, require
from portal.posts.models import Draft, Hand, Post
from portal.posts.policies import NEWER, POSTED, can_begin_draft, can_draft

DRAFTS_A_PAGE = 20
LONGEST = {"title": 2000, "body": 20_000, "show": 100, "reveals": 100, "who": 2000, "topic": 20, "language": 20}
TYPED = ("title", "body", "who")  # what makes a draft; the rest stands in a fresh form already
TOO_LONG = _("A draft holds at most %(most)s characters here. Nothing was cut; shorten it and save again.")


def words_typed(typed: Mapping[str, Any]) -> dict[str, str]:
    """The words of a form, cleaned and otherwise unchecked.

    Raises:
        Invalid: where there are more than a draft holds: words are refused, never cut.
    """
    words = {}
    for name, most in LONGEST.items():
        clean = clean_text if name == "body" else clean_line
        words[name] = clean(str(typed.get(name) or ""))
        if len(words[name]) > most:
            raise Invalid(name, TOO_LONG % {"most": grouped(most)}, "too_long")
    return words


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
    kept = {"words": words, "writer": hand.writer, "updated_at": at}
    if drafts.in_hand(hand).update(version=F("version") + 1, **kept):
        return drafts.get()
    _require_room(key, by=by)
    if not any(words.get(name) for name in TYPED):
        raise Invalid("", _("There is nothing to keep yet."), "empty")
    try:
        with transaction.atomic():
            return Draft.objects.create(member=by, key=key, **kept)
    except IntegrityError as race:
        raise _newer(key) from race


def _require_room(key: str, *, by: Member) -> None:
    """Go on only where a draft of this key is new, and there is room for it; one query."""
    drafts, posts = Draft.objects.of(by).called(key), Post.objects.filter(author=by, idempotency_key=key)
    found = Member.objects.filter(pk=by.pk).annotate(
        held=Count("drafts"), newer=Exists(drafts), posted=Subquery(posts.values("public_id")[:1])
    )
    held, newer, posted = found.values_list("held", "newer", "posted").get()
    if newer:
        raise _newer(key)
    if posted:
        raise Refused(no(POSTED, "posted_already", see=reverse("posts:post", args=[posted])), 409)
    require(can_begin_draft(held))


def _newer(key: str) -> Refused:
    return Refused(no(NEWER, "newer_draft", see=address_of(key)), 409)


def address_of(key: str) -> str:
    """Where a draft is typed on."""
    return f"{reverse('posts:new')}?draft={key}"


def discard(draft: Draft, *, by: Member) -> None:
    """Let one's own draft go; gone already is as good."""
    Draft.objects.of(by).called(draft.key).delete()


def drafts_of(member: Any, cursor: str) -> Page:
    """A page of somebody's own drafts, the latest first."""
    return newest_first(Draft.objects.of(member), cursor, size=DRAFTS_A_PAGE, moment="updated_at")
