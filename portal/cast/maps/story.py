"""All people and ties of a show with the episode that brings each, read once for everybody.

The story itself is nobody's view: it holds secrets. Readers get an `Act`, what is known at the end of one episode.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, field, replace
from functools import cached_property
from typing import NamedTuple

from portal.cast.kinship import line_of, word_for
from portal.cast.maps.arrivals import on_the_map
from portal.cast.maps.places import PART, Patch, settle
from portal.cast.models import Character, House, Relationship
from portal.lib.kept import Stamps, kept
from shows.models import Show, in_language


class Someone(NamedTuple):
    """One character on the map.

    Args:
        arrival: the episode from which on the map shows them, 0 for always.
    """

    pk: int
    slug: str
    name: str
    name_hi: str
    portrait: int
    billing: int
    house: int | None
    arrival: int

    @property
    def called(self) -> str:
        """The name in the reader's language."""
        return in_language(self.name, self.name_hi)


class Tie(NamedTuple):
    """One tie between two of them, by their ids.

    Args:
        arrival: the episode from which on a reader may know of it: its own, and that of both ends.
    """

    pk: int
    subject: int
    object: int
    kind: str
    first: int
    last: int | None
    arrival: int

    def other(self, one: int) -> int:
        """The other end."""
        return self.object if one == self.subject else self.subject

    def over(self, at: int) -> bool:
        """Whether it has ended by the end of an episode."""
        return self.last is not None and self.last <= at


@dataclass(frozen=True)
class Rooms:
    """A house by its names."""

    slug: str
    name: str
    name_hi: str

    @property
    def called(self) -> str:
        """The name in the reader's language."""
        return in_language(self.name, self.name_hi)


@dataclass(frozen=True)
class Story:
    """Everybody and every tie, in the order in which they become known, and where and from when on people stand."""

    show: Show
    people: list[Someone]
    ties: list[Tie]
    houses: dict[int, Rooms]
    stands: dict[int, int]
    spots: dict[int, tuple[int, int]]
    patches: list[Patch]

    @cached_property
    def by_id(self) -> dict[int, Someone]:
        """Everybody by their id."""
        return {one.pk: one for one in self.people}

    def part_of(self, pk: int) -> int:
        """The part of the map on which somebody stands, from 1."""
        return self.spots[pk][1] // PART + 1

    @cached_property
    def near(self) -> dict[int, list[Tie]]:
        """The ties of each, the closest first."""
        found: dict[int, list[Tie]] = defaultdict(list)
        for tie in sorted(self.ties, key=rank):
            found[tie.subject].append(tie)
            found[tie.object].append(tie)
        return found


class End(NamedTuple):
    """A tie as one of its ends reads it at the end of an episode."""

    tie: Tie
    who: Someone
    word: str
    line: str
    first: int
    last: int | None


