"""The lines of the guide, a hundred a page: cast once for each shape and filled."""

from __future__ import annotations

from collections.abc import Hashable
from typing import Any

from django import template
from django.template.loader import render_to_string
from django.utils.safestring import SafeString

from portal.lib.moulds import cast
from portal.lib.text import grouped
from shows.guide import Line

register = template.Library()
TEMPLATE = "shows/_line.html"


@register.simple_tag
def guide_line(line: Line, guide: str) -> SafeString:
    """Draw a line of the guide with what stands before and after it; `guide` is the guide's address."""
    drawn = _gap(line) if line.missing else _row(line, guide)
    if line.leap:
        drawn = cast(TEMPLATE, {"kind": "leap"}, {"leap": line.leap}) + drawn
    if line.pause:
        drawn += SafeString(render_to_string("shows/_pause_line.html", {"pause": line.pause}))
    return drawn


def _row(line: Line, guide: str) -> SafeString:
    shape: dict[str, Hashable] = {
        "kind": "row", "here": line.here, "known": line.known, "aired": line.aired, "watched": line.watched,
        "unverified": line.unverified, "titled": bool(line.title), "dated": bool(line.day),
    }  # fmt: skip
    values: dict[str, Any] = {
        "id": line.first, "before": line.before, "number": grouped(line.first), "address": f"{guide}{line.first}/",
        "title": line.title, "day": line.day,
    }  # fmt: skip
    return cast(TEMPLATE, shape, values)


def _gap(line: Line) -> SafeString:
    shape: dict[str, Hashable] = {"kind": "gap", "here": line.here, "one": line.first == line.last}
    return cast(TEMPLATE, shape, {"id": line.last, "number": grouped(line.first), "last": grouped(line.last)})
