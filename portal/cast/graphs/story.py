"""What happened on the way: who held the part, when nobody did, and the beats, as far as one reader may know."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from portal.cast.graphs.series import Stretch
from portal.cast.models import MAIN_KINDS, Person
from portal.cast.tenures import Tenure

SHAPES = ("circle", "diamond", "square", "hexagon")


@dataclass(frozen=True)
class Spell:
    """One actor in the part, inside one graph.

    Args:
        actor: their place among the actors of the part, from 0; who comes back keeps it.
        first, last: the episodes drawn.
        began, ended: the episodes as they are; `ended` is None while it lasts for this reader.
        took_over: whether somebody held the part before.
    """

    person: Person
    actor: int
    first: int
    last: int
    began: int
    ended: int | None
    took_over: bool

    @property
    def shape(self) -> str:
        """Of their beats."""
        return SHAPES[min(self.actor, len(SHAPES) - 1)]


@dataclass(frozen=True)
class Happening:
    """Something that happened in an episode, as it is numbered on the graph and listed below.

    Args:
        number: from 1 in a graph.
        episode: when.
        headline, text: in the reader's language; the text may be empty.
        label: the headline as it stands on the graph.
        key: the beat's public id; empty for a recast, which is no beat.
        actor: who held the part, as in `Spell`; None for nobody.
        change: points of approval by which the week from here differs from the week before; None on few votes.
    """

    number: int
    episode: int
    headline: str
    label: str
    text: str
    key: str
    actor: int | None
    change: int | None = None

    @property
    def signed(self) -> str:
        """The change with its sign; a minus that lines up with the plus."""
        return f"{self.change:+d}".replace("-", "−") if self.change is not None else ""

    @property
    def shape(self) -> str:
        """The sign on the graph."""
        return SHAPES[min(self.actor or 0, len(SHAPES) - 1)]


def spells(tenures: Iterable[Tenure], first: int, last: int) -> list[Spell]:
    """Those who held the part in these episodes, in order."""
    places: dict[int, int] = {}
    found = []
    held = sorted((one for one in tenures if one.kind in MAIN_KINDS), key=lambda one: one.first)
    for tenure in held:
        actor = places.setdefault(tenure.person.pk, len(places))
        start, end = max(tenure.first, first), min(tenure.last or last, last)
        if start <= end:
            found.append(Spell(tenure.person, actor, start, end, tenure.first, tenure.last, tenure is not held[0]))
    return found


def stretches(held: Sequence[Spell], first: int, last: int) -> list[Stretch]:
    """The same episodes without a hole: spells, and the runs in which nobody held the part."""
    found, reached = [], first
    for spell in held:
        if spell.last < reached:
            continue
        if spell.first > reached:
            found.append(Stretch(reached, spell.first - 1, None))
        found.append(Stretch(max(spell.first, reached), spell.last, spell.actor))
        reached = spell.last + 1
    if reached <= last:
        found.append(Stretch(reached, last, None))
    return found


def last_recast(tenures: Iterable[Tenure]) -> int | None:
    """The first episode of whoever took the part over last; None where nobody has."""
    firsts = sorted(one.first for one in tenures if one.kind in MAIN_KINDS)
    return firsts[-1] if len(firsts) > 1 else None
