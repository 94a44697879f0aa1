"""Which figure of a week stands where sources give several, and the run of a show's weeks.

The rule: final before provisional, then the newest entered. Figures are never averaged; the lowest and highest that
anybody gives stay beside the one that stands.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date, datetime
from decimal import Decimal

from shows.trp.weeks import WEEK


@dataclass(frozen=True)
class Said:
    """One figure as one source gives it.

    Args:
        show_id, week, value: what is said.
        is_final: whether its source calls it so.
        entered_at, pk: which came later.
    """

    show_id: int
    week: date
    value: Decimal
    is_final: bool
    entered_at: datetime
    pk: int

    @property
    def standing(self) -> tuple[bool, datetime, int]:
        """The one with the highest stands."""
        return self.is_final, self.entered_at, self.pk


@dataclass(frozen=True)
class Figure:
    """What stands for one show in one week.

    Args:
        value: the figure that stands.
        low, high: the lowest and the highest that anybody gives.
        is_final: whether the one that stands is.
        pk: of the row that stands.
    """

    week: date
    value: Decimal
    low: Decimal
    high: Decimal
    is_final: bool
    pk: int = 0

    @property
    def is_disputed(self) -> bool:
        """Whether sources contradict each other."""
        return self.low != self.high


@dataclass(frozen=True)
class Line:
    """One show in one market and unit: what stands, week by week; weeks nobody has a figure for are missing."""

    show_id: int
    figures: dict[date, Figure] = field(default_factory=dict)

    @property
    def last(self) -> Figure | None:
        """The latest figure."""
        return self.figures[max(self.figures)] if self.figures else None

    def change(self, week: date) -> Decimal | None:
        """How much it moved since the week before; None where one of the two is missing."""
        now, before = self.figures.get(week), self.figures.get(week - WEEK)
        return now.value - before.value if now and before else None

    def between(self, first: date, last: date) -> Line:
        """Only these weeks."""
        return Line(self.show_id, {week: one for week, one in self.figures.items() if first <= week <= last})


def stands(said: list[Said]) -> Figure:
    """The figure of one show and week out of all that sources give."""
    chosen = max(said, key=lambda one: one.standing)
    values = [one.value for one in said]
    return Figure(chosen.week, chosen.value, min(values), max(values), chosen.is_final, chosen.pk)


def lines_of(rows: Iterable[Said]) -> dict[int, Line]:
    """The lines of all shows, by show; rows of one market and unit only."""
    gathered: dict[int, dict[date, list[Said]]] = {}
    for row in rows:
        gathered.setdefault(row.show_id, {}).setdefault(row.week, []).append(row)
    return {
        show_id: Line(show_id, {week: stands(weeks[week]) for week in sorted(weeks)})
        for show_id, weeks in gathered.items()
    }


def ranks(lines: dict[int, Line], week: date) -> dict[int, int]:
    """Who was first, second, …, by show; equal figures share a place and leave the next ones empty (1, 1, 3)."""
    values = {pk: line.figures[week].value for pk, line in lines.items() if week in line.figures}
    return {pk: 1 + sum(other > value for other in values.values()) for pk, value in values.items()}
