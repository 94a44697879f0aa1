"""TRP under the graph: the weeks' figures, each standing over the episodes that aired in its week."""

from __future__ import annotations

from bisect import bisect_left
from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from decimal import Decimal
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from django.db.models import TextField
from django.db.models.functions import Cast

from shows.models import Episode, Rating, Show

Figure = tuple[date, str, str, Decimal, str]
WEEK = timedelta(days=7)


@dataclass(frozen=True, slots=True)
class Bar:
    """One week.

    Args:
        first, last: its episodes.
        week: its Monday.
        low, high: the lowest and the highest figure; two sources that disagree are both there.
    """

    first: int
    last: int
    week: date
    low: float
    high: float


@dataclass(frozen=True)
class Strip:
    """Figures of one market and unit, which is all that may be compared."""

    market: str
    unit: str
    bars: tuple[Bar, ...] = ()


def read_strip(show: Show, first: int, last: int) -> Strip:
    """The strip of a graph; empty where there are no figures, or no dates. Two queries, or one.

    Args:
        show: whose.
        first, last: the episodes of the graph; weeks after its end are not read.
    """
    figures = list(
        Rating.objects.filter(show=show)
        .order_by("week", "source")
        .values_list("week", "market", "unit", "value", "status")
    )
    if not figures:
        return Strip("", "")
    market, unit = chosen(figures)
    # As text: making moments of three thousand dates would cost more than the whole drawing.
    dated = (
        Episode.objects.filter(show=show, number__range=(first, last), aired_at__isnull=False)
        .annotate(stamp=Cast("aired_at", TextField()))
        .order_by("aired_at", "number")
        .values_list("stamp", "number")
    )
    return Strip(
        market, str(Rating.Unit(unit).label), tuple(bars(by_week(figures, market, unit), list(dated), zone(show)))
    )


def chosen(figures: Iterable[Figure]) -> tuple[str, str]:
    """The market and unit with the most figures; TVR before others, then by name."""
    counted = Counter((market, unit) for _week, market, unit, _value, _status in figures)
    return min(counted, key=lambda one: (one[1] != Rating.Unit.TVR, -counted[one], one))


def by_week(figures: Iterable[Figure], market: str, unit: str) -> dict[date, list[float]]:
    """The figures of each week; final ones where there are any."""
    found: dict[date, dict[str, list[float]]] = defaultdict(lambda: defaultdict(list))
    for week, of_market, of_unit, value, status in figures:
        if (of_market, of_unit) == (market, unit):
            found[week][status].append(float(value))
    return {week: told.get(Rating.Status.FINAL) or told[Rating.Status.PROVISIONAL] for week, told in found.items()}


def bars(weeks: dict[date, list[float]], dated: Sequence[tuple[str, int]], place: ZoneInfo) -> list[Bar]:
    """One bar for each week in which an episode of the graph aired."""
    stamps = [stamp for stamp, _number in dated]
    found = []
    for week, values in sorted(weeks.items()):
        start = bisect_left(stamps, utc_text(week, place))
        end = bisect_left(stamps, utc_text(week + WEEK, place), start)
        if start < end:
            numbers = [number for _stamp, number in dated[start:end]]
            found.append(Bar(min(numbers), max(numbers), week, min(values), max(values)))
    return found


def merged(found: Sequence[Bar], most: int) -> list[Bar]:
    """At most so many bars: where there are more weeks, a bar stands for some and is as high as their mean."""
    together = -(-len(found) // most)
    if together <= 1:
        return list(found)
    groups = [found[place : place + together] for place in range(0, len(found), together)]
    return [
        Bar(
            min(bar.first for bar in group), max(bar.last for bar in group), group[0].week,
            sum([bar.low for bar in group]) / len(group), sum([bar.high for bar in group]) / len(group),
        )
        for group in groups
    ]  # fmt: skip


def utc_text(day: date, place: ZoneInfo) -> str:
    """The beginning of a day there, as databases write moments."""
    return datetime.combine(day, time(), place).astimezone(UTC).isoformat(" ")[:19]


def zone(show: Show) -> ZoneInfo:
    """The show's time zone; UTC where it is none."""
    try:
        return ZoneInfo(show.time_zone)
    except (ZoneInfoNotFoundError, ValueError):
        return ZoneInfo("UTC")
