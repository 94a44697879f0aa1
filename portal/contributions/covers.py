"""What one reader meets of covered words within a text: a button that opens them, the words, or nothing."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from django.template.loader import render_to_string
from django.utils.safestring import SafeString

from portal.lib.covered import left_out
from portal.lib.markup import NEVER
from shows.spoilers import Gated, Viewpoint


@dataclass(frozen=True)
class Cover:
    """One cover as a reader meets it: still there, or lifted by them."""

    part: str
    reveals: int
    lifted: bool


def covers_in(thing: Gated, viewpoint: Viewpoint) -> list[Cover]:
    """The covers within something that are there for a reader or were lifted by them, in order."""
    found = [_cover(thing, reveals, part[0], viewpoint) for reveals, _html, *part in thing.html if part]
    return [cover for cover in found if cover is not None]


def _cover(thing: Gated, reveals: int, part: str, viewpoint: Viewpoint) -> Cover | None:
    if viewpoint.opens(thing, reveals):
        return None
    return Cover(part, reveals, viewpoint.lifts(thing.public_id, reveals, part))


def drawn(thing: Gated, viewpoint: Viewpoint, here: str = "") -> SafeString:
    """The stored HTML of something the reader may read, with a button in the place of what is covered.

    Args:
        thing: what passed the gate.
        viewpoint: the reader's.
        here: where lifting leads back to; empty for the thing's own page.
    """
    covers = {cover.part: cover for cover in covers_in(thing, viewpoint)}
    if not covers:
        return SafeString(viewpoint.segments(thing))
    form = {"public_id": thing.public_id, "here": here}
    html = "".join(_segment(thing, segment, covers, viewpoint) for segment in thing.html)
    return SafeString(html + render_to_string("contributions/_covers_form.html", form))


def _segment(thing: Gated, segment: Any, covers: dict[str, Cover], viewpoint: Viewpoint) -> str:
    reveals, html, *part = segment
    cover = covers.get(part[0]) if part else None
    if cover is None:
        return str(html) if viewpoint.opens(thing, reveals) else ""
    names = {"cover": cover, "public_id": thing.public_id, "named": thing.show_id is not None}
    return render_to_string("contributions/_cover.html", names | {"words": SafeString(html) if cover.lifted else ""})


def body_for(thing: Any, viewpoint: Viewpoint) -> str:
    """The Markdown of something the reader may read, without the covered words of episodes they do not know."""
    return without_secrets(thing.body, thing, viewpoint)


def without_secrets(body: str, thing: Gated, viewpoint: Viewpoint) -> str:
    """The same for other words of the same thing, such as those it once had."""
    if "||" not in body:
        return body
    return left_out(body, lambda reveals: viewpoint.opens(thing, reveals or NEVER))
