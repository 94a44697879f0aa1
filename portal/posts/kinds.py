"""What the rest of the portal needs to know of a post."""

from __future__ import annotations

from typing import Any

from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from portal.contributions.kinds import Kind, register
from portal.contributions.models import Contribution
from portal.lib.text import slug_for

VERBS = ("edit", "withdrawal")  # addresses below a post that a title could spell


def url(post: Contribution) -> str:
    """Its page, with the slug of its title: only for readers who may read the title."""
    slug = slug_for(post.title)
    return safe_url(post) if slug in VERBS else reverse("posts:post", args=[post.public_id, slug])


def safe_url(post: Contribution) -> str:
    """Its page, by the id alone."""
    return reverse("posts:post", args=[post.public_id])


def snapshot(post: Contribution) -> dict[str, Any]:
    """Its words as they are now."""
    return {"title": post.title, "body": post.body, "language": post.language}


register(
    Kind(
        name="post",
        label=_("post"),
        related="post",
        url=url,
        safe_url=safe_url,
        card="posts/_card.html",
        snapshot=snapshot,
    )
)
