"""What templates ask of a contribution that has passed the gate."""

from __future__ import annotations

from typing import Any

from django import template
from django.template.context import RequestContext
from django.urls import reverse
from django.utils.safestring import SafeString

from portal.contributions.covers import drawn
from portal.contributions.kinds import kind_of

register = template.Library()


@register.filter
def card(entry: Any) -> str:
    """The template that draws it in a feed."""
    return kind_of(entry).card


@register.filter
def address(entry: Any) -> str:
    """Its page."""
    return kind_of(entry).url(entry)


@register.simple_tag(takes_context=True)
def segments(context: RequestContext, entry: Any) -> SafeString:
    """The stored HTML, with a button for what lies past the reader's horizon; sanitised when it was written.

    Nothing at all for what ought to be veiled: a template that forgot to ask shows a gap, not a secret.
    """
    viewpoint = context["viewpoint"]
    return SafeString("") if viewpoint.covers(entry) else drawn(entry, viewpoint, context["request"].get_full_path())


@register.simple_tag(takes_context=True)
def thread_feed(context: RequestContext, entry: Any) -> str:
    """The feed of its thread; empty where there is none, because not everybody may read it."""
    clock = context["viewpoint"].clocks.get(entry.show_id)
    public = clock.public if clock is not None else 0
    open_to_all = entry.is_public and entry.effective_reveals <= public
    return reverse("feed_thread", args=[entry.public_id]) if open_to_all else ""


@register.simple_tag(takes_context=True)
def is_lifted(context: RequestContext, entry: Any) -> bool:
    """Whether the reader sees it only because they lifted its veil."""
    return bool(context["viewpoint"].has_lifted(entry))
