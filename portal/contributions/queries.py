"""What the pages of earlier versions and of bookmarks read."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from django.db.models import Q

from portal.contributions.covers import without_secrets
from portal.contributions.earlier import Later
from portal.contributions.kinds import feed_relations, kind_of
from portal.contributions.models import Bookmark, Contribution, Revision, State
from portal.contributions.wording import words_of
from portal.lib.keyset import Page, newest_first
from shows.spoilers import Viewpoint

MOST_REVISIONS = 50
BOOKMARKS_A_PAGE = 20


@dataclass(frozen=True)
class Version:
    """Words as they stood once, or, where a reader may not know them yet, the episode from which on they may.

    `changed` holds what else its kind tells, with its label, where the words that came next said something else.
    """

    until: datetime
    title: str = ""
    body: str = ""
    changed: list[tuple[Any, Any]] = field(default_factory=list)
    covered: int = 0
    unseen: bool = False


def versions(thing: Contribution, viewpoint: Viewpoint) -> list[Version]:
    """The earlier words of something, newest first, gated by the highest of what they and all later words reveal.

    What was never published is for the author alone.
    """
    mine = viewpoint.member_id is not None and thing.author_id == viewpoint.member_id
    kept = thing.revisions.filter(state__in=[Revision.State.PAST, Revision.State.UNSEEN])
    rows = list(kept.order_by("-created_at", "-pk")[:MOST_REVISIONS])
    if not rows:
        return []
    found = []
    later, after = Later(thing, viewpoint), words_of(thing)
    for row in rows:
        reveals = later.over(row)
        if row.state == Revision.State.UNSEEN and not mine:
            continue
        if mine or viewpoint.knows(thing.show_id, reveals) or viewpoint.lifts(thing.public_id, reveals):
            found.append(_version(thing, row, viewpoint, after=after))
        else:
            found.append(Version(row.created_at, covered=reveals))
        after = row.words
    return found


def _version(thing: Contribution, row: Revision, viewpoint: Viewpoint, *, after: Mapping[str, Any]) -> Version:
    told = kind_of(thing).told
    changed = [was for was, now in zip(told(row.words), told(after), strict=True) if was != now]
    body = without_secrets(row.words.get("body", ""), thing, viewpoint)
    unseen = row.state == Revision.State.UNSEEN
    return Version(row.created_at, row.words.get("title", ""), body, changed, unseen=unseen)


def bookmarked(viewpoint: Viewpoint, cursor: str) -> Page:
    """A page of what a member keeps, the latest first, each as the gate answers it; what is gone is left out."""
    standing = Q(subject=None) | Q(subject__state=State.PUBLISHED)
    there = Contribution.objects.visible_to(viewpoint).filter(standing, state=State.PUBLISHED)
    with_it = ("author", "show", "subject", *feed_relations())
    rows = Bookmark.objects.filter(member=viewpoint.member_id, contribution__in=there.values("pk"))
    rows = rows.select_related("contribution", *(f"contribution__{name}" for name in with_it))
    page = newest_first(rows, cursor, size=BOOKMARKS_A_PAGE)
    return Page([viewpoint.read(row.contribution) for row in page.rows], page.next_cursor)


def words_in_hand(thing: Contribution) -> dict[str, Any]:
    """The words an author edits: those that wait for a moderator, else those that stand."""
    waiting = thing.revisions.filter(state=Revision.State.WAITING).first()
    return words_of(thing) | (waiting.words if waiting else {})
