"""What the page of a post reads: the post and its neighbours are kept for everybody and gated for each reader."""

from __future__ import annotations

from typing import Any

from portal.contributions.models import is_visible_to
from portal.lib.kept import Stamps, kept, peek
from portal.posts.models import Post
from shows.spoilers import Veil, Viewpoint

ALSO = 4
# As many as are read for everybody: of these each reader gets the first four that are neither this post nor veiled.
NEIGHBOURS = 24


def area_of_post(public_id: str) -> str:
    """Where a post and its thread stand."""
    return f"posts/{public_id}"


def want_stamps(public_id: str, stamps: Stamps) -> Stamps:
    """Have all stamps that the page of a post needs come in one trip, if it has been shown before."""
    known: Post | None = peek(("post", public_id))
    stamps.want(area_of_post(public_id), *([f"shows/{known.show.slug}"] if known and known.show else []))
    return stamps


def kept_post(public_id: str, viewpoint: Viewpoint, stamps: Stamps) -> Post | None:
    """A post the reader may reach, to be read and never changed: others read the same one."""

    def read() -> Post | None:
        return Post.objects.post_behind_the_door(public_id)

    post = kept(("post", public_id), read, area_of_post(public_id), stamps=stamps)
    return post if post is not None and is_visible_to(post, viewpoint) else None


def also_about(post: Post, viewpoint: Viewpoint, stamps: Stamps) -> list[Any]:
    """Other posts about the same episode that the reader may read, newest first."""
    if post.show is None or post.about is None:
        return []

    def read() -> list[Post]:
        rows = Post.objects.feed_for(viewpoint).filter(show=post.show_id, about=post.about)
        return list(rows.defer("body", "html").order_by("-created_at", "-pk")[:NEIGHBOURS])

    rows = kept(("also", post.show_id, post.about), read, f"shows/{post.show.slug}", stamps=stamps)
    others = map(viewpoint.read, (row for row in rows if row.pk != post.pk))
    return [row for row in others if not isinstance(row, Veil)][:ALSO]
