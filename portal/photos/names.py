"""Who is in a photo: names found for the one who sends it, and told to readers as far as they may know."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, replace

from django.db.models import Exists, OuterRef, Q
from django.db.models.functions import Coalesce, Greatest

from portal.cast.models import MAIN_KINDS, Casting, Character, Person
from portal.lib.text import clean_line
from portal.photos.models import PersonTag, Photo
from shows.models import Show
from shows.spoilers import Viewpoint

MOST_PEOPLE = 30
_BETWEEN = re.compile(r"[,;\n،、]")


@dataclass(frozen=True)
class Name:
    """Somebody in a photo, as one reader may know them.

    Args:
        person: who it is.
        character: whom they play in the episode it shows; None when they play nobody there.
        since: the first episode of that, where it is a later one.
        x, y: where their face is, in hundredths of the picture; None where nobody has said.
    """

    person: Person
    character: Character | None = None
    since: int = 0
    x: int | None = None
    y: int | None = None


def split(text: str) -> list[str]:
    """Names typed with commas or line breaks between them, each once, in order."""
    names = (clean_line(part) for part in _BETWEEN.split(text))
    return list(dict.fromkeys(name for name in names if name))


def find_people(
    names: Iterable[str], show: Show, viewpoint: Viewpoint, *, known: Iterable[Person] = ()
) -> tuple[list[Person], list[str]]:
    """The people of a show's cast with these names, in either script, and the names that nobody has.

    Args:
        names: as `split` gives them.
        show: whose cast is meant.
        viewpoint: of the one who names them; whom they may not know, they cannot name.
        known: people whom they have named before.
    """
    castings = Casting.objects.known_to(viewpoint).filter(character__show=show).select_related("person")
    people = {casting.person for casting in castings} | set(known)
    called = {_key(name): person for person in people for name in (person.name, person.name_hi) if name}
    found = [called[_key(name)] for name in names if _key(name) in called]
    return list(dict.fromkeys(found)), [name for name in names if _key(name) not in called]


def _key(name: str) -> str:
    return clean_line(name).casefold()


def names_in(photos: Iterable[Photo], viewpoint: Viewpoint) -> dict[int, list[Name]]:
    """By photo, the people in it whom this reader may know, in order; two queries.

    Ask it only for photos that `viewpoint.read` let pass. Somebody whose part in the episode it shows is still a
    secret is not there, and not counted.
    """
    rows = {photo.pk: photo for photo in photos}
    tags = list(PersonTag.objects.filter(photo__in=rows).select_related("person").order_by("photo_id", "order", "pk"))
    castings: dict[int, list[Casting]] = defaultdict(list)
    if tags:
        people = {tag.person_id for tag in tags}
        for casting in Casting.objects.filter(person__in=people).select_related("character__show").in_order():
            castings[casting.person_id].append(casting)
    named: dict[int, list[Name]] = defaultdict(list)
    for tag in tags:
        photo = rows[tag.photo_id]
        here = [one for one in castings[tag.person_id] if one.character.show_id == photo.show_id]
        if name := as_known(tag.person, here, photo.about or 0, viewpoint):
            named[photo.pk].append(replace(name, x=tag.x, y=tag.y))
    return named


def as_known(person: Person, castings: list[Casting], about: int, viewpoint: Viewpoint) -> Name | None:
    """Somebody as whom they play at an episode; None where the reader may not know that yet.

    Past the reader's horizon nobody plays anybody: that somebody still has the part there, or has it no more, would
    tell how it ends.
    """
    known = [one for one in castings if is_known(one, viewpoint)]
    at_the_time = [one for one in castings if covers(one, about)]
    if at_the_time:
        told = sorted((one for one in at_the_time if one in known), key=lambda one: one.kind not in MAIN_KINDS)
        if not told:
            return None
        if not viewpoint.knows(told[0].character.show_id, about):
            return Name(person)
        return Name(person, told[0].character, told[0].from_episode if told[0].from_episode > 1 else 0)
    return Name(person) if known or (not castings and person.is_open_to(viewpoint)) else None


def is_known_in(person: Person | OuterRef, viewpoint: Viewpoint, path: str = "") -> Q:
    """The same question as a filter on photos: whether a reader may know that somebody who is in one is in it.

    Args:
        person: who, or the way from a row to them: then those alone who play in the show of what they are in.
        viewpoint: the reader's.
        path: from a row to what they are in, as in `"contribution__"`; the row itself unless given.
    """
    about = Greatest(Coalesce(OuterRef(f"{path}about"), 1), 1)
    here = Casting.objects.filter(person=person, character__show=OuterRef(f"{path}show"))
    then = here.filter(Q(until_episode__isnull=True) | Q(until_episode__gte=about), from_episode__lte=about)
    is_open = isinstance(person, Person) and person.is_open_to(viewpoint)
    nobody_here = ~Exists(here) if is_open else Q(pk__in=[])
    no_part_then = ~Exists(then) & (Exists(here.known_to(viewpoint)) | nobody_here)
    return Exists(then.known_to(viewpoint)) | no_part_then


def is_known(casting: Casting, viewpoint: Viewpoint) -> bool:
    """Whether a reader may know of a casting, which has its character at hand."""
    show_id = casting.character.show_id
    return viewpoint.knows(show_id, casting.reveals) and viewpoint.knows(show_id, casting.character.reveals)


def covers(casting: Casting, about: int) -> bool:
    """Whether somebody is in a part at an episode."""
    return casting.from_episode <= max(about, 1) <= (casting.until_episode or max(about, 1))
