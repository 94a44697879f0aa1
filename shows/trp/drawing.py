"""Lines over weeks as SVG: geometry only; colours and dashes are the stylesheet's.

A curve passes through every figure and never swings past one (monotone cubic after Fritsch and Carlson, 1980), and it
breaks where a week is missing.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from itertools import pairwise

from shows.trp.lines import Line
from shows.trp.weeks import WEEK, number_of

MOST_LINES = 5
STEPS = (Decimal("0.1"), Decimal("0.2"), Decimal("0.5"), Decimal(1), Decimal(2), Decimal(5))
LABEL_GAP = 20.0
Point = tuple[float, float]
Write = Callable[[Decimal], str]


@dataclass(frozen=True)
class Sheet:
    """A surface to draw on, in its own units, with the room it leaves around the curves."""

    width: int
    height: int
    left: int
    right: int
    top: int = 16
    bottom: int = 32
    week_labels: int = 6
    long_labels: bool = True

    @property
    def end(self) -> int:
        """Where the last week stands."""
        return self.width - self.right

    @property
    def floor(self) -> int:
        """Where the lowest value stands."""
        return self.height - self.bottom


WIDE = Sheet(width=1140, height=380, left=44, right=214)
NARROW = Sheet(width=342, height=300, left=34, right=46, week_labels=3, long_labels=False)


@dataclass(frozen=True)
class Curve:
    """One drawn line: its paths, its lone weeks, its end and its label; no value where it ends before the chart."""

    place: int
    paths: list[str]
    dots: list[Point]
    end: Point
    label: Point
    name: str
    value: str


@dataclass(frozen=True)
class Drawing:
    """All of a chart."""

    sheet: Sheet
    curves: list[Curve] = field(default_factory=list)
    levels: list[tuple[float, str]] = field(default_factory=list)
    weeks: list[tuple[float, int]] = field(default_factory=list)


@dataclass(frozen=True)
class Scale:
    """Weeks to the right, values upward."""

    sheet: Sheet
    first: date
    last: date
    low: Decimal
    high: Decimal

    def x(self, week: date) -> float:
        """Where a week stands; the only one at the end."""
        weeks = (self.last - self.first) // WEEK
        part = (week - self.first) // WEEK / weeks if weeks else 1.0
        return round(self.sheet.left + part * (self.sheet.end - self.sheet.left), 1)

    def y(self, value: Decimal) -> float:
        """Where a value stands."""
        part = float((value - self.low) / (self.high - self.low))
        return round(self.sheet.floor - part * (self.sheet.floor - self.sheet.top), 1)


def step_for(spread: Decimal) -> Decimal:
    """The distance between level lines: a round number of which three to six fit."""
    unit = Decimal(1)
    while spread > unit * 25:
        unit *= 10
    return next((step * unit for step in STEPS if spread <= step * unit * 5), STEPS[-1] * unit)


def levels(values: Sequence[Decimal]) -> list[Decimal]:
    """Round values from below the lowest to above the highest."""
    low, high = min(values), max(values)
    step = step_for(high - low or Decimal("0.5"))
    bottom = max(Decimal(0), (low // step) * step)
    found = [bottom]
    while found[-1] < high or len(found) < 2:
        found.append(found[-1] + step)
    return found


def runs(points: Iterable[tuple[date, Decimal]]) -> list[list[tuple[date, Decimal]]]:
    """Weeks that follow each other without one missing."""
    found: list[list[tuple[date, Decimal]]] = []
    for week, value in points:
        if found and found[-1][-1][0] + WEEK == week:
            found[-1].append((week, value))
        else:
            found.append([(week, value)])
    return found


def slopes(points: Sequence[Point]) -> list[float]:
    """The slope at every point; level at every turn, so that the curve never swings past a figure."""
    steps = [(b[1] - a[1]) / (b[0] - a[0]) for a, b in pairwise(points)]
    inner = [0.0 if a * b <= 0 else 2 * a * b / (a + b) for a, b in pairwise(steps)]
    return [steps[0], *inner, steps[-1]]


def path(points: Sequence[Point]) -> str:
    """An SVG path through two points or more."""
    found, bends = [f"M{points[0][0]:g} {points[0][1]:g}"], slopes(points)
    for (a, b), (m, n) in zip(pairwise(points), pairwise(bends), strict=False):
        third = (b[0] - a[0]) / 3
        ends = (a[0] + third, a[1] + m * third, b[0] - third, b[1] - n * third, *b)
        found.append("C" + " ".join(f"{round(one, 1):g}" for one in ends))
    return "".join(found)


def apart(heights: list[float], top: float, floor: float) -> list[float]:
    """Label heights that do not touch, near where they belong, in the same order."""
    order = sorted(range(len(heights)), key=lambda place: heights[place])
    found = list(heights)
    for above, below in pairwise(order):
        found[below] = max(found[below], found[above] + LABEL_GAP)
    limit = floor
    for place in reversed(order):
        found[place] = max(top, min(found[place], limit))
        limit = found[place] - LABEL_GAP
    return [round(height, 1) for height in found]


def draw(lines: Sequence[tuple[Line, str]], write: Write, sheet: Sheet, last: date) -> Drawing:
    """A chart.

    Args:
        lines: at most five, the boldest first, each with its name; all within one unit.
        write: how a figure is written.
        sheet: what to draw on.
        last: the week at the right end.
    """
    drawn = [(line, name) for line, name in lines[:MOST_LINES] if line.figures]
    if not drawn:
        return Drawing(sheet)
    marks = levels([one.value for line, _name in drawn for one in line.figures.values()])
    first = min(min(line.figures) for line, _name in drawn)
    scale = Scale(sheet, first, last, marks[0], marks[-1])
    ends = [scale.y(line.figures[max(line.figures)].value) for line, _name in drawn]
    heights = apart(ends, sheet.top, sheet.floor)
    curves = [curve(scale, place, *drawn[place], write, heights[place]) for place in range(len(drawn))]
    return Drawing(sheet, curves, [(scale.y(one), write(one)) for one in marks], week_marks(scale))


def curve(scale: Scale, place: int, line: Line, name: str, write: Write, height: float) -> Curve:
    """One line of a chart; the first is number 1."""
    stretches = runs((week, one.value) for week, one in line.figures.items())
    points = [[(scale.x(week), scale.y(value)) for week, value in stretch] for stretch in stretches]
    last = line.figures[max(line.figures)]
    return Curve(
        place + 1,
        [path(one) for one in points if len(one) > 1],
        [one[0] for one in points if len(one) == 1],
        points[-1][-1],
        (scale.sheet.end + 14, height + 4.5),
        name,
        write(last.value) if last.week == scale.last else "",
    )


def week_marks(scale: Scale) -> list[tuple[float, int]]:
    """A few weeks to name below, the first and the last among them, evenly apart."""
    weeks = (scale.last - scale.first) // WEEK
    count = min(weeks, scale.sheet.week_labels - 1)
    places = sorted({round(weeks * part / count) for part in range(count + 1)}) if count else [weeks]
    return [(scale.x(scale.first + place * WEEK), number_of(scale.first + place * WEEK)) for place in places]


def spark(line: Line, first: date, last: date, *, width: int = 120, height: int = 28) -> Drawing:
    """A line without words, for a row or a card."""
    sheet = Sheet(width, height, left=2, right=5, top=5, bottom=4)
    shown = line.between(first, last)
    if not shown.figures:
        return Drawing(sheet)
    values = [one.value for one in shown.figures.values()]
    low, high = min(values), max(values)
    if low == high:
        low, high = low - 1, high + 1
    scale = Scale(sheet, first, last, low, high)
    return Drawing(sheet, [curve(scale, 0, shown, "", str, 0.0)])
