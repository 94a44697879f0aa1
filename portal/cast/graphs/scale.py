"""From episodes and percents to places on the sheet, and where the marks of an axis stand."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from unicodedata import category

NICE = (1, 2, 5, 10, 20, 50, 100, 200, 300, 500, 1000, 2000, 5000, 10_000, 20_000)


@dataclass(frozen=True, slots=True)
class Scale:
    """A straight line from what is measured to where it stands.

    Args:
        low, high: what is measured.
        start, end: where those two stand, in pixels.
    """

    low: float
    high: float
    start: float
    end: float

    def __call__(self, value: float) -> float:
        """Where a value stands; values outside stand at the ends."""
        if self.high == self.low:
            return self.end
        share = (value - self.low) / (self.high - self.low)
        return self.start + min(max(share, 0.0), 1.0) * (self.end - self.start)

    def every(self, values: Iterable[float]) -> list[float]:
        """Where many values stand that lie inside, without a call for each."""
        low, start = self.low, self.start
        factor = (self.end - start) / ((self.high - low) or 1)
        return [start + (value - low) * factor for value in values]


def ticks(first: int, last: int, most: int) -> list[int]:
    """Round numbers between two episodes, with the two themselves; round ones that would touch the ends are left out.

    Args:
        first, last: the episodes of the graph.
        most: how many marks fit.
    """
    span = last - first
    step = next((one for one in NICE if span / one <= most), NICE[-1])
    room = span / most / 2
    inside = [one for one in range((first // step + 1) * step, last, step) if one - first > room and last - one > room]
    return [first, *inside, last] if last > first else [first]


def ceiling(value: float) -> float:
    """The next number that reads well at the top of an axis."""
    for unit in (0.1, 1, 10, 100, 1000, 10_000, 100_000):
        for factor in (1, 2, 3, 4, 5, 6, 8):
            if value <= factor * unit:
                return factor * unit
    return value


def text_width(text: str, size: float) -> float:
    """About how wide a text is in our text face; signs that stand on others take no room."""
    wide = sum(1 for char in text if not category(char).startswith("M"))
    return wide * size * 0.53 + 2