@dataclass(frozen=True)
class Act:
    """What is known at the end of one episode. Nothing later is in it.

    Args:
        at: the episode.
        part: which part of a map that is too high for one page, from 1; 0 for all of it.
    """

    story: Story = field(repr=False)
    at: int
    part: int = 0

    @cached_property
    def people(self) -> dict[int, Someone]:
        """Everybody who has appeared, in that order."""
        return {one.pk: one for one in self.story.people if one.arrival <= self.at}

    @cached_property
    def standing(self) -> dict[int, Someone]:
        """Those of them who stand on this part of the map."""
        stands = self.story.stands
        found = {pk: one for pk, one in self.people.items() if pk in stands and stands[pk] <= self.at}
        return {pk: one for pk, one in found.items() if self.part in (0, self.story.part_of(pk))}

    @property
    def parts(self) -> int:
        """How many parts the whole map has; each is as high as ten rows."""
        return max((self.story.part_of(pk) for pk in replace(self, part=0).standing), default=1)

    @cached_property
    def drawn(self) -> list[Tie]:
        """The ties between those who stand on the map."""
        return [tie for tie in self.ties if tie.subject in self.standing and tie.object in self.standing]

    @cached_property
    def ties(self) -> list[Tie]:
        """Every tie that is known."""
        return [tie for tie in self.story.ties if tie.arrival <= self.at]

    @cached_property
    def patches(self) -> list[tuple[Patch, int]]:
        """The pieces of rooms that stand already, each with its rows so far."""
        sized = [(patch, sum(arrival <= self.at for arrival in patch.rows)) for patch in self.story.patches]
        return [(patch, rows) for patch, rows in sized if rows]

    @cached_property
    def stops(self) -> list[int]:
        """The episodes at which somebody appears, or a tie begins or ends; the first is where the story begins."""
        found = {max(1, one.arrival) for one in self.people.values()} | {max(1, tie.arrival) for tie in self.ties}
        found |= {tie.last for tie in self.ties if tie.last and tie.arrival < tie.last <= self.at}
        return sorted(stop for stop in found if stop <= self.at)

    def somebody(self, slug: str) -> Someone | None:
        """Somebody who has appeared, by their address."""
        return next((one for one in self.people.values() if one.slug == slug), None)

    def near(self, someone: Someone) -> list[Tie]:
        """The ties of somebody that are known, the closest first."""
        return [tie for tie in self.story.near.get(someone.pk, ()) if tie.arrival <= self.at]

    def house_of(self, someone: Someone) -> str:
        """The name of somebody's house; empty where nobody knows of one."""
        return self.story.houses[someone.house].called if someone.house else ""

    def ends_of(self, someone: Someone) -> list[End]:
        """Somebody's ties as they read them: what each of the others is to them."""
        return [self.end_of(tie, someone) for tie in self.near(someone)]

    def end_of(self, tie: Tie, someone: Someone) -> End:
        """One of somebody's ties."""
        other, over = tie.other(someone.pk), tie.over(self.at)
        word = word_for(tie.kind, subject=other == tie.subject)
        line = line_of(tie.kind, over=over)
        return End(tie, self.story.by_id[other], word, line, tie.first, tie.last if over else None)


ORDER = {kind: place for place, kind in enumerate(Relationship.Kind.values)}
CLOSEST = ("MA", "EN", "LO")


def rank(tie: Tie) -> tuple[bool, int, int]:
    """Marriages first, then family, then the rest; each in the order in which it became known."""
    return tie.kind not in CLOSEST, ORDER[tie.kind], tie.pk


def story_of(show: Show, stamps: Stamps) -> Story:
    """The story of a show, kept until something in the catalogue changes.

    Args:
        show: the show.
        stamps: of this request.
    """
    return kept(("story", show.pk), lambda: read_story(show), stamps=stamps)


def read_story(show: Show) -> Story:
    """The story as it is in the database; three queries."""
    rows = Character.objects.filter(show=show).values_list(
        "pk", "slug", "name", "name_hi", "portrait", "billing", "house", "first_episode", "reveals"
    )
    people = in_order(Someone(*row[:7], arrival=arrival(row[7], row[8])) for row in rows)
    arrivals = {one.pk: one.arrival for one in people}
    ties = [
        Tie(*row[:6], max(arrival(row[4], row[6]), arrivals[row[1]], arrivals[row[2]]))
        for row in Relationship.objects.filter(show=show).values_list(
            "pk", "subject", "object", "kind", "from_episode", "until_episode", "reveals"
        )
    ]
    ties.sort(key=lambda tie: (tie.arrival, tie.pk))
    houses = {pk: Rooms(*names) for pk, *names in House.objects.filter(show=show).values_list(
        "pk", "slug", "name", "name_hi")}  # fmt: skip
    stands = on_the_map(people, ties)
    settlers = in_order(one._replace(arrival=stands[one.pk]) for one in people if one.pk in stands)
    spots, patches = settle(settlers, [tie._replace(arrival=max(1, tie.arrival)) for tie in ties])
    return Story(show, people, ties, houses, stands, spots, patches)


def in_order(people: Iterable[Someone]) -> list[Someone]:
    """People as they appear; those who appear together by billing."""
    return sorted(people, key=lambda one: (one.arrival, one.billing, one.pk))


def arrival(first: int, reveals: int | None) -> int:
    """From which episode on the map may show something: what begins with the show is there always."""
    return max(reveals or 0, first if first > 1 else 0)
