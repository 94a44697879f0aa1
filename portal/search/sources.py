"""Who has something to be found: each app above registers its sources in its own `findable.py`."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from datetime import datetime
from functools import cached_property
from typing import Any

from portal.lib.scripts import Word, words


@dataclass(frozen=True)
class Piece:
    """One entry to be, as its source tells it.

    Args:
        place: among hits, see `places`; no two pieces have the same.
        key: the row it belongs to, the number its source knows it by.
        texts: everything in it that can be found, as plain text.
        kind: what people choose by, as in "post".
        part, show_id, reveals, author_id, lift_id: as in `Entry`.
        language: of what people wrote; empty for what has none.
        has_photo: whether there is a photo in it.
    """

    place: int
    key: int
    texts: tuple[str, ...]
    kind: str
    part: int = 0
    show_id: int = 0
    reveals: int = 0
    author_id: int | None = None
    lift_id: str = ""
    language: str = ""
    has_photo: bool = False


@dataclass(frozen=True)
class Found:
    """Something that was found, as its reader may know it.

    Args:
        kind: as in `Piece`.
        url: its page.
        title, other: its name in the reader's language, and in the other script.
        texts: what this reader may read of it, as plain text; words of the query are looked for in them and in names.
        also: other names of it that this reader may know.
        lang: of title and texts.
        author: whose it is: a handle, empty for a fan who left; None for what nobody wrote.
        at: when it was written.
        note: a line below it.
        show: the name of the show it is of.
        thing: the row itself, for its picture.
    """

    kind: str
    url: str
    title: str = ""
    other: str = ""
    texts: tuple[str, ...] = ()
    also: tuple[str, ...] = ()
    lang: str = ""
    author: str | None = None
    at: datetime | None = None
    note: str = ""
    show: str = ""
    thing: Any = field(default=None, repr=False)

    @cached_property
    def read(self) -> list[tuple[str, list[Word]]]:
        """Everything in it that can be found, with its words."""
        every = (self.title, self.other, *self.also, *self.texts)
        return [(text, list(words(text))) for text in every if text]

    def holds(self, any_of: Iterable[tuple[str, ...]]) -> bool:
        """Whether one of some phrases stands in it, as its reader may know it."""
        return any(_stands_in(phrase, text) for phrase in any_of for _text, text in self.read)


def _stands_in(phrase: tuple[str, ...], text: list[Word]) -> bool:
    keys = [word.key for word in text]
    return any(tuple(keys[start : start + len(phrase)]) == phrase for start, key in enumerate(keys) if key == phrase[0])


@dataclass(frozen=True)
class Source:
    """One kind of row that can be found.

    Args:
        name: as stored in `Entry.source`.
        pieces: of rows by their keys, everything that somebody may find; none for a row that nobody finds.
        keys: after one, the next so many keys of all rows there are, in rising order.
        load: by key, what of some rows a reader may see; asked anew for every list of hits, so that the index, which
            is always a moment late, shows nobody anything. One query for what people wrote.
    """

    name: str
    pieces: Callable[[list[int]], Iterable[Piece]]
    keys: Callable[[int, int], list[int]]
    load: Callable[[list[int], Any], Mapping[int, Found]]


_sources: dict[str, Source] = {}


def register(source: Source) -> None:
    """Make a source known; each app does so once in its own `findable.py`."""
    _sources[source.name] = source


def source_called(name: str) -> Source | None:
    """The source of that name, or None where no installed app has it."""
    return _sources.get(name)


def all_sources() -> list[Source]:
    """Every source, in order of registration."""
    return list(_sources.values())
