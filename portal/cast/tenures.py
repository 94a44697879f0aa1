"""Who plays whom at an episode, as far as one reader may know."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from itertools import pairwise

from portal.cast.models import MAIN_KINDS, Casting, Character, Person
from shows.spoilers import Viewpoint


@dataclass(frozen=True)
class Tenure:
    """A casting as one reader may see it: an end past their horizon is not told.

    Args:
        first: the first episode.
        last: the last episode, or None while it lasts for this reader.
        reason: why it ended, once that is no secret.
    """

    person: Person
    character: Character
    kind: str
    kind_label: str
    first: int
    last: int | None
    reason: str
    source: str


def as_tenure(casting: Casting, viewpoint: Viewpoint) -> Tenure:
    """One known casting with its end left out where that lies past the horizon."""
    ended = casting.until_episode is not None and viewpoint.knows(casting.character.show_id, casting.until_episode)
    return Tenure(
        person=casting.person,
        character=casting.character,
        kind=casting.kind,
        kind_label=casting.get_kind_display(),
        first=casting.from_episode,
        last=casting.until_episode if ended else None,
        reason=casting.why_it_ended if ended else "",
        source=casting.source,
    )


def tenures_of(character: Character, viewpoint: Viewpoint) -> list[Tenure]:
    """Everyone the reader may know in this part, by first episode; one query."""
    rows = character.castings.known_to(viewpoint).select_related("person", "character").in_order()
    return [as_tenure(row, viewpoint) for row in rows]


def gaps(tenures: Iterable[Tenure]) -> list[tuple[int, int]]:
    """The runs of episodes, as (first, last), in which nobody held the part between two who did."""
    held = sorted((t.first, t.last) for t in tenures if t.kind in MAIN_KINDS)
    return [
        (last + 1, following - 1)
        for (_first, last), (following, _last) in pairwise(held)
        if last is not None and following > last + 1
    ]


def holder(tenures: Iterable[Tenure], at: int) -> Tenure | None:
    """Who holds the part at an episode; the latest before it where nobody does."""
    main = [t for t in tenures if t.kind in MAIN_KINDS and t.first <= max(at, 1)]
    return max(main, key=lambda tenure: tenure.first, default=None)
