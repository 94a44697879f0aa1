"""What the pages of photos read."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from portal.contributions.queries import words_in_hand
from portal.lib.keyset import Page, newest_first
from portal.photos.models import PersonTag, Photo, Spot
from portal.photos.names import Name, names_in
from shows.models import Show
from shows.spoilers import Veil, Viewpoint

PAGE_SIZE = 24
LATELY = 12


@dataclass(frozen=True)
class Tile:
    """One place of a gallery: a photo with the names its reader may know, or a veil."""

    photo: Photo | None
    veil: Veil | None
    names: list[Name]


def gallery(viewpoint: Viewpoint, cursor: str, *, show: Show | None = None, spot: str = "") -> Page:
    """A page of photos, newest first, each through the gate; a spot that does not exist is no filter."""
    rows = Photo.objects.feed_for(viewpoint).select_related("show")
    if show is not None:
        rows = rows.filter(show=show)
    if spot in Spot:
        rows = rows.filter(spot=spot)
    page = newest_first(rows, cursor, size=PAGE_SIZE)
    return Page(tiles([viewpoint.read(row) for row in page.rows], viewpoint), page.next_cursor)


def tiles(read: list[Any], viewpoint: Viewpoint) -> list[Tile]:
    """What the gate answered, with names; two queries."""
    names = names_in([row for row in read if not isinstance(row, Veil)], viewpoint)
    return [Tile(None, row, []) if isinstance(row, Veil) else Tile(row, None, names.get(row.pk, [])) for row in read]


def lately(viewpoint: Viewpoint, show: Show, *, most: int) -> list[Photo]:
    """The newest photos of a show that the reader may read and whose pictures are made; one query."""
    rows = Photo.objects.feed_for(viewpoint).filter(show=show, developed_at__isnull=False)
    read = map(viewpoint.read, rows.order_by("-created_at", "-pk")[:LATELY])
    return [row for row in read if not isinstance(row, Veil)][:most]


def said_of(photo: Photo) -> dict[str, Any]:
    """What stands under a photo, as its edit form begins: the words that wait for a moderator, else those that stand.

    `known` are the people named in it.
    """
    words = words_in_hand(photo)
    tags = PersonTag.objects.filter(photo=photo).select_related("person").order_by("order", "pk")
    known = [tag.person for tag in tags]
    return words | {"caption": words["title"], "known": known}
