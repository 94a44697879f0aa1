"""The button by which a page is followed."""

from __future__ import annotations

from typing import Any

from django import template
from django.template.context import Context
from django.utils.safestring import SafeString

from portal.lib.addresses import path_of
from portal.lib.moulds import cast
from portal.notifications.following import follows
from portal.notifications.targets import way_to_follow

register = template.Library()


@register.inclusion_tag("notifications/_follow.html", takes_context=True)
def follow_button(context: Context, target: Any) -> dict[str, Any]:
    """Follow, or follow no more; guests are led to the door. Nothing on one's own page.

    Args:
        target: a show, a character, a person or a member.
    """
    signed_in = context.get("signed_in")
    return {
        "url": way_to_follow(target),
        "following": signed_in and follows(context["viewpoint"], target),
        "is_me": signed_in and getattr(target, "handle", "") == signed_in.handle,
        "signed_in": signed_in,
        "csrf_token": context.get("csrf_token"),
        "request": context.get("request"),
    }


@register.simple_tag(takes_context=True)
def follow_thread(context: Context, thread: Any) -> SafeString:
    """The ways to follow a thread and to mute it, in few bytes; none for guests."""
    if not context.get("signed_in"):
        return SafeString("")
    ways = {"url": way_to_follow(thread), "mute": path_of("notifications:mute", thread.public_id)}
    return cast("notifications/_follow_thread.html", {"following": follows(context["viewpoint"], thread)}, ways)
