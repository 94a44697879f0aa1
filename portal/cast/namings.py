"""What still hides somebody who has no part any more: a secret that named them stays one when it is taken out."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from portal.cast.models import Casting, Character, Person


def remember_who(castings: list[Casting]) -> None:
    """Keep by what people were named whose last parts are gone; of several the one that could be read first.

    Args:
        castings: what was taken out, as it was.
    """
    named: dict[int, tuple[int, int]] = {}
    for casting in castings:
        level = max(casting.reveals or 0, casting.character.reveals or 0)
        known = named.get(casting.person_id)
        if known is None or level < known[1]:
            named[casting.person_id] = casting.character.show_id, level
    for person_id, (show_id, level) in named.items():
        _keep(person_id, show_id, level)


def remember_before(casting: Casting, before: Mapping[str, Any] | None, by: Any) -> None:
    """The same of whoever was named in a casting that names somebody else now."""
    if before is None or before["person"] == casting.person_id:
        return
    character = Character.objects.get(pk=before["character"])
    _keep(before["person"], character.show_id, max(before["reveals"] or 0, character.reveals or 0))


def _keep(person_id: int, show_id: int, level: int) -> None:
    rows = Person.objects.filter(pk=person_id).exclude(pk__in=Casting.objects.filter(person=person_id).values("person"))
    rows.update(named_in=show_id if level else None, named_at=level or None)
