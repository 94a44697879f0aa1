"""Tenures as bars along the episodes, up to where one reader is."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from portal.cast.tenures import Tenure, gaps
from shows.models import Show
from shows.spoilers import Viewpoint

COLOURS = 4
THINNEST = 0.6  # per cent of the axis: one episode of three thousand is still to be seen
HELPERS = 0


@dataclass(frozen=True)
class Bar:
    """A run of episodes on an axis.

    Args:
        x: where it begins, in per cent of the axis.
        width: how long it is, in the same.
    """

    x: float
    width: float


@dataclass(frozen=True)
class Row:
    """One line of a timeline.

    Args:
        tenure: who, as whom; None for a run of episodes in which nobody held the part.
        bar: where.
        colour: 1 to 4 for those who held the part, by their first episode; 0 for who helped out, and for nobody.
        first, last: the episodes, where nobody held the part.
    """

    tenure: Tenure | None
    bar: Bar
    colour: int = HELPERS
    first: int = 0
    last: int = 0


@dataclass(frozen=True)
class Timeline:
    """Bars over one axis of episodes.

    Args:
        end: the last episode of the axis.
        rows: those who held the part and the gaps between them by first episode, then everybody else by billing.
        mark: where an episode stands on the axis, in per cent; None for none.
    """

    end: int
    rows: list[Row]
    mark: float | None = None


def end_of(tenures: Iterable[Tenure], horizon: int) -> int:
    """The last episode of an axis: where the reader is, or what they know of beyond."""
    return max([horizon, 1, *(tenure.last or tenure.first for tenure in tenures)])


def bar(first: int, last: int, end: int) -> Bar:
    """A run of episodes on an axis from 1 to `end`, never too thin to be seen, never past the end."""
    width = max((last - first + 1) * 100 / end, THINNEST)
    return Bar(round(min((first - 1) * 100 / end, 100 - width), 2), round(width, 2))


def timeline(tenures: Sequence[Tenure], horizon: int, *, at: int | None = None) -> Timeline:
    """The bars of one part. What lasts for the reader ends where the reader is; so does the axis.

    Args:
        tenures: of one character, as the reader may know them.
        horizon: the reader's.
        at: an episode to mark; the end of the axis needs no mark.
    """
    end = end_of(tenures, horizon)
    main = sorted((t for t in tenures if t.is_main), key=lambda t: t.first)
    rows = [Row(t, _bar_of(t, horizon, end), index % COLOURS + 1) for index, t in enumerate(main)]
    rows += [Row(None, bar(first, last, end), first=first, last=last) for first, last in gaps(main)]
    rows.sort(key=lambda row: row.tenure.first if row.tenure else row.first)
    others = sorted((t for t in tenures if not t.is_main), key=lambda t: (t.billing, t.first))
    rows += [Row(t, _bar_of(t, horizon, end)) for t in others]
    return Timeline(end, rows, round(at * 100 / end, 2) if at and at < end else None)


def _bar_of(tenure: Tenure, horizon: int, end: int) -> Bar:
    return bar(tenure.first, tenure.last or max(horizon, tenure.first), end)


@dataclass(frozen=True)
class Career:
    """A person's parts in one show."""

    show: Show
    timeline: Timeline


def careers(parts: Iterable[Tenure], viewpoint: Viewpoint) -> list[Career]:
    """A person's parts, show by show in the order in which they came to them; each show has an axis of its own."""
    by_show: dict[int, list[Tenure]] = {}
    for part in parts:
        by_show.setdefault(part.character.show_id, []).append(part)
    return [
        Career(mine[0].character.show, _of_one_show(mine, viewpoint.horizon(show_id)))
        for show_id, mine in by_show.items()
    ]


def _of_one_show(parts: list[Tenure], horizon: int) -> Timeline:
    end = end_of(parts, horizon)
    ordered = sorted(parts, key=lambda part: (not part.is_main, part.first, part.billing))
    rows = [
        Row(part, _bar_of(part, horizon, end), index % COLOURS + 1 if part.is_main else HELPERS)
        for index, part in enumerate(ordered)
    ]
    return Timeline(end, rows)
