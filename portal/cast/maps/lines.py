"""How the line of a tie runs from one to the other, in the map's own units."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator
from typing import NamedTuple

from portal.cast.kinship import FAMILY, line_of
from portal.cast.maps.places import PITCH
from portal.cast.maps.story import Act, Tie
from portal.cast.models import DESCENT

HIGH, NAME = 80, 112
MIDDLE, SHOULDER, ABOVE_LINE = 46, 34, 10
RISE, BESIDE, TURN = 14, 24, 26

Spot = tuple[int, int]


class Line(NamedTuple):
    """One line on the map.

    Args:
        name: of its look, as `kinship.line_of` answers it.
        path: for `<path d>`.
        ties: what it stands for; a child's two parents share one.
        over: whether what it stands for has ended.
        middle: where a word about it may stand; None where the line says enough.
    """

    name: str
    path: str
    ties: tuple[Tie, ...]
    over: bool = False
    middle: tuple[float, float] | None = None


def lines_of(act: Act) -> Iterator[Line]:
    """Every line of the map: each child once to a couple that stands side by side, everything else by itself."""
    parents: dict[int, list[Tie]] = defaultdict(list)
    for tie in act.drawn:
        if tie.kind in DESCENT:
            parents[tie.object].append(tie)
    yield from lines_between(act, (tie for tie in act.drawn if tie.kind not in DESCENT))
    for child, ties in parents.items():
        yield from descent(act, act.story.spots[child], ties)


def lines_near(act: Act, pk: int) -> Iterator[Line]:
    """The lines of one person, as they run among all."""
    near = [tie for tie in act.drawn if pk in (tie.subject, tie.object)]
    yield from lines_between(act, (tie for tie in near if tie.kind not in DESCENT))
    for child in dict.fromkeys(tie.object for tie in near if tie.kind in DESCENT):
        ties = [tie for tie in act.drawn if tie.object == child and tie.kind in DESCENT]
        lines = descent(act, act.story.spots[child], ties)
        yield from (line for line in lines if any(pk in (tie.subject, tie.object) for tie in line.ties))


def lines_between(act: Act, ties: Iterable[Tie]) -> Iterator[Line]:
    """A line for each tie; several between the same two stand below each other."""
    beside: dict[tuple[int, int], int] = defaultdict(int)
    for tie in ties:
        pair = (min(tie.subject, tie.object), max(tie.subject, tie.object))
        yield line_between(act, tie, beside[pair])
        beside[pair] += 1


def line_between(act: Act, tie: Tie, lower: int = 0) -> Line:
    """The line of one tie, a little lower where there is one between the two already."""
    one, other = sorted((act.story.spots[tie.subject], act.story.spots[tie.object]))
    over = tie.over(act.at)
    path, middle = run(one, other, lower * BESIDE)
    return Line(line_of(tie.kind, over=over), path, (tie,), over, middle)


def descent(act: Act, child: Spot, ties: list[Tie]) -> Iterator[Line]:
    """The lines from a child up to its parents."""
    spots = sorted((act.story.spots[tie.subject], tie) for tie in ties)
    if len(spots) == 2:
        (one, _tie), (other, _other) = spots
        if one[1] == other[1] and other[0] - one[0] == PITCH and child[1] > one[1]:
            yield Line(FAMILY, bracket(((one[0] + other[0]) // 2, one[1] + MIDDLE), child), tuple(ties))
            return
    for spot, tie in spots:
        yield parent_line(spot, child, tie)


def parent_line(parent: Spot, child: Spot, tie: Tie) -> Line:
    """The line from one parent to one child."""
    if child[1] > parent[1]:
        return Line(FAMILY, bracket((parent[0], parent[1] + NAME), child), (tie,))
    left, right = sorted((parent, child))
    path, middle = run(left, right, 0)
    return Line(FAMILY, path, (tie,), middle=middle)


def bracket(start: Spot, child: Spot) -> str:
    """Down, across and down to the top of a child."""
    across = child[1] - RISE
    return f"M{start[0]} {start[1]}V{across}H{child[0]}V{child[1]}"


def run(one: Spot, other: Spot, lower: int) -> tuple[str, tuple[float, float]]:
    """From the left one to the right one: straight between neighbours, else through the free space between two rows."""
    (x, y), (far, low) = one, other
    if y == low and far - x == PITCH:
        level = y + MIDDLE + lower
        return f"M{x + SHOULDER} {level}H{far - SHOULDER}", ((x + far) / 2, y + ABOVE_LINE if not lower else level)
    if abs(low - y) < NAME:
        top = min(y, low) - RISE - TURN - lower
        return f"M{x} {y}C{x} {top} {far} {top} {far} {low}", ((x + far) / 2, (y + 6 * top + low) / 8)
    (x, y), (far, low) = sorted((one, other), key=lambda spot: spot[1])
    start = y + NAME
    if abs(far - x) < PITCH and low - start > HIGH:
        return upright((x, y), (far, low), lower)
    half = (start + low) / 2 + lower
    return f"M{x + lower} {start}C{x + lower} {half:g} {far + lower} {half:g} {far + lower} {low}", (
        (x + far) / 2,
        half,
    )


def upright(one: Spot, other: Spot, lower: int) -> tuple[str, tuple[float, float]]:
    """Between two far above each other, bent to the side so that it passes whoever stands between."""
    start, end = (one[0] + SHOULDER, one[1] + MIDDLE), (other[0] + SHOULDER, other[1] + MIDDLE)
    out = max(start[0], end[0]) + TURN + lower
    path = f"M{start[0]} {start[1]}C{out} {start[1]} {out} {end[1]} {end[0]} {end[1]}"
    return path, ((start[0] + 6 * out + end[0]) / 8, (start[1] + end[1]) / 2)
