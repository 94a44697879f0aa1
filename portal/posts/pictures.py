"""The photos in a post: chosen by its writer from their own, kept in order, each through the gate by itself."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

from django.urls import reverse

from portal.contributions.actions import hold
from portal.contributions.models import Contribution, State, is_visible_to
from portal.contributions.readers import viewpoint_of
from portal.lib.addresses import is_public_id
from portal.lib.kept import Stamps, kept
from portal.lib.keyset import Page, newest_first
from portal.photos.models import Photo
from portal.posts.models import Post, PostPhoto
from shows.spoilers import Veil, Viewpoint

MOST_PHOTOS = 10
OFFERED = 12
STANDING = (State.HELD, State.PUBLISHED)
WITH_IT = ("photo__author", "photo__show")


@dataclass(frozen=True)
class Pictures:
    """What one reader sees of the photos in a post.

    `veil` stands for the first that is covered, and for all others that may be: how many there are tells.
    """

    photos: list[Photo] = field(default_factory=list)
    veil: Veil | None = None


def ids_in(text: str) -> list[str]:
    """The public ids that a field names, each once; what could be none is left out."""
    return list(dict.fromkeys(one for one in re.split(r"[\s,]+", text) if is_public_id(one)))


def as_ids(photos: Iterable[Photo]) -> list[str]:
    """What the words of a post keep of them."""
    return [photo.public_id for photo in photos]


def own_photos(viewpoint: Viewpoint, cursor: str = "", *, but: Sequence[str] = ()) -> Page:
    """A page of what a writer can choose from, the newest first: their own, public or waiting; one query."""
    if viewpoint.member_id is None:
        return Page([], "")
    rows = Photo.objects.visible_to(viewpoint).filter(author=viewpoint.member_id, state__in=STANDING)
    return newest_first(rows.exclude(public_id__in=but).select_related("show"), cursor, size=OFFERED)


def photos_meant(ids: Sequence[str], viewpoint: Viewpoint) -> list[Photo]:
    """The photos of these ids that are the reader's own and stand, in the order they are named."""
    if not ids or viewpoint.member_id is None:
        return []
    rows = Photo.objects.visible_to(viewpoint).filter(author=viewpoint.member_id, state__in=STANDING)
    found = {photo.public_id: photo for photo in rows.filter(public_id__in=ids).select_related("show")}
    return [found[one] for one in ids if one in found]


def photos_of(post: Contribution) -> list[Photo]:
    """All of them in order, whoever may see them."""
    rows = PostPhoto.objects.filter(post=post.pk).select_related(*WITH_IT).order_by("order", "pk")
    return [row.photo for row in rows]


def put_photos(post: Contribution, ids: Sequence[str]) -> None:
    """Make these the photos of a post, in this order; call in a transaction. Two who do so at once wait.

    Args:
        post: stored.
        ids: public ids; what is neither in it already nor its author's own is left out.
    """
    hold(post)
    photos = photos_in(post, ids, photos_of(post))
    PostPhoto.objects.filter(post=post.pk).delete()
    PostPhoto.objects.bulk_create(
        PostPhoto(post_id=post.pk, photo=photo, order=order) for order, photo in enumerate(photos, start=1)
    )
    own_half = child(post)
    own_half.cover = photos[0] if photos else None
    own_half.save(update_fields=["cover"])


def photos_in(post: Contribution, ids: Sequence[str], there: Sequence[Photo]) -> list[Photo]:
    """The photos of these ids, of those that are there already and its author's own."""
    own = photos_meant(ids, viewpoint_of(post.author)) if post.author is not None else []
    found = {photo.public_id: photo for photo in (*there, *own)}
    return [found[one] for one in dict.fromkeys(ids) if one in found]


def child(post: Contribution) -> Post:
    """The post itself, whichever half of the row is at hand."""
    return post if isinstance(post, Post) else post.post  # type: ignore[attr-defined,no-any-return]


def pictures(post: Post, viewpoint: Viewpoint, stamps: Stamps) -> Pictures:
    """The photos in a post, for one reader; read once for everybody."""
    if post.cover_id is None:
        return Pictures()
    area = f"posts/{post.public_id}"
    return seen(kept(("brought", post.pk), lambda: photos_of(post), area, stamps=stamps), viewpoint)


def seen(photos: Iterable[Photo], viewpoint: Viewpoint) -> Pictures:
    """What one reader sees of some photos: those taken away are gone, of what is covered there is one veil."""
    read = [viewpoint.read(photo) for photo in photos if stands(photo, viewpoint)]
    veil = next((one for one in read if isinstance(one, Veil)), None)
    return Pictures([one for one in read if not isinstance(one, Veil)], veil)


def stands(photo: Photo, viewpoint: Viewpoint) -> bool:
    """Whether a photo is there for a reader at all, covered or not."""
    return photo.state in STANDING and is_visible_to(photo, viewpoint)


def photos_on(posts: Iterable[Post], viewpoint: Viewpoint) -> dict[int, list[str]]:
    """By post, the public ids of the photos in it that a reader may see; one query, or none."""
    found: dict[int, list[str]] = defaultdict(list)
    ids = [post.pk for post in posts if post.cover_id is not None]
    if ids:
        rows = PostPhoto.objects.filter(post__in=ids).select_related(*WITH_IT).order_by("post", "order", "pk")
        for row in rows:
            if stands(row.photo, viewpoint) and not viewpoint.covers(row.photo):
                found[row.post_id].append(row.photo.public_id)
    return found


def posts_with(photo: Contribution) -> list[str]:
    """The pages of the posts that a photo is in."""
    rows = PostPhoto.objects.filter(photo=photo.pk).values_list("post__public_id", flat=True)
    return [reverse("posts:post", args=[public_id]) for public_id in rows]
