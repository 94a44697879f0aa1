"""What templates ask of a contribution that has passed the gate."""

from __future__ import annotations

from typing import Any

from django import template
from django.template.context import Context, RequestContext
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _

from portal.contributions.covers import drawn
from portal.contributions.kinds import kind_of
from portal.contributions.visits import has_grown
from portal.lib.addresses import path_of
from portal.lib.moulds import cast
from portal.lib.templatetags.adda import fan
from shows.spoilers import Viewpoint

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
def byline(context: Context, thing: Any) -> SafeString:
    """Who wrote what the reader may read, with their face."""
    writer = thing.author if thing.author_id else None
    face = fan(writer, getattr(context.get("viewpoint"), "member_id", None), "small")
    values = {"face": face, "handle": writer.handle if writer else ""}
    return cast("contributions/_byline.html", {"signed": writer is not None}, values)


@register.filter
def grown(entry: Any, viewpoint: Viewpoint) -> bool:
    """Whether more was said below it since the reader was there."""
    return has_grown(entry, viewpoint)


@register.simple_tag(takes_context=True)
def segments(context: RequestContext, entry: Any) -> SafeString:
    """The stored HTML, with a button for what lies past the reader's horizon; sanitised when it was written.

    Nothing at all for what ought to be veiled: a template that forgot to ask shows a gap, not a secret.
    """
    viewpoint = context["viewpoint"]
    return SafeString("") if viewpoint.covers(entry) else drawn(entry, viewpoint, context["request"].get_full_path())


@register.simple_tag(takes_context=True)
def thread_feed(context: RequestContext, entry: Any) -> str:
    """The feed of its thread; empty where there is none, because not everybody may read it, or this reader less."""
    clock = context["viewpoint"].clocks.get(entry.show_id)
    public = clock.public if clock is not None else 0
    open_to_all = entry.is_public and entry.effective_reveals <= public
    if open_to_all and entry.show_id is None:  # only a show has secrets
        return path_of("feed_thread", entry.public_id)
    return public_feed(context, "feed_thread", entry.public_id, show=entry.show_id) if open_to_all else ""


@register.simple_tag(takes_context=True)
def public_feed(context: Context, name: str, *args: str, show: int | None = None) -> str:
    """The address of a feed that is the same for everybody; empty for a reader who stands before the public horizon of
    its show, or of any where it is of all: there it would tell what the page does not."""
    viewpoint = context.get("viewpoint")
    return "" if viewpoint is None or viewpoint.stands_back(show) else path_of(name, *args)


@register.simple_tag(takes_context=True)
def feed_link(context: Context, name: str, *args: str, show: int | None = None) -> SafeString:
    """A link to `public_feed`; where that is none, to a member's own feeds, and nothing for guests."""
    address = public_feed(context, name, *args, show=show)
    if address:
        return format_html('<a href="{}">{}</a>', address, _("Feed"))
    if context.get("signed_in"):
        return format_html('<a href="{}">{}</a>', path_of("own_feeds"), _("Your own feeds"))
    return SafeString("")


@register.simple_tag(takes_context=True)
def is_lifted(context: RequestContext, entry: Any) -> bool:
    """Whether the reader sees it only because they lifted its veil."""
    return bool(context["viewpoint"].has_lifted(entry))
