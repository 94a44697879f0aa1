"""What the rest of the portal needs to know of a post."""

from __future__ import annotations

from typing import Any

from django.utils.translation import gettext_lazy as _

from portal.cast.beside import Part
from portal.cast.beside import register as put_beside
from portal.cast.beside import register_between as put_between
from portal.contributions.kinds import Kind, register
from portal.contributions.models import Contribution
from portal.lib.addresses import path_of
from portal.lib.text import slug_for
from portal.photos.kinds import shown_on
from portal.posts.naming import as_words, people_of, tie, whom
from portal.posts.pictures import as_ids, photos_of, posts_with, put_photos
from portal.posts.queries import talk_about, talk_between

VERBS = ("edit", "withdrawal")  # addresses below a post that a title could spell


def url(post: Contribution) -> str:
    """Its page, with the slug of its title: only for readers who may read the title."""
    slug = slug_for(post.title)
    return safe_url(post) if slug in VERBS else path_of("posts:post", post.public_id, slug)


def safe_url(post: Contribution) -> str:
    """Its page, by the id alone."""
    return path_of("posts:post", post.public_id)


def snapshot(post: Contribution) -> dict[str, Any]:
    """Its words as they are now."""
    return {"title": post.title, "body": post.body, "language": post.language, "photos": as_ids(photos_of(post))}


def words(post: Contribution) -> dict[str, Any]:
    """What its author can edit besides its words: whom it is about, and its photos."""
    return {"who": as_words(whom(post)), "photos": as_ids(photos_of(post))}


def put_words(post: Contribution, said: dict[str, Any]) -> None:
    """Store what `words` tells of."""
    if "who" in said:
        tie(post, said["who"])
    if "photos" in said:
        put_photos(post, said["photos"])


register(
    Kind(
        name="post",
        label=_("post"),
        related="post",
        url=url,
        safe_url=safe_url,
        card="posts/_card.html",
        snapshot=snapshot,
        words=words,
        put_words=put_words,
        picture="posts/_desk.html",
        also_on=people_of,
        with_it=("cover",),
    )
)
put_beside(Part("posts/_about_them.html", talk_about))
shown_on(posts_with)
put_between(Part("posts/_about_two.html", talk_between))
