"""What the pages about the cast read."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass

from portal.cast.models import MAIN_KINDS, Casting, Character, Person
from portal.cast.tenures import Tenure, as_tenure, holder
from shows.models import Show
from shows.spoilers import Viewpoint


@dataclass(frozen=True)
class Entry:
    """One character in a strip of portraits: who holds the part as of the reader's episode, and who did before."""

    character: Character
    now: Tenure | None
    before: list[Tenure]


def who_is_who(show: Show, viewpoint: Viewpoint) -> list[Entry]:
    """The characters of a show that a reader may know, by billing; two queries."""
    characters = Character.objects.known_to(viewpoint).filter(show=show).order_by("billing", "pk")
    castings = Casting.objects.known_to(viewpoint).filter(character__show=show, kind__in=MAIN_KINDS)
    tenures: dict[int, list[Tenure]] = defaultdict(list)
    for casting in castings.select_related("person", "character").in_order():
        tenures[casting.character_id].append(as_tenure(casting, viewpoint))
    horizon = viewpoint.horizon(show.pk)
    return [_entry(character, show, tenures[character.pk], horizon) for character in characters]


def _entry(character: Character, show: Show, tenures: list[Tenure], horizon: int) -> Entry:
    character.show = show
    now = holder(tenures, horizon)
    return Entry(character, now, [tenure for tenure in tenures if now and tenure.first < now.first])


def parts_of(person: Person, viewpoint: Viewpoint) -> list[Tenure]:
    """A person's parts that a reader may know, over all shows, by first episode; one query."""
    castings = person.castings.known_to(viewpoint).select_related("person", "character__show").in_order()
    return [as_tenure(casting, viewpoint) for casting in castings]
