"""The hit there are most of, filled into a mould."""

from __future__ import annotations

from django import template
from django.template.context import Context
from django.utils.safestring import SafeString

from portal.contributions.templatetags.contributions import byline
from portal.lib.moulds import cast
from portal.lib.templatetags.adda import ago
from portal.pages.results import Hit

register = template.Library()


@register.simple_tag(takes_context=True)
def comment_hit(context: Context, hit: Hit) -> SafeString:
    """A comment that was found."""
    found = hit.found
    shape = {"shut": hit.shut, "shows": bool(found.show), "noted": bool(found.note), "tells": bool(hit.text)}
    values = {
        "byline": byline(context, found.thing),
        "age": ago(found.at),
        "label": hit.label,
        "show": found.show,
        "url": found.url,
        "note": found.note,
        "text": hit.text,
        "spelled": ", ".join(hit.spelled),
    }
    more = {"respelled": bool(hit.spelled), "lang": found.lang}
    return cast("pages/search/_comment.html", {**shape, **more}, values)
