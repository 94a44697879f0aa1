"""What templates may say about a contribution the reader may read. `{% load gate %}`."""

from typing import Any

from django import template
from django.template import Context
from django.utils.safestring import SafeString

from portal.contributions.kinds import kind_of
from portal.contributions.models import Contribution

register = template.Library()


@register.simple_tag(takes_context=True)
def segments(context: Context, thing: Contribution) -> SafeString:
    """The rendered words of something, without the segments that reveal more than the reader knows.

    Nothing at all for what ought to be veiled: a template that forgot to ask shows a gap, not a secret.
    """
    viewpoint = context["viewpoint"]
    return SafeString("" if viewpoint.covers(thing) else viewpoint.segments(thing))


@register.simple_tag
def address(thing: Contribution) -> str:
    """The page of something the reader may read."""
    return kind_of(thing).url(thing)


@register.simple_tag(takes_context=True)
def has_lifted(context: Context, thing: Any) -> bool:
    """Whether the reader sees this only because they lifted its veil."""
    return bool(context["viewpoint"].has_lifted(thing))
