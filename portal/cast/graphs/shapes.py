"""What a drawing is made of. A shape says what it is, in words; a stylesheet or a palette says how that looks."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field

Place = tuple[float, float]


@dataclass(frozen=True, slots=True)
class Path:
    """Straight lines from place to place; `closed` ones have an inside. A single place is a dot."""

    role: str
    places: Sequence[Place]
    closed: bool = False


@dataclass(frozen=True, slots=True)
class Boxes:
    """Rectangles that look alike: x, y, width, height."""

    role: str
    boxes: Sequence[tuple[float, float, float, float]]


@dataclass(frozen=True, slots=True)
class Words:
    """One line of text.

    Args:
        x, y: where its baseline begins, ends or has its middle, as `anchor` says: start, middle or end.
        size: of the letters.
    """

    role: str
    x: float
    y: float
    text: str
    size: float
    anchor: str = "start"


@dataclass(frozen=True, slots=True)
class Sign:
    """A numbered mark: circle, diamond, square or hexagon around a place."""

    role: str
    shape: str
    x: float
    y: float
    radius: float
    number: int = 0

    @property
    def corners(self) -> list[Place]:
        """Of what is no circle."""
        reach = {"diamond": 1.3, "square": 0.92, "hexagon": 1.12}.get(self.shape, 1.0) * self.radius
        turns = {
            "diamond": ((0, -1), (1, 0), (0, 1), (-1, 0)),
            "square": ((-1, -1), (1, -1), (1, 1), (-1, 1)),
            "hexagon": ((-1, 0), (-0.5, -0.87), (0.5, -0.87), (1, 0), (0.5, 0.87), (-0.5, 0.87)),
        }.get(self.shape, ())
        return [(self.x + reach * dx, self.y + reach * dy) for dx, dy in turns]


@dataclass(frozen=True, slots=True)
class Face:
    """Somebody's drawing in a circle; where drawings cannot be shown, their sign."""

    role: str
    x: float
    y: float
    radius: float
    drawing: str
    shape: str


Shape = Path | Boxes | Words | Sign | Face


@dataclass
class Drawing:
    """A sheet and what is on it, from the back to the front."""

    width: float
    height: float
    shapes: list[Shape] = field(default_factory=list)

    def add(self, *shapes: Shape) -> None:
        """Put these on top."""
        self.shapes += shapes
