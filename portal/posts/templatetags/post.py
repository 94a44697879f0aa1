"""The parts of a post's page that are drawn once for all who see them alike."""

from __future__ import annotations

from typing import Any

from django import template
from django.template.context import RequestContext
from django.template.loader import render_to_string
from django.utils.safestring import SafeString
from django.utils.translation import get_language

from portal.contributions.covers import drawn
from portal.lib.kept import kept
from portal.photos.models import Photo
from portal.posts.models import Post
from portal.posts.pictures import photos_in, photos_of, stands
from portal.posts.queries import area_of_post

register = template.Library()


@register.simple_tag(takes_context=True)
def breadcrumb(context: RequestContext) -> SafeString:
    """Where the post stands; the same for everybody who may read it."""
    return _for_all(context, "posts/_breadcrumb.html", {"post": context["post"]})


@register.simple_tag(takes_context=True)
def article(context: RequestContext) -> SafeString:
    """The post itself. Its author, who lifted it, and who finds it before the public does each get their own."""
    post, viewpoint = context["post"], context["viewpoint"]
    mine = post.author_id is not None and post.author_id == viewpoint.member_id
    lifted, covered = viewpoint.has_lifted(post), viewpoint.covers(post)
    # Nothing at all for what ought to be veiled: a page that forgot to ask shows a gap, not a secret.
    words = SafeString("") if covered else drawn(post, viewpoint)
    names = {"post": post, "words": words, "chips": [] if covered else context["chips"]}
    if mine or lifted or covered or context["may_edit"] or not post.is_public:
        names |= {"lifted": lifted, "may_edit": context["may_edit"]}
        return render_to_string("posts/_article.html", names, context["request"])
    return _for_all(context, "posts/_article.html", names)


@register.simple_tag(takes_context=True)
def thumb(context: RequestContext, entry: Any) -> Photo | None:
    """The first photo of a post in a feed, where this reader may see it and its pictures are made."""
    viewpoint, photo = context["viewpoint"], entry.post.cover
    if photo is None or not photo.is_ready or not stands(photo, viewpoint) or viewpoint.covers(photo):
        return None
    return photo  # type: ignore[no-any-return]


@register.simple_tag
def brought(entry: Any, words: Any) -> list[Photo]:
    """The photos of a post at the desk, in whatever state; those of an edit that waits, where there is one."""
    photos = photos_of(entry)
    return photos_in(entry, words["photos"], photos) if words and "photos" in words else photos


def _for_all(context: RequestContext, name: str, names: dict[str, Any]) -> SafeString:
    """A template that is given nothing of its reader, kept while the post is what it is."""
    post: Post = names["post"]
    key = (name, post.pk, names.get("words"), tuple(names.get("chips", ())), get_language())
    return kept(
        key, lambda: render_to_string(name, names), area_of_post(post.public_id), stamps=context["request"].stamps
    )
