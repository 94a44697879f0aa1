"""The access matrix: everybody, at every address, with every verb, at things in every state.

One request a cell, undone before the next, in one world for each reader: at what stands open, at what is veiled for
them, and at what is held, hidden, removed and withdrawn. Left out are the pages of the package that signs people in,
which know no story and are tried in `tests/accounts`, and the admin for those whose desk it is; for all others the door
of each of its pages is tried.
"""

from __future__ import annotations

from collections.abc import Iterable

import pytest

from tests.leaks.audiences import KNOWN, audience, is_left_out
from tests.leaks.matrix import BROKEN, REACHED, REFUSED, SEATS, Cell, asked, every_pattern, lose_photos, seated
from tests.leaks.world import build

pytestmark = [pytest.mark.django_db, pytest.mark.slow]
SEE_ALL = ("author", "moderator", "operator")
CLOTHS = "lift/"  # whoever lifts a cloth asks for what has aired
NOT_READY = "readyz"
DESK, PORCH = "admin/", ("admin/login/", "admin/logout/")
STAFF = ("moderator", "operator")


def test_of_every_address_somebody_has_said_who_gets_in():
    assert [one for one in every_pattern() if not is_left_out(one) and one not in KNOWN] == []
    assert sorted(set(KNOWN) - set(every_pattern())) == []


@pytest.mark.parametrize("name", SEATS)
def test_everybody_gets_where_they_may_and_is_told_nothing_elsewhere(name: str):
    world = build()
    lose_photos(world)
    seat = seated(world, name)
    found = []
    for pattern in every_pattern():
        if is_left_out(pattern):
            found += doors_open(name, pattern, asked(world, seat, pattern))
            continue
        cells = list(asked(world, seat, pattern))
        found += [f"{cell.verb} {cell.path}: {words}" for cell in cells for words in complaints(name, pattern, cell)]
        got_in = {cell.verb for cell in cells if cell.came == REACHED}
        found += [f"{verb} {pattern}: turned away" for verb in audience(pattern, name) - got_in]
    assert found == [], "\n".join(found)


def doors_open(name: str, pattern: str, cells: Iterable[Cell]) -> list[str]:
    """Where somebody who has no business in the admin gets into one of its pages."""
    if not pattern.startswith(DESK) or pattern in PORCH or name in STAFF:
        return []
    return [f"{cell.verb} {cell.path}: {cell.came}" for cell in cells if cell.came != REFUSED]


def complaints(name: str, pattern: str, cell: Cell) -> list[str]:
    """What is wrong with one answer."""
    found = [f"tells {cell.leaked}"] if cell.leaked and not pattern.endswith(CLOTHS) else []
    found += ["broke"] if cell.came == BROKEN and pattern != NOT_READY else []
    if cell.came == REACHED:
        found += ["got in"] if cell.verb not in audience(pattern, name) else []
        hidden = cell.state not in ("", "veiled", "another") and name not in SEE_ALL
        found += [f"got to what is {cell.state}"] if hidden and "feeds/" not in pattern else []
    return found
