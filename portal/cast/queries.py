"""What the pages about the cast read."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from datetime import datetime

from django.shortcuts import get_object_or_404
from django.utils.translation import get_language

from portal.cast.models import MAIN_KINDS, Alias, Casting, Character, Person
from portal.cast.tenures import Tenure, as_tenure, holder, tenures_of
from portal.lib.kept import Stamps, kept
from portal.lib.keyset import Page, by_rank
from shows.changes import changed_page
from shows.models import Show
from shows.spoilers import Viewpoint

ON_THE_HUB = 16
CAST_A_PAGE = 60


@dataclass(frozen=True)
class Entry:
    """One character in a strip of portraits: who holds the part as of the reader's episode, and who did before."""

    character: Character
    now: Tenure | None
    before: list[Tenure]


def known_character(viewpoint: Viewpoint, show: str, character: str) -> Character:
    """The character of an address, with its show and house; one query.

    Raises:
        Http404: where there is none, or none the reader may know of.
    """
    known = Character.objects.known_to(viewpoint).select_related("show", "house")  # type: ignore[attr-defined]
    found: Character = get_object_or_404(known, show__slug=show, slug=character)
    return found


@dataclass(frozen=True)
class Part:
    """A character as everybody at one episode knows them, to be read and never changed.

    Args:
        character: with its show and house.
        tenures: who may be known to have played them, by first episode.
        other_names: in order of the alphabet.
    """

    character: Character
    tenures: list[Tenure]
    other_names: list[Alias]


def kept_part(viewpoint: Viewpoint, show: str, character: str, stamps: Stamps) -> Part:
    """The part of an address; three queries where it is not kept.

    Raises:
        Http404: where there is none, or none the reader may know of.
    """

    def read() -> Part:
        found = known_character(viewpoint, show, character)
        return Part(found, tenures_of(found, viewpoint), other_names(found, viewpoint))

    clock = viewpoint.called(show)
    horizon = viewpoint.horizon(clock.pk if clock else None)
    return kept(("part", show, character, horizon, get_language()), read, stamps=stamps)


def who_is_who(show: Show, viewpoint: Viewpoint, cursor: str = "", *, size: int = CAST_A_PAGE) -> Page:
    """A page of the characters of a show that a reader may know, by billing, as entries; two queries.

    Args:
        show: the show.
        viewpoint: the reader's.
        cursor: of the page before.
        size: characters a page.
    """
    page = by_rank(show.characters.filter(viewpoint.known(show)), cursor, field="billing", size=size)
    return Page(entries_of(show, viewpoint, page.rows), page.next_cursor)


def entries_of(show: Show, viewpoint: Viewpoint, rows: list[Character]) -> list[Entry]:
    """Some characters of a show that a reader may know, as entries; one query."""
    characters: dict[int, Character] = {character.pk: character for character in rows}
    castings = Casting.objects.known_in(show.pk, viewpoint).filter(character__in=characters, kind__in=MAIN_KINDS)
    tenures: dict[int, list[Tenure]] = defaultdict(list)
    for casting in castings.select_related("person").in_order():
        casting.character = characters[casting.character_id]
        tenures[casting.character_id].append(as_tenure(casting, viewpoint))
    horizon = viewpoint.horizon(show.pk)
    return [_entry(character, show, tenures[character.pk], horizon) for character in rows]


def changed_cast(show: Show, viewpoint: Viewpoint, since: datetime, cursor: str) -> Page:
    """A page of the characters of a show whose entries have changed since a moment, and of those that are gone."""

    def load(keys: list[int]) -> dict[int, Entry]:
        rows = list(show.characters.filter(viewpoint.known(show), pk__in=keys))
        return {entry.character.pk: entry for entry in entries_of(show, viewpoint, rows)}

    return changed_page("character", viewpoint, since, cursor, load, show_id=show.pk)


def changed_people(viewpoint: Viewpoint, since: datetime, cursor: str) -> Page:
    """A page of the people who have changed since a moment, and of those who are gone."""
    known = Person.objects.known_to(viewpoint)  # type: ignore[attr-defined]
    return changed_page("person", viewpoint, since, cursor, known.in_bulk, among=known.values("pk"))


def _entry(character: Character, show: Show, tenures: list[Tenure], horizon: int) -> Entry:
    character.show = show
    now = holder(tenures, horizon)
    return Entry(character, now, [tenure for tenure in tenures if now and tenure.first < now.first])


def parts_of(person: Person, viewpoint: Viewpoint) -> list[Tenure]:
    """A person's parts that a reader may know, over all shows, by first episode; one query."""
    castings = person.castings.known_to(viewpoint).select_related("person", "character__show").in_order()
    return [as_tenure(casting, viewpoint) for casting in castings]


def other_names(thing: Character | Person, viewpoint: Viewpoint) -> list[Alias]:
    """What else the reader may know a character or a person is called, in order of the alphabet; one query."""
    return list(thing.aliases.known_to(viewpoint).order_by("name", "pk"))
