"""What the page of a post says below its masthead."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest
from django.template.loader import render_to_string
from django.utils.safestring import SafeString

from portal.comments.forms import composers
from portal.comments.queries import thread
from portal.comments.reading_views import looked_at
from portal.contributions.policies import can_edit
from portal.lib.kept import Stamps, kept_text
from portal.moderation.queries import rules_in_short
from portal.posts.models import Post
from portal.posts.pictures import pictures
from portal.posts.queries import also_about, area_of_post, kept_ties
from portal.reactions.kinds import area_of as area_of_feelings
from shows.spoilers import Viewpoint

TEMPLATE = "posts/_page.html"


def page_of(request: HttpRequest, post: Post, viewpoint: Viewpoint, stamps: Stamps) -> dict[str, Any]:
    """What the template of a post's page needs below the masthead: the names, or all of it as it was kept.

    A guest who has lifted nothing reads what every other guest at the same episode of the show does. They read it as
    somebody who has seen nothing of any other show, so that no place elsewhere decides what is kept for all. A post
    with photos, which may be of other shows, is read by each alone.

    Args:
        request: for a post its reader may read.
        post: as everybody's, read through the gate.
        viewpoint: the reader's.
        stamps: of this request.
    """
    # A page that is kept has an address of ours and a guest who has lifted nothing (portal.pages.cache).
    if not getattr(request, "tagged_outside", False) or post.cover_id is not None:
        return told(request, post, viewpoint, stamps)
    there = viewpoint.within(post.show_id)

    def draw() -> str:
        names = told(request, post, there, stamps) | {"viewpoint": there}
        return render_to_string(TEMPLATE, names, request)

    areas = area_of_post(post.public_id), area_of_feelings(post.public_id)
    clock = there.clocks.get(post.show_id) if post.show_id is not None else None
    place = (clock.public, clock.aired, there.through.get(clock.pk)) if clock is not None else None
    name = "page", post.pk, request.get_full_path(), place
    return {"content": SafeString(kept_text(name, draw, *areas, stamps=stamps))}


def told(request: HttpRequest, post: Post, viewpoint: Viewpoint, stamps: Stamps) -> dict[str, Any]:
    """The post, its thread and what stands beside them, for one reader."""
    part = thread(post, viewpoint, request.GET, stamps)
    also, chips = also_about(post, viewpoint, stamps), kept_ties(post, stamps).chips(post, viewpoint)
    return {
        "post": post,
        "horizon": viewpoint.horizon(post.show_id),
        "also": also,
        "rules": rules_in_short(stamps) if also or chips else "",
        "pictures": pictures(post, viewpoint, stamps),
        "chips": chips,
        "may_edit": can_edit(request.user, post),
        "fresh": looked_at(request, part, stamps),
        **composers(part, request.user, viewpoint, request.GET.get("reply_to", "")),
    }
