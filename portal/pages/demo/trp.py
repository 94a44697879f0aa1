"""Half a year of TRP figures that nobody measured, and that say so in every line."""

from __future__ import annotations

from datetime import datetime, timedelta
from decimal import Decimal

from accounts.models import Member
from shows.actions import save_entry
from shows.models import Rating, Show
from shows.trp.weeks import WEEK, monday

MARKET, SOURCE, OTHER = "Made up", "made up for the demo", "made up differently"
TENTHS = (25, 26, 24, 25, 27, 28, 27, 26, 28, 29, 0, 28, 27, 29, 30, 29, 28, 27, 28, 29, 30, 28, 27, 28, 27, 29)
DISPUTED = {6: 31, 20: 25}


def rate(show: Show, *, by: Member, at: datetime) -> None:
    """The figures, week by week up to the one before; a week has none, two have a second source.

    Args:
        show: the starter show.
        by: a made-up curator.
        at: now.
    """
    last = monday((at - timedelta(days=7)).date())
    for place, tenths in enumerate(TENTHS):
        week = last - (len(TENTHS) - 1 - place) * WEEK
        for value, source in ((tenths, SOURCE), (DISPUTED.get(place, 0), OTHER)):
            if value:
                is_final = source == SOURCE and week < last
                status = Rating.Status.FINAL if is_final else Rating.Status.PROVISIONAL
                figure = Decimal(value) / 10
                save_entry(
                    Rating(show=show, week=week, market=MARKET, value=figure, status=status, source=source), by=by
                )


def forget_ratings() -> None:
    """Those that made-up members entered."""
    Rating.objects.filter(entered_by__is_demo=True).delete()
