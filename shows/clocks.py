"""What has aired, and what is old enough to be no secret: one small cached table for all shows."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, time, timedelta
from typing import Any

from django.db.models import Max, Min, Q
from django.utils import timezone
from django.utils.translation import gettext as _

from portal.lib.kept import Stamps, kept, renew
from portal.lib.text import grouped
from portal.lib.verdicts import Invalid
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
        last: the last episode anybody knows of, aired or announced; nothing can talk about a later one.
        dated, dated_at: the last episode that aired by its own date, and when that was.
        status, time_zone, airs_on, airs_at, minutes: of the show, for `shows.schedule`.
    """

    pk: int
    slug: str
    title: str
    title_hi: str
    aired: int
    public: int
    last: int = 0
    dated: int = 0
    dated_at: datetime | None = None
    status: str = Show.Status.RUNNING
    time_zone: str = "Asia/Kolkata"
    airs_on: str = ""
    airs_at: time | None = None
    minutes: int = 30


def said_public(show: Any) -> int:
    """How far a show says it is public; no further than to before what has just aired, if anybody wrote that down."""
    said = show.public_through or 0
    return min(said, show.young - 1) if show.young else said


def read_clocks(at: datetime) -> dict[int, ShowClock]:
    """The clocks of all shows at a moment, read from the database in one query."""
    shows = Show.objects.annotate(
        listed=Max("episodes__number"),
        dated=Max("episodes__number", filter=Q(episodes__aired_at__lte=at)),
        dated_at=Max("episodes__aired_at", filter=Q(episodes__aired_at__lte=at)),
        old=Max("episodes__number", filter=Q(episodes__aired_at__lte=at - PUBLIC_AFTER)),
        young=Min("episodes__number", filter=Q(episodes__aired_at__gt=at - PUBLIC_AFTER)),
    ).order_by("created_at", "pk")
    return {
        show.pk: ShowClock(
            pk=show.pk,
            slug=show.slug,
            title=show.title,
            title_hi=show.title_hi,
            aired=max(show.dated or 0, show.aired_through or 0),
            public=max(show.old or 0, said_public(show)),
            last=max(show.listed or 0, show.aired_through or 0, show.public_through or 0),
            dated=show.dated or 0,
            dated_at=show.dated_at,
            status=show.status,
            time_zone=show.time_zone,
            airs_on=show.airs_on,
            airs_at=show.airs_at,
            minutes=show.minutes,
        )
        for show in shows
    }


def clocks(stamps: Stamps | None = None) -> dict[int, ShowClock]:
    """The clocks of all shows now, at most a minute old; nobody changes them.

    Args:
        stamps: of this request, where there is one.
    """
    return kept(CLOCKS, lambda: read_clocks(timezone.now()), CLOCKS, stamps=stamps or Stamps())


def check_known(show_id: int | None, number: int | None, field: str) -> None:
    """Whether something can show, talk about or be veiled at an episode.

    Args:
        show_id: of the show; without one there is nothing to check.
        number: the episode; 0 and None are always fine.
        field: where the number was typed.

    Raises:
        Invalid: past the last episode that is known here.
    """
    if show_id is None or not number:
        return
    clock = clocks().get(show_id)
    if clock is None or number <= clock.last:
        return
    if not clock.last:
        raise Invalid(field, _("No episode of this show is known here yet."), "not_known")
    sentence = _("Episode %(last)s is the last of this show that is known here.") % {"last": grouped(clock.last)}
    raise Invalid(field, sentence, "not_known")


def forget_clocks() -> None:
    """Called by every action that changes a show or its episodes; holds at once and, for others, at commit."""
    renew({CLOCKS})
