"""Labels of beats above the plot: as many as fit, each over its leader, none over another."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from portal.cast.graphs.scale import Scale, text_width
from portal.cast.graphs.story import Happening

LABEL_ROW = 22
ROWS = 4
LONGEST = 34


@dataclass(frozen=True, slots=True)
class Label:
    """A placed label.

    Args:
        row: 0 is next to the plot.
        start, end: of the text.
        leader: where the line to its sign stands.
    """

    text: str
    row: int
    start: float
    end: float
    leader: float

    @property
    def middle(self) -> float:
        """Of the text."""
        return (self.start + self.end) / 2


def place_labels(happenings: Sequence[Happening], x: Scale, size: float) -> dict[int, Label]:
    """The labels that fit, by the number of what happened; each in the lowest row that is free for it.

    Args:
        happenings: in order.
        x: where episodes stand; labels stay inside its ends.
        size: of the letters.
    """
    placed: dict[int, Label] = {}
    for happening in happenings:
        text = happening.label
        text = text if len(text) <= LONGEST else text[: LONGEST - 1].rstrip() + "…"
        half, leader = text_width(text, size) / 2, x(happening.episode)
        middle = max(min(leader, x.end - half), x.start + half)
        tried = (Label(text, row, middle - half, middle + half, leader) for row in range(ROWS))
        if fitting := next((label for label in tried if fits(label, placed.values())), None):
            placed[happening.number] = fitting
    return placed


def fits(label: Label, placed: Iterable[Label]) -> bool:
    """Whether no label covers another, and no leader runs through a label of a lower row."""
    for other in placed:
        if other.row == label.row and label.start < other.end + 8 and other.start < label.end + 8:
            return False
        lower, upper = (label, other) if label.row < other.row else (other, label)
        if lower.row != upper.row and lower.start - 5 < upper.leader < lower.end + 5:
            return False
    return True
