"""The place of an entry among hits, as one number: the greatest comes first, so that an index alone puts them in order.

Shows, characters and people stand before what people wrote, and of that the newest first; a show's thousand episodes
come last. The two engines need not agree
on what a word is worth, and the next page begins below the last number shown.
"""

from __future__ import annotations

from datetime import datetime

SHELVES = ("episode", "written", "member", "person", "character", "show")
WRITTEN = SHELVES.index("written")
NUMBER_BITS, PART_BITS, MOMENT_BITS = 20, 5, 34
MOST_PARTS = 1 << PART_BITS


def written(moment: datetime, number: int, part: int = 0) -> int:
    """The place of something people wrote.

    Args:
        moment: when.
        number: its id, for two of one second.
        part: of it.
    """
    return _place(WRITTEN, int(moment.timestamp()), number & ((1 << NUMBER_BITS) - 1), part)


def known(shelf: str, number: int, part: int = 0) -> int:
    """The place of a row of the catalogue or of a member: by shelf, then the earlier id first.

    Args:
        shelf: one of `SHELVES`.
        number: its id.
        part: of it.
    """
    rank = (1 << (MOMENT_BITS + NUMBER_BITS)) - 1 - number
    return _place(SHELVES.index(shelf), rank >> NUMBER_BITS, rank & ((1 << NUMBER_BITS) - 1), part)


def until(moment: datetime) -> int:
    """The first place behind everything people wrote before a moment; episodes are below it as well."""
    return _place(WRITTEN, int(moment.timestamp()), 0, 0)


def whole(place: int) -> int:
    """The lowest place any part of the same thing can have."""
    return place >> PART_BITS << PART_BITS


LAST = 1 << (MOMENT_BITS + NUMBER_BITS + PART_BITS + 3)


def _place(shelf: int, moment: int, number: int, part: int) -> int:
    return ((((shelf << MOMENT_BITS) | max(moment, 0)) << NUMBER_BITS | number) << PART_BITS) | part
