"""The line and the band around it: solid where enough have voted, dotted and without a band where not."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import pairwise

from portal.cast.graphs.reading import Runs
from portal.cast.graphs.series import ENOUGH, Point
from portal.cast.graphs.shapes import Path, Place, Shape
from portal.cast.graphs.sheets import Sheet


def colour(actor: int | None) -> str:
    """The word for an actor's colour; four in turn, and one for nobody."""
    return "nobody" if actor is None else f"a{actor % 4}"


def curve(runs: Runs, sheet: Sheet, width: int) -> Iterator[Shape]:
    """Bands first, lines above them."""
    for stretch, points in runs:
        for solid in unbroken(points, width):
            if len(solid) > 1:
                yield band(solid, sheet, colour(stretch.actor))
    for stretch, points in runs:
        yield from line(points, sheet, width, colour(stretch.actor))


def is_hole(one: Point, other: Point, width: int) -> bool:
    """Whether episodes on which nobody voted lie between two points."""
    return other.first - one.last > 1 + 2 * width


def unbroken(points: Sequence[Point], width: int) -> Iterator[list[Point]]:
    """Runs of neighbours that all have enough votes."""
    run: list[Point] = []
    for point in points:
        if point.thin or (run and is_hole(run[-1], point, width)):
            if run:
                yield run
            run = []
        if not point.thin:
            run.append(point)
    if run:
        yield run


def band(points: Sequence[Point], sheet: Sheet, role: str) -> Path:
    """The middle half of the votes."""
    xs = sheet.x.every([(point.first + point.last) / 2 for point in points])
    above = list(zip(xs, sheet.y.every([point.high for point in points]), strict=True))
    below = list(zip(xs, sheet.y.every([point.low for point in points]), strict=True))
    return Path(f"spread {role}", above + below[::-1], closed=True)


def line(points: Sequence[Point], sheet: Sheet, width: int, role: str) -> Iterator[Path]:
    """The share who approve; each change between solid and dotted begins a new path, a lone point is a dot."""
    xs = sheet.x.every([(point.first + point.last) / 2 for point in points])
    places: list[Place] = list(zip(xs, sheet.y.every([point.approve for point in points]), strict=True))
    run = places[:1]
    dotted: bool | None = None
    for at, (one, other) in enumerate(pairwise(points)):
        now = one.total < ENOUGH or other.total < ENOUGH or other.first - one.last > 1 + 2 * width
        if dotted is not None and now != dotted:
            yield Path(line_role(dotted, role), run)
            run = places[at : at + 1]
        dotted = now
        run.append(places[at + 1])
    if run:
        yield Path(line_role(bool(dotted), role), run)


def line_role(dotted: bool, role: str) -> str:
    """What the path is."""
    return f"line dotted {role}" if dotted else f"line {role}"
