"""Whole pages kept for guests: found again only while nothing on them has changed.

A page belongs to the area of its address (its first two segments). An action that changes what stands there gives the
area a new stamp; a kept page carries the stamps it was made under and is only good while they are still the same. So a
page that was being made while something changed is never shown, in any process.
"""

from __future__ import annotations

import secrets
from dataclasses import dataclass
from hashlib import blake2b

from django.core.cache import cache
from django.db import transaction

from portal.lib.kept import EVERYTHING, drop, stamp_name

SECONDS = 60


@dataclass(frozen=True)
class Kept:
    """One page as it is kept.

    Args:
        stamps: of its area and of everything, when it was made.
        body: the HTML.
        packed: the same, gzipped.
        etag: of the body.
        language: for Content-Language.
    """

    stamps: tuple[str, str]
    body: bytes
    packed: bytes
    etag: str
    language: str


def area_of(path: str) -> str:
    """The area a path belongs to: `/posts/8gK…/slug/` → `posts/8gK…`; the home page is the empty area."""
    return "/".join(path.strip("/").split("/")[:2])


def key_for(*parts: object) -> str:
    """The key of a page: everything its body depends on, and nothing that is only one reader's."""
    return "page:" + blake2b(repr(parts).encode(), digest_size=16).hexdigest()


def look_up(key: str, path: str) -> tuple[Kept | None, tuple[str, str]]:
    """A kept page that is still good, if any, and the stamps to keep a new one under; one trip to the cache."""
    area, everything = stamp_name(area_of(path)), stamp_name(EVERYTHING)
    found = cache.get_many([key, area, everything])
    stamps = (found.get(area, ""), found.get(everything, ""))
    kept: Kept | None = found.get(key)
    return (kept if kept and kept.stamps == stamps else None), stamps


def keep(key: str, page: Kept) -> None:
    """Keep a page for a minute."""
    cache.set(key, page, SECONDS)


def changed(*paths: str) -> None:
    """Say that what stands at these addresses has changed; takes hold at commit, for whoever changed it at once.

    Args:
        paths: addresses, as in `/posts/8gK…/`, or `EVERYTHING`.
    """
    stamp = secrets.token_hex(8)
    areas = {path if path == EVERYTHING else area_of(path) for path in paths}
    drop(areas)
    names = {stamp_name(area): stamp for area in areas}
    # stamps outlive the pages made before them
    transaction.on_commit(lambda: cache.set_many(names, SECONDS * 2))
