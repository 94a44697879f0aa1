"""What has changed of what people wrote, in the order in which it did, each as its reader may meet it now."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from portal.contributions.models import Contribution, ContributionQuerySet, State
from portal.lib.api.since import Gone
from portal.lib.keyset import Page, oldest_first
from shows.spoilers import Viewpoint


def changed_page(
    rows: ContributionQuerySet, viewpoint: Viewpoint, since: datetime, cursor: str, *, size: int
) -> Page:  # fmt: skip
    """A page of changes, the earliest first: the things themselves, veils, and what is gone.

    Args:
        rows: of one kind, as `changed_for` answers them.
        viewpoint: the reader's.
        since: changes of this moment and later ones.
        cursor: of the page before.
        size: rows a page.
    """
    page = oldest_first(rows.filter(changed_at__gte=since), cursor, size=size, moment="changed_at")
    return Page([told(row, viewpoint) for row in page.rows], page.next_cursor)


def told(thing: Contribution, viewpoint: Viewpoint) -> Any:
    """A thing that stands where lists and threads do, through the gate; else that it is gone."""
    standing = thing.state == State.PUBLISHED and (thing.subject is None or thing.subject.state == State.PUBLISHED)
    return viewpoint.read(thing) if standing else Gone(thing.public_id, thing.changed_at or thing.created_at)
