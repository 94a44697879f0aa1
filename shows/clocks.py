"""What has aired, and what is old enough to be no secret: one small cached table for all shows."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta

from django.db.models import Max, Q
from django.utils import timezone

from portal.lib.kept import Stamps, kept, renew
from shows.models import Show

CLOCKS = "clocks"
PUBLIC_AFTER = timedelta(days=7)


@dataclass(frozen=True)
class ShowClock:
    """One show's two horizons that belong to nobody.

    Args:
        pk, slug, title, title_hi: of the show.
        aired: the last episode that has aired.
        public: the last episode that is open to everybody.
    """

    pk: int
    slug: str
    title: str
    title_hi: str
    aired: int
    public: int


def read_clocks(at: datetime) -> dict[int, ShowClock]:
    """The clocks of all shows at a moment, read from the database in one query."""
    shows = Show.objects.annotate(
        dated=Max("episodes__number", filter=Q(episodes__aired_at__lte=at)),
        old=Max("episodes__number", filter=Q(episodes__aired_at__lte=at - PUBLIC_AFTER)),
    ).order_by("created_at", "pk")
    return {
        show.pk: ShowClock(
            pk=show.pk,
            slug=show.slug,
            title=show.title,
            title_hi=show.title_hi,
            aired=max(show.dated or 0, show.aired_through or 0),
            public=max(show.old or 0, show.public_through or 0),
        )
        for show in shows
    }


def clocks(stamps: Stamps | None = None) -> dict[int, ShowClock]:
    """The clocks of all shows now, at most a minute old; nobody changes them.

    Args:
        stamps: of this request, where there is one.
    """
    return kept(CLOCKS, lambda: read_clocks(timezone.now()), CLOCKS, stamps=stamps or Stamps())


def forget_clocks() -> None:
    """Called by every action that changes a show or its episodes; holds at once and, for others, at commit."""
    renew({CLOCKS})
