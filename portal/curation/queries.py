"""What the pages of edits read."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from django.db.models import Q, QuerySet

from portal.curation.diffs import Change, changes, title_of
from portal.curation.knowledge import Shelf
from portal.curation.models import Proposal
from portal.lib.keyset import Page, newest_first, oldest_first
from shows.spoilers import Viewpoint

A_PAGE = 30
MOST_ROUNDS = 50  # the database leaves out most of what is secret; a page that ended early would tell of the rest


@dataclass(frozen=True)
class Entry:
    """One edit as a list or a page shows it, past every gate.

    Args:
        proposal: the edit.
        title: what it is about.
        changes: field by field.
    """

    proposal: Proposal
    title: str
    changes: list[Change]


def entries_of(proposals: Iterable[Proposal], shelf: Shelf) -> list[Entry]:
    """Edits with their words; the caller has asked the gate."""
    return [Entry(one, title_of(one, shelf), changes(one, shelf)) for one in proposals]


def queue(cursor: str) -> Page:
    """What waits for a curator, the oldest first; nothing is veiled there."""
    rows = Proposal.objects.waiting().with_people()
    page = oldest_first(rows, cursor, size=A_PAGE, moment="created_at")
    return Page(entries_of(page.rows, Shelf(page.rows)), page.next_cursor)


def mine(member_id: int, viewpoint: Viewpoint, cursor: str, *, curates: bool = False) -> Page:
    """A member's own edits, the newest first; what they point to is named as far as they may know it, or curate it."""
    page = newest_first(Proposal.objects.filter(author=member_id).with_people(), cursor, size=A_PAGE)
    shelf = Shelf(page.rows)
    told = {one.pk for one in (page.rows if curates else shelf.told_author(page.rows, viewpoint))}
    lines = [Entry(one, title_of(one, shelf) if one.pk in told else "", []) for one in page.rows]
    return Page(lines, page.next_cursor)


def history(viewpoint: Viewpoint, after: str, **only: Any) -> Page:
    """What has changed in the catalogue, the newest first, as far as the reader may know.

    What they may not is left out and leaves no gap: a page is filled with what follows. Its cursor is the public id of
    its last row, because a row's number would tell how many there are.

    Args:
        viewpoint: the reader.
        after: the cursor of the page before.
        only: which rows, as for `filter`.
    """
    rows = Proposal.objects.done().told_to(viewpoint).filter(**only).order_by("-done_at", "-pk")
    found: list[Proposal] = []
    shelves: list[Entry] = []
    place = Proposal.objects.done().filter(public_id=after).first() if after else None
    for _round in range(MOST_ROUNDS):
        batch = list(beyond(rows, place).with_people()[: 2 * A_PAGE])  # type: ignore[attr-defined]
        shelf = Shelf(batch)
        told = shelf.told(batch, viewpoint)[: A_PAGE + 1 - len(found)]
        found += told
        shelves += entries_of(told, shelf)
        if len(found) > A_PAGE or len(batch) < 2 * A_PAGE:
            break
        place = batch[-1]
    more = found[A_PAGE - 1].public_id if len(found) > A_PAGE else ""
    return Page(shelves[:A_PAGE], more)


def beyond(rows: QuerySet[Proposal], place: Proposal | None) -> QuerySet[Proposal]:
    """Those that follow a row in the history."""
    if place is None:
        return rows
    return rows.filter(Q(done_at__lt=place.done_at) | Q(done_at=place.done_at, pk__lt=place.pk))


def remarks_of(proposal: Proposal) -> list[Any]:
    """What was asked and answered, in order."""
    return list(proposal.remarks.select_related("by").order_by("pk"))
