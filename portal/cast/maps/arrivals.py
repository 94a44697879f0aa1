"""Who stands on the map, and from which episode on.

Everybody does while a story is young. Of a crowd only those do who belong to a house or to a family, or nobody would
find anybody; the list names all. The map begins with the first episode, and everything known by its end finds its place
together. Nothing that comes later is asked.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from portal.cast.maps.places import TOGETHER, Bond, Settler
from portal.cast.models import Relationship

CROWD = 40
BELONGING = TOGETHER | {Relationship.Kind.KIN}


def on_the_map(people: Sequence[Settler], ties: Iterable[Bond]) -> dict[int, int]:
    """The episode from which on each stands there; whoever never does is not in it.

    Args:
        people: in the order in which they appear.
        ties: in the order in which they become known.
    """
    bound: dict[int, int] = {}
    for tie in ties:
        if tie.kind in BELONGING:
            bound.setdefault(tie.subject, tie.arrival)
            bound.setdefault(tie.object, tie.arrival)
    found = {}
    for place, one in enumerate(people):
        if place < CROWD or one.house is not None:
            found[one.pk] = max(1, one.arrival)
        elif one.pk in bound:
            found[one.pk] = max(1, one.arrival, bound[one.pk])
    return found
