"""Characters and people, as they can be found: by names that a reader may know, and by no other."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator

from django.utils.translation import gettext as _

from portal.cast.models import Alias, Beat, Casting, Character, Person
from portal.lib.text import grouped
from portal.search.places import MOST_PARTS, known
from portal.search.sources import Found, Piece, Source, register
from shows.spoilers import Viewpoint

FOUND = ("show", "episode", "character", "person", "beat")  # what an import may change


BEHIND_EPISODES = 1 << 40  # beats stand on the shelf of episodes, after the last


def character_texts(character: Character) -> tuple[str, ...]:
    """What may be read of somebody as soon as they may be known."""
    return (character.name, character.name_hi, character.line, character.line_hi)


def characters(keys: list[int]) -> Iterator[Piece]:
    """The entries of some characters: with the names everybody who knows them knows, then with each that tells more."""
    aliases: dict[int | None, list[Alias]] = defaultdict(list)
    for alias in Alias.objects.filter(character__in=keys).order_by("pk"):
        aliases[alias.character_id].append(alias)
    for character in Character.objects.filter(pk__in=keys):
        own, at_first = aliases[character.pk], character.reveals or 0
        levels = sorted({max(alias.reveals or 0, at_first) for alias in own} | {at_first})[:MOST_PARTS]
        for part, level in enumerate(levels):
            names = [alias.name for alias in own if (alias.reveals or 0) <= level]
            texts = (*character_texts(character), *names)
            yield Piece(
                known("character", character.pk, part),
                character.pk,
                texts,
                "character",
                part=part,
                show_id=character.show_id,
                reveals=level,
            )


def character_keys(after: int, most: int) -> list[int]:
    """The next so many."""
    return list(Character.objects.filter(pk__gt=after).order_by("pk").values_list("pk", flat=True)[:most])


def load_characters(keys: list[int], viewpoint: Viewpoint) -> dict[int, Found]:
    """By id, those of some characters that a reader may know; two queries."""
    rows = list(Character.objects.filter(pk__in=keys).known_to(viewpoint).select_related("show"))  # type: ignore[attr-defined]
    names = names_of(Alias.objects.filter(character__in=rows), viewpoint)
    return {
        row.pk: Found(
            kind="character",
            url=row.get_absolute_url(),
            title=row.called,
            other=row.other_name,
            texts=(row.about, row.line, row.line_hi),
            also=tuple(names[row.pk]),
            show=row.show.name,
            thing=row,
        )
        for row in rows
    }


def names_of(aliases: Iterable[Alias], viewpoint: Viewpoint) -> dict[int, list[str]]:
    """Of characters or people by id, the other names that a reader may know; one query."""
    told: dict[int, list[str]] = defaultdict(list)
    for alias in aliases.known_to(viewpoint).order_by("name", "pk"):  # type: ignore[attr-defined]
        told[alias.character_id or alias.person_id].append(alias.name)
    return told


def people(keys: list[int]) -> Iterator[Piece]:
    """The entries of some people: one for each show in which they have a part, from the first episode that tells of it
    on; one for everybody where they have none; and one for each name that is a secret of a show."""
    first: dict[int, dict[int, int]] = defaultdict(dict)
    for casting in Casting.objects.filter(person__in=keys).select_related("character"):
        shown, show_id = first[casting.person_id], casting.character.show_id
        level = max(casting.reveals or 0, casting.character.reveals or 0)
        shown[show_id] = min(shown.get(show_id, level), level)
    aliases: dict[int | None, list[Alias]] = defaultdict(list)
    for alias in Alias.objects.filter(person__in=keys).order_by("pk"):
        aliases[alias.person_id].append(alias)
    for person in Person.objects.filter(pk__in=keys):
        own = aliases[person.pk]
        names = [person.name, person.name_hi, *(alias.name for alias in own if not alias.reveals)]
        entries = [(names, show_id, level) for show_id, level in sorted((first[person.pk] or person.unnamed).items())]
        entries += [([*names, alias.name], alias.show_id or 0, alias.reveals) for alias in own if alias.reveals]
        for part, (texts, show_id, level) in enumerate(entries[:MOST_PARTS]):
            yield Piece(
                known("person", person.pk, part),
                person.pk,
                tuple(texts),
                "person",
                part=part,
                show_id=show_id,
                reveals=level,
            )


def person_keys(after: int, most: int) -> list[int]:
    """The next so many."""
    return list(Person.objects.filter(pk__gt=after).order_by("pk").values_list("pk", flat=True)[:most])


def load_people(keys: list[int], viewpoint: Viewpoint) -> dict[int, Found]:
    """By id, those of some people that a reader may know; two queries."""
    rows = list(Person.objects.filter(pk__in=keys).known_to(viewpoint))  # type: ignore[attr-defined]
    names = names_of(Alias.objects.filter(person__in=rows), viewpoint)
    return {
        row.pk: Found(
            kind="person",
            url=row.get_absolute_url(),
            title=row.called,
            other=row.other_name,
            also=tuple(names[row.pk]),
            thing=row,
        )
        for row in rows
    }


def beats(keys: list[int]) -> Iterator[Piece]:
    """The entries of some beats, each at the episode that gives it away; a rumour is nobody's to find."""
    for beat in Beat.objects.filter(pk__in=keys).exclude(status=Beat.Status.RUMOURED):
        texts = (beat.headline, beat.headline_hi, beat.text, beat.text_hi)
        yield Piece(
            known("episode", BEHIND_EPISODES + beat.pk),
            beat.pk,
            texts,
            "beat",
            show_id=beat.show_id,
            reveals=beat.reveals or 0,
        )


def beat_keys(after: int, most: int) -> list[int]:
    """The next so many."""
    return list(Beat.objects.filter(pk__gt=after).order_by("pk").values_list("pk", flat=True)[:most])


def load_beats(keys: list[int], viewpoint: Viewpoint) -> dict[int, Found]:
    """By id, those of some beats that a reader is past; one query."""
    rows = Beat.objects.filter(pk__in=keys).exclude(status=Beat.Status.RUMOURED)
    return {
        row.pk: Found(
            kind="beat",
            url=row.get_absolute_url(),
            title=row.line,
            texts=(row.words, row.headline, row.headline_hi, row.text, row.text_hi),
            note=_("Episode %s") % grouped(row.episode),
            show=row.show.name,
            thing=row,
        )
        for row in rows.known_to(viewpoint).select_related("show")  # type: ignore[attr-defined]
    }


BEATS = Source("beat", beats, beat_keys, load_beats)
CHARACTERS = Source("character", characters, character_keys, load_characters)
PEOPLE = Source("person", people, person_keys, load_people)
register(CHARACTERS)
register(PEOPLE)
register(BEATS)
