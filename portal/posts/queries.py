"""What the page of a post reads."""

from __future__ import annotations

from typing import Any

from portal.posts.models import Post
from shows.spoilers import Veil, Viewpoint

ALSO = 4


def also_about(post: Post, viewpoint: Viewpoint) -> list[Any]:
    """Other posts about the same episode that the reader may read, newest first."""
    if post.show_id is None or post.about is None:
        return []
    rows = Post.objects.feed_for(viewpoint).filter(show=post.show_id, about=post.about).exclude(pk=post.pk)
    read = map(viewpoint.read, rows.defer("body", "html").order_by("-created_at", "-pk")[:ALSO])
    return [row for row in read if not isinstance(row, Veil)]
