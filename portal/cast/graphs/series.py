"""From tallies to points: the share who approve, and the middle half of the votes.

*Approve* means +1 or +2, as a share of all votes, those for 0 included. The *band* runs from the lower to the upper
quartile of the votes; each of the five values stands for a fifth of the height (grouped data: −2 is 0 to 20, +2 is 80
to 100), and a quartile lies inside its fifth as far as votes lie below it.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import accumulate

ENOUGH = 30
CALM = 400  # votes in a point from which on chance moves it by no more than about two percent
MOST_POINTS = 300  # one for three pixels of the wide sheet; nobody sees more
FEWEST_POINTS = 120
VALUES = 5

Row = tuple[int, int, int, int, int, int]


@dataclass(frozen=True, slots=True)
class Point:
    """The votes on a run of whole episodes.

    Args:
        first, last: the episodes.
        votes: by value, from −2 to +2.
        total: how many.
        approve: percent of them that are +1 or +2.
        low, high: the quartiles, from 0 to 100.
    """

    first: int
    last: int
    votes: tuple[int, ...]
    total: int
    approve: float
    low: float
    high: float

    @property
    def thin(self) -> bool:
        """Whether these are too few votes to say more than a dot."""
        return self.total < ENOUGH

    @property
    def middle(self) -> float:
        """Where it stands."""
        return (self.first + self.last) / 2


@dataclass(frozen=True, slots=True)
class Stretch:
    """Episodes of one graph that are bucketed together, and never with others: those of one actor, or of nobody.

    Args:
        first, last: the episodes.
        actor: the place of whoever held the part among its actors, from 0; None for nobody.
    """

    first: int
    last: int
    actor: int | None

    @property
    def length(self) -> int:
        """How many episodes."""
        return self.last - self.first + 1


class Counts:
    """The tallies of some episodes, so that any run of them is summed in one step."""

    def __init__(self, rows: Iterable[Row], first: int, last: int) -> None:
        """Rows are an episode and its five numbers; those outside are left out."""
        self.first, self.last = first, last
        columns = [[0] * (last - first + 1) for _ in range(VALUES)]
        worst, bad, so, good, best = columns
        self.voted = 0
        for episode, *numbers in rows:
            if first <= episode <= last:
                self.voted += 1
                place = episode - first
                worst[place], bad[place], so[place], good[place], best[place] = numbers
        self._sums = [[0, *accumulate(column)] for column in columns]
        self.total = self.sum(first, last)

    def votes(self, first: int, last: int) -> tuple[int, ...]:
        """The votes on these episodes by value; episodes outside hold none."""
        start, end = max(first, self.first) - self.first, min(last, self.last) - self.first + 1
        if start >= end:
            return (0,) * VALUES
        return tuple([column[end] - column[start] for column in self._sums])

    def sum(self, first: int, last: int) -> int:
        """All votes on these episodes."""
        return sum(self.votes(first, last))


def width_of(stretches: Sequence[Stretch], counts: Counts, most: int = MOST_POINTS) -> int:
    """How many episodes a point stands for: few enough points, and where votes are few, enough of them in a point.

    For want of votes no graph is cut into fewer points than 120.
    """
    span = sum(stretch.length for stretch in stretches)
    width = -(-span // max(1, most - len(stretches)))
    if not counts.total:
        return width
    calm = -(-CALM * counts.voted // counts.total)
    return max(width, min(calm, -(-span // FEWEST_POINTS)))


def points_of(stretch: Stretch, counts: Counts, width: int) -> list[Point]:
    """The points of one stretch; runs of episodes nobody voted on have none."""
    starts = range(stretch.first, stretch.last + 1, width)
    found = (point_of(counts, first, min(first + width - 1, stretch.last)) for first in starts)
    return [point for point in found if point is not None]


def point_of(counts: Counts, first: int, last: int) -> Point | None:
    """One point; None where there are no votes."""
    votes = counts.votes(first, last)
    total = sum(votes)
    if not total:
        return None
    approve = 100 * (votes[3] + votes[4]) / total
    return Point(first, last, votes, total, approve, quantile(votes, total, 0.25), quantile(votes, total, 0.75))


def quantile(votes: Sequence[int], total: int, share: float) -> float:
    """Where this share of the votes lies below, from 0 to 100."""
    wanted, below = total * share, 0
    for place, number in enumerate(votes):
        if number and below + number >= wanted:
            return (place + (wanted - below) / number) * 100 / VALUES
        below += number
    return 100.0


def change_around(counts: Counts, episode: int, days: int = 6) -> int | None:
    """Points of approval by which a week of episodes from here differs from the week before; None on few votes."""
    after = counts.votes(episode, episode + days - 1)
    before = counts.votes(episode - days, episode - 1)
    if sum(after) < ENOUGH or sum(before) < ENOUGH:
        return None
    return round(100 * sum(after[3:]) / sum(after)) - round(100 * sum(before[3:]) / sum(before))
