"""Reactions in templates, of things that have passed the gate."""

from __future__ import annotations

from typing import Any

from django import template
from django.template.context import RequestContext
from django.utils.safestring import SafeString
from django.utils.translation import get_language

from portal.contributions.marks import marks_on
from portal.lib.csrf import token_of
from portal.lib.moulds import cast
from portal.lib.text import grouped
from portal.reactions import drawing

register = template.Library()


@register.simple_tag(takes_context=True)
def feelings(context: RequestContext, thing: Any, report: bool = False, apart: bool = False) -> SafeString:
    """The chips below a post or photo."""
    viewpoint = context["viewpoint"].itself
    marks = context["marks"] if "marks" in context else marks_on([thing], viewpoint)
    return drawing.bar(thing, viewpoint, marks, report=report, apart=apart)


@register.simple_tag
def felt_on_card(entry: Any, url: str) -> SafeString:
    """How many feel anything about what a card shows, with the feelings most have; nothing for nobody."""
    counts = entry.feelings
    if not any(counts):
        return SafeString("")
    total = sum(counts)
    values = {"url": url, "total": grouped(total), "label": drawing.all_in_words(total, get_language())}
    return cast("reactions/_discs.html", {"discs": tuple(drawing.discs(counts))}, values)


@register.simple_tag(takes_context=True)
def marks_form(context: RequestContext, thing: Any = None) -> SafeString:
    """The one form of a page, about `thing` where there is one, that all its buttons to react and to keep belong to; a
    guest has none."""
    request = context["request"]
    if not request.user.is_authenticated:
        return SafeString("")
    here = context.get("back") or request.get_full_path()
    values = {"here": here, "csrf_token": token_of(request), "public_id": thing.public_id if thing else ""}
    return cast("contributions/_marks_form.html", {"about": thing is not None}, values)
