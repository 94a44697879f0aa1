"""What may be told anywhere of a character and of a person."""

from __future__ import annotations

from collections.abc import Iterable

from portal.cast.models import Character, Person
from portal.cast.tenures import Tenure
from portal.lib.previews import Preview
from shows.spoilers import Viewpoint


def preview_of_character(character: Character) -> Preview:
    """Who they are, if they have never been a secret; else not even their page, for its address says the name."""
    if character.reveals:
        return Preview()
    title = f"{character.called}, {character.show.name}"
    return Preview(character.get_absolute_url(), title, character.about, "profile")


def preview_of_person(person: Person, parts: Iterable[Tenure]) -> Preview:
    """Somebody real, if one of their parts has never been a secret or they have none.

    Args:
        person: the person.
        parts: all of theirs that the reader may know.
    """
    held = list(parts)
    if held and all(one.reveals or one.character.reveals for one in held):
        return Preview()
    return Preview(person.get_absolute_url(), person.called, "", "profile")


def is_open(parts: Iterable[Tenure], viewpoint: Viewpoint) -> bool:
    """Whether a viewpoint may know somebody who has these parts."""
    held = list(parts)
    knows = viewpoint.knows
    return not held or any(
        knows(one.character.show_id, max(one.reveals or 0, one.character.reveals or 0)) for one in held
    )
