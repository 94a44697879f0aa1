"""Every query of the mixed pages."""

from __future__ import annotations

from typing import Any

from django.db.models import QuerySet

from portal.contributions.kinds import feed_relations
from portal.contributions.models import Contribution
from portal.lib.keyset import Page, newest_first
from shows.models import Show
from shows.spoilers import Viewpoint

FEED_SIZE = 20


def feed(viewpoint: Viewpoint, cursor: str, *, show: Show | None = None, about: int | None = None) -> Page:
    """A page of the feed, newest first: everything, one show's, or one episode's. Each row went through the gate."""
    rows: QuerySet[Any] = Contribution.objects.feed_for(viewpoint).select_related("show", *feed_relations())
    if show is not None:
        rows = rows.filter(show=show)
    if about is not None:
        rows = rows.filter(about=about)
    page = newest_first(rows, cursor, size=FEED_SIZE)
    return Page([viewpoint.read(row) for row in page.rows], page.next_cursor)
