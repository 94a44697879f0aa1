"""Whole pages kept for guests: found again only while nothing on them has changed.

A page belongs to the area of its address (its first two segments). An action that changes what stands there gives the
area a new stamp; a kept page carries the stamps it was made under and is only good while they are still the same. So a
page that was being made while something changed is never shown, in any process.
"""

from __future__ import annotations

from dataclasses import dataclass
from hashlib import blake2b
from time import time

from django.core.cache import cache

from portal.lib.kept import EVERYTHING, SECONDS, Stamps, hold, peek, renew

FIRST = "0"


@dataclass(frozen=True)
class Kept:
    """One page as it is kept.

    Args:
        stamps: of its area and of everything, when it was made.
        until: when it is too old.
        packed: the HTML, gzipped.
        etag: of the HTML.
        language: for Content-Language.
    """

    stamps: dict[str, str]
    until: float
    packed: bytes
    etag: str
    language: str


def area_of(path: str) -> str:
    """The area a path belongs to: `/posts/8gK…/slug/` → `posts/8gK…`; the home page is the empty area."""
    return "/".join(path.strip("/").split("/")[:2])


def key_for(*parts: object) -> str:
    """The key of a page: everything its body depends on, and nothing that is only one reader's.

    It sorts before every other key. The database cache, when it is full, drops what sorts first: pages, which are only
    made anew, and never what limits count or the stamps that say which pages are good.
    """
    return FIRST + "page:" + blake2b(repr(parts).encode(), digest_size=16).hexdigest()


def look_up(key: str, path: str, stamps: Stamps) -> Kept | None:
    """A kept page that is still good, if any; one trip to the cache, which brings the page only the first time."""
    area = area_of(path)
    stamps.want(area)
    page: Kept | None = peek(key)
    if page is None or not _is_good(page, stamps.of(area)):
        page = stamps.beside(key).get(key)
        if page is None or not _is_good(page, stamps.of(area)):
            return None
        hold(key, page, page.stamps)
    return page


def _is_good(page: Kept, stamps: dict[str, str]) -> bool:
    return page.stamps == stamps and page.until > time()


def keep(key: str, page: Kept) -> None:
    """Keep a page for a minute; a process keeps a copy of those that are asked for again."""
    cache.set(key, page, SECONDS)


def changed(*paths: str) -> None:
    """Say that what stands at these addresses has changed; takes hold at commit, for whoever changed it at once.

    Args:
        paths: addresses, as in `/posts/8gK…/`, or `EVERYTHING`.
    """
    renew({path if path == EVERYTHING else area_of(path) for path in paths})
