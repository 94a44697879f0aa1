"""Values that every reader's page is made of, kept in this process while nothing they came from has changed.

A value is kept under the stamps of the areas it stands in (`portal.lib.guestpages`), read before the value was: an
action that changes an area gives it a new stamp at commit, and no process uses the old value any more. What is kept is
the same for everybody; whoever hands it to a reader asks the door and the gate for that reader.
"""

from __future__ import annotations

import secrets
import zlib
from collections.abc import Callable, Hashable
from dataclasses import dataclass
from threading import Lock
from time import monotonic
from typing import Any, TypeVar

from django.core.cache import cache
from django.db import transaction
from django.template.loader import render_to_string
from django.utils.safestring import SafeString
from django.utils.translation import get_language

T = TypeVar("T")

SECONDS = 60
MOST = 1024
LONG = 2000  # characters; what is longer is kept packed
EVERYTHING = "*"


@dataclass(frozen=True, slots=True)
class Entry:
    """One kept value, the stamps of its areas when it was read, and when it is too old."""

    value: Any
    stamps: dict[str, str]
    until: float


_entries: dict[Hashable, Entry] = {}
_lock = Lock()


class Stamps:
    """The stamps of some areas, each read once: one for a request, never longer."""

    def __init__(self, *areas: str) -> None:
        """These areas are asked for together, with all that are wanted until the first is needed."""
        self._known: dict[str, str] = {}
        self._foreseen: tuple[str, ...] = ()
        self._brought: dict[str, Any] = {}
        self._wanted = {EVERYTHING, *areas}

    def want(self, *areas: str) -> None:
        """Ask for these as well, on the next trip there is."""
        self._wanted.update(areas)

    def foresee(self, *keys: str) -> None:
        """Bring what these keys of the cache hold on the next trip there is: somebody will ask for it beside."""
        self._foreseen = keys

    @property
    def areas(self) -> tuple[str, ...]:
        """What has been asked for so far: the next who makes the same page asks for all of it on the first trip."""
        return tuple(self._known)

    def of(self, *areas: str) -> dict[str, str]:
        """The stamps of these areas and of everything."""
        asked = (EVERYTHING, *areas)
        if any(area not in self._known for area in asked):
            self.want(*areas)
            self.beside()
        return {area: self._known[area] for area in asked}

    def beside(self, *keys: str) -> dict[str, Any]:
        """What other keys of the cache hold, brought on the same trip as the stamps that are wanted."""
        if keys and self._brought.keys() >= {*keys}:
            brought = {key: self._brought.pop(key) for key in keys}
            return {key: value for key, value in brought.items() if value is not None}
        ahead = [key for key in self._foreseen if key not in keys]
        names = {stamp_name(area): area for area in self._wanted if area not in self._known}
        found = cache.get_many([*keys, *ahead, *names])
        self._known |= {area: found.pop(name, "") for name, area in names.items()}
        self._brought |= {key: found.pop(key, None) for key in ahead}
        self._foreseen = ()
        return found


def stamp_name(area: str) -> str:
    """The cache key of an area's stamp."""
    return f"stamp:{area}"


def kept(name: Hashable, load: Callable[[], T], *areas: str, stamps: Stamps) -> T:
    """A value, read anew when it is not kept or something in its areas has changed.

    Args:
        name: of the value, the same for every reader.
        load: reads it; nothing in it may depend on who asks, and nobody changes it afterwards.
        areas: where it stands.
        stamps: of this request.
    """
    now = stamps.of(*areas)
    entry = _entries.get(name)
    if entry is not None and entry.stamps == now and entry.until > monotonic():
        value: T = entry.value
        return value
    value = load()
    hold(name, value, now)
    return value


def kept_text(name: Hashable, load: Callable[[], str], *areas: str, stamps: Stamps) -> str:
    """The same for a text in the reader's language, packed where it is long: there are many, each for few readers.

    Args:
        name: as for `kept`; the language goes by itself.
        load: makes the text.
        areas: where it stands.
        stamps: of this request.
    """

    def pack() -> bytes | str:
        text = load()
        return zlib.compress(text.encode(), 1) if len(text) > LONG else text

    value = kept((name, get_language()), pack, *areas, stamps=stamps)
    return value if isinstance(value, str) else zlib.decompress(value).decode()


def kept_html(
    name: Hashable, template: str, context: Callable[[], dict[str, Any]], *areas: str, stamps: Stamps
) -> SafeString:  # fmt: skip
    """A part of a page that is the same for all who share its name, rendered once and kept as text.

    Args:
        name: everything the part depends on, but for the language.
        template: which draws it.
        context: what the template needs; read only where the part is made anew.
        areas: where it stands; what is of the catalogue alone needs none, for every change there renews everything.
        stamps: of this request.
    """
    text = kept_text((template, name), lambda: str(render_to_string(template, context())), *areas, stamps=stamps)
    return SafeString(text)


def hold(name: Hashable, value: Any, stamps: dict[str, str]) -> None:
    """Keep a value that was read after these stamps were."""
    with _lock:
        _entries.pop(name, None)
        while len(_entries) >= MOST:
            del _entries[next(iter(_entries))]
        _entries[name] = Entry(value, stamps, monotonic() + SECONDS)


def peek(name: Hashable) -> Any:
    """What is kept under a name, good or not: for hints which stamps to ask for."""
    entry = _entries.get(name)
    return entry.value if entry is not None else None


def drop(areas: set[str]) -> None:
    """Let go of what stands in these areas, in this process and at once: who changes something reads the change."""
    with _lock:
        for name in [name for name, entry in _entries.items() if not areas.isdisjoint(entry.stamps)]:
            del _entries[name]


def renew(areas: set[str]) -> None:
    """Give areas a new stamp; takes hold at commit, for whoever changed something there at once."""
    drop(areas)
    names = {stamp_name(area): secrets.token_hex(8) for area in areas}
    # stamps outlive what was kept before them
    transaction.on_commit(lambda: cache.set_many(names, SECONDS * 2))
