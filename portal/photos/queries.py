"""What the pages of photos read."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.db.models import Q

from portal.cast.models import Person
from portal.contributions.changes import changed_page
from portal.contributions.models import State, heard
from portal.contributions.queries import words_in_hand
from portal.lib.kept import Stamps, kept
from portal.lib.keyset import Page, beside, newest_first
from portal.photos.models import PersonTag, Photo, Spot
from portal.photos.names import Name, is_known_in, names_in
from shows.models import Show
from shows.spoilers import Veil, Viewpoint

PAGE_SIZE = 24
LATELY = 12
FEELINGS = ("dil", "wah", "aansu", "haha", "gussa")


@dataclass(frozen=True)
class Tile:
    """One place of a gallery: a photo with the names its reader may know, or a veil."""

    photo: Photo | None
    veil: Veil | None
    names: list[Name]


def photo_page(
    viewpoint: Viewpoint, cursor: str, *, slug: str | None = None, spot: str = "", person: Person | None = None
) -> tuple[Page, dict[int, list[Name]]]:
    """A page of photos, newest first, each as the gate answered it, and the names in them; three queries.

    Args:
        viewpoint: the reader's.
        cursor: of the page before.
        slug: of the one show they are about.
        spot: where they were taken, of those the reader may read; one that does not exist is no filter.
        person: who is in them, of those the reader may read and in which they may know them.
    """
    rows = Photo.objects.feed_for(viewpoint).select_related("show")
    if slug:
        rows = rows.filter(show__in=[pk for pk, clock in viewpoint.clocks.items() if clock.slug == slug])
    if spot in Spot:
        rows = rows.filter(viewpoint.uncovered(), spot=spot)
    if person is not None:
        rows = rows.filter(viewpoint.uncovered(), is_known_in(person, viewpoint), tags__person=person)
    page = newest_first(rows, cursor, size=PAGE_SIZE)
    read = [viewpoint.read(row) for row in page.rows]
    return Page(read, page.next_cursor), names_in([row for row in read if not isinstance(row, Veil)], viewpoint)


def changed_photos(
    viewpoint: Viewpoint, since: datetime, cursor: str, *, slug: str | None = None
) -> tuple[Page, dict[int, list[Name]]]:  # fmt: skip
    """A page of the photos that have changed since a moment, the earliest change first, and the names in them."""
    rows = Photo.objects.changed_for(viewpoint).filter(kind="photo").select_related("show")
    if slug:
        rows = rows.filter(show__in=[pk for pk, clock in viewpoint.clocks.items() if clock.slug == slug])
    page = changed_page(rows, viewpoint, since, cursor, size=PAGE_SIZE)
    return page, names_in([row for row in page.rows if isinstance(row, Photo)], viewpoint)


def gallery(
    viewpoint: Viewpoint, cursor: str, *, slug: str | None = None, spot: str = "", person: Person | None = None
) -> Page:
    """The same as tiles."""
    page, names = photo_page(viewpoint, cursor, slug=slug, spot=spot, person=person)
    tiles = [
        Tile(None, row, []) if isinstance(row, Veil) else Tile(row, None, names.get(row.pk, [])) for row in page.rows
    ]
    return Page(tiles, page.next_cursor)


def lately(viewpoint: Viewpoint, show: Show, stamps: Stamps, *, most: int) -> list[Photo]:
    """The newest photos of a show that the reader may read and whose pictures are made; read once for everybody."""

    def load() -> list[Photo]:
        rows = Photo.objects.feed_behind_the_door().filter(show=show, developed_at__isnull=False)
        return list(rows.order_by("-created_at", "-pk")[:LATELY])

    rows = kept(("lately", show.pk), load, f"shows/{show.slug}", stamps=stamps)
    return [row for row in map(viewpoint.read, heard(rows, viewpoint)) if not isinstance(row, Veil)][:most]


def of_the_day(viewpoint: Viewpoint, stamps: Stamps) -> Photo | None:
    """Of the newest photos that the reader may read the one most was felt at; read once for everybody."""

    def load() -> list[Photo]:
        rows = Photo.objects.feed_behind_the_door().filter(developed_at__isnull=False)
        return list(rows.select_related("show").order_by("-created_at", "-pk")[:LATELY])

    rows = kept("photo of the day", load, "", "photos", stamps=stamps)
    read = [row for row in map(viewpoint.read, heard(rows, viewpoint)) if not isinstance(row, Veil)]
    return max(read, key=lambda row: sum(getattr(row, feeling) for feeling in FEELINGS), default=None)


def photos_beside(photo: Photo, viewpoint: Viewpoint) -> dict[str, str]:
    """The public ids of the photos before and after one, of its show or of none, that the reader may read; two queries.

    What is veiled is stepped over, so that nobody lands on it by turning pages.
    """
    rows = Photo.objects.feed_for(viewpoint).filter(viewpoint.uncovered(), show=photo.show_id)
    newer, older = beside(rows.values_list("public_id", flat=True), photo)
    return {"newer": newer or "", "older": older or ""}


def twin_of(photo: Photo, viewpoint: Viewpoint) -> Photo | None:
    """The first photo made of the very same file that this reader may know of: their own, or one that is published and
    not veiled for them. That a file is here, held or removed or past somebody's horizon, is told to nobody."""
    may_know = Q(author=viewpoint.member_id) | Q(state=State.PUBLISHED)
    twins = Photo.objects.visible_to(viewpoint).same_picture(photo.sha256).filter(may_know).order_by("pk")
    return next((twin for twin in twins if not viewpoint.covers(twin)), None)


def said_of(photo: Photo) -> dict[str, Any]:
    """What stands under a photo, as its edit form begins: the words that wait for a moderator, else those that stand.

    `known` are the people named in it.
    """
    words = words_in_hand(photo)
    return words | {"caption": words["title"], "known": known_people(photo)}


def known_people(photo: Photo) -> list[Person]:
    """Everybody who is named in it, whoever may know."""
    tags = PersonTag.objects.filter(photo=photo).select_related("person").order_by("order", "pk")
    return [tag.person for tag in tags]
