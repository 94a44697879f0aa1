"""What can be found follows the cast."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from portal.cast.findable import BEATS, CHARACTERS, PEOPLE
from portal.cast.models import Casting
from portal.outbox.registry import on
from portal.search.actions import index

OURS = ("character", "person", "alias", "casting", "beat")


@on("shows.entry_stored", when=lambda stored: stored["kind"] in OURS)
def find_characters_and_people(
    *, kind: str, pk: int, before: Mapping[str, Any] | None = None, after: Mapping[str, Any] | None = None
) -> None:  # fmt: skip
    """Whom a row concerns now and concerned before; a character's secret is also that of whoever plays the part."""
    if kind == "beat":
        index(BEATS, [pk])
        return
    concerned = {name: {(values or {}).get(name) for values in (before, after)} for name in ("character", "person")}
    if kind in concerned:
        concerned[kind].add(pk)
    characters, people = ({number for number in some if number} for some in concerned.values())
    if kind == "character":
        people |= set(Casting.objects.filter(character=pk).values_list("person", flat=True))
    index(CHARACTERS, sorted(characters))
    index(PEOPLE, sorted(people))
