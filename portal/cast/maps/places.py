"""Where everybody stands on the map, for good.

People settle in the order in which they appear. Where somebody settles follows from who stands there already and from
the ties known by then, so nothing that comes later moves anybody or leaves room for itself.

A house is a room three places wide that grows downward in one of two lanes; where another room is in its way it goes on
in a new piece at the foot of the shorter lane. Parents stand above children, couples beside each other, as far as that
is known when somebody appears.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from itertools import groupby
from typing import Protocol

from portal.cast.models import DESCENT

ACROSS = 3
PITCH, ROW = 128, 148
PART = 10 * ROW  # as much of a map as one page draws: more than sixty people nobody takes in
EDGE, GAP, HEAD, FOOT = 16, 24, 34, 6
LANE = ACROSS * PITCH + 2 * EDGE
LANES = 2
WIDTH = LANES * LANE + (LANES - 1) * GAP
RESERVED = 2
ROUNDS = 12  # generations on one map; more than any story tells at once, and an end where ties run in circles
COUPLES = frozenset({"MA", "EN", "LO", "SI"})
TOGETHER = COUPLES | DESCENT | {"AP", "GU"}


class Settler(Protocol):
    """Somebody who looks for a place."""

    @property
    def pk(self) -> int:
        """Their id."""

    @property
    def billing(self) -> int:
        """Small numbers first."""

    @property
    def house(self) -> int | None:
        """The room they belong in."""

    @property
    def arrival(self) -> int:
        """When they appear."""


class Bond(Protocol):
    """What ties two of them."""

    @property
    def subject(self) -> int:
        """One end."""

    @property
    def object(self) -> int:
        """The other."""

    @property
    def kind(self) -> str:
        """What the subject is to the object."""

    @property
    def arrival(self) -> int:
        """When it becomes known."""


Pull = tuple[Bond, int]


@dataclass
class Patch:
    """One piece of a room: where it begins, and the episode that brought each of its rows."""

    house: int | None
    x: int
    y: int
    lane: int
    rows: list[int] = field(default_factory=list)

    @property
    def head(self) -> int:
        """The room for a name; those who belong nowhere need none."""
        return HEAD if self.house else 0

    def height(self, rows: int) -> int:
        """How high it is with so many rows."""
        return self.head + rows * ROW + FOOT


@dataclass
class Room:
    """The places of one house: who stands in each, and where each row is."""

    taken: list[list[int | None]] = field(default_factory=list)
    tops: list[tuple[int, int]] = field(default_factory=list)
    open_row: int = 0
    last: Patch | None = None

    def free(self, row: int, column: float) -> tuple[int, int]:
        """The nearest free place in this row, else in the first below it that has one."""
        row = max(row, self.open_row)
        while row < len(self.taken) and None not in self.taken[row]:
            row += 1
        cells = self.taken[row] if row < len(self.taken) else [None] * ACROSS
        columns = [place for place, who in enumerate(cells) if who is None]
        return row, min(columns, key=lambda place: (abs(place - column), place))


class Board:
    """The map while people settle on it."""

    def __init__(self) -> None:
        self.feet = [0] * LANES
        self.rooms: dict[int | None, Room] = defaultdict(Room)
        self.patches: list[Patch] = []
        self.at: dict[int, tuple[int | None, int, int]] = {}
        self.spots: dict[int, tuple[int, int]] = {}

    def seat(self, who: Settler, row: int, column: float) -> None:
        """Give somebody a place as near as can be to the one they want."""
        room = self.rooms[who.house]
        row, place = room.free(row, column)
        while len(room.taken) <= row:
            self.add_row(who.house, room, who.arrival)
        room.taken[row][place] = who.pk
        while room.open_row < len(room.taken) and None not in room.taken[room.open_row]:
            room.open_row += 1
        x, y = room.tops[row]
        self.at[who.pk] = (who.house, row, place)
        self.spots[who.pk] = (x + EDGE + place * PITCH + PITCH // 2, y)

    def add_row(self, house: int | None, room: Room, arrival: int) -> None:
        """One more row: below the last where nothing stands, else in a new piece."""
        patch = room.last
        if patch is None or patch.y + patch.height(len(patch.rows)) != self.feet[patch.lane]:
            lane = min(range(LANES), key=lambda one: (self.feet[one], one))
            top = self.feet[lane] + (GAP if self.feet[lane] else 0)
            patch = room.last = Patch(house, lane * (LANE + GAP), top, lane)
            self.patches.append(patch)
            for _row in range(RESERVED - 1 if house else 0):
                self._lay(room, patch, arrival)
        self._lay(room, patch, arrival)

    def _lay(self, room: Room, patch: Patch, arrival: int) -> None:
        room.taken.append([None] * ACROSS)
        room.tops.append((patch.x, patch.y + patch.head + len(patch.rows) * ROW))
        patch.rows.append(arrival)
        self.feet[patch.lane] = patch.y + patch.height(len(patch.rows))


def settle(people: Sequence[Settler], ties: Iterable[Bond]) -> tuple[dict[int, tuple[int, int]], list[Patch]]:
    """The place of everybody, as (middle, top), and the pieces of rooms.

    Args:
        people: in the order in which they appear.
        ties: all of them.
    """
    board, near = Board(), defaultdict(list)
    for tie in ties:
        near[tie.subject].append(tie)
        near[tie.object].append(tie)
    for _arrival, together in groupby(people, key=lambda one: one.arrival):
        cohort = list(together)
        for house in dict.fromkeys(sorted((one.house for one in cohort), key=lambda house: house is None)):
            settle_house(board, [one for one in cohort if one.house == house], near)
    return board.spots, board.patches


def settle_house(board: Board, cohort: list[Settler], near: dict[int, list[Bond]]) -> None:
    """Those of one house who appear together, the elder first."""
    pulls = {
        one.pk: [
            (tie, tie.object if tie.subject == one.pk else tie.subject)
            for tie in near.get(one.pk, ())
            if tie.arrival <= one.arrival and tie.kind in TOGETHER
        ]
        for one in cohort
    }
    generation = generations(board, cohort, pulls)
    for one in sorted(cohort, key=lambda who: (generation[who.pk], who.billing, who.pk)):
        board.seat(one, generation[one.pk], wanted_column(board, one, pulls[one.pk]))


def generations(board: Board, cohort: list[Settler], pulls: dict[int, list[Pull]]) -> dict[int, int]:
    """The row each of them wants: below their parents, beside their partners, as far as anybody knows yet."""
    rows = {one.pk: 0 for one in cohort}
    for _round in range(ROUNDS if len(cohort) > 1 else 1):
        before = dict(rows)
        for one in cohort:
            for tie, other in pulls[one.pk]:
                rows[one.pk] = max(rows[one.pk], lowest(board, rows, one, tie, other))
        if rows == before:
            break
    return {pk: min(row, len(board.rooms[cohort[0].house].taken) + ROUNDS) for pk, row in rows.items()}


def lowest(board: Board, rows: dict[int, int], one: Settler, tie: Bond, other: int) -> int:
    """The row that one tie asks for; none across houses."""
    house, row, _place = board.at.get(other, (one.house, rows.get(other), 0))
    if row is None or house != one.house:
        return 0
    if tie.kind in COUPLES:
        return row
    return row + 1 if tie.object == one.pk else row - 1


def wanted_column(board: Board, one: Settler, pulls: list[Pull]) -> float:
    """Near those they belong to; in the middle when nobody is there."""
    seats = [board.at[other] for _tie, other in pulls if other in board.at]
    columns = [place for house, _row, place in seats if house == one.house]
    return sum(columns) / len(columns) if columns else (ACROSS - 1) / 2
