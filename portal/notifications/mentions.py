"""Whom a text calls by name."""

from __future__ import annotations

from accounts.handles import skeleton
from portal.contributions.models import Contribution
from portal.lib.mentions import called_in

MENTIONED = "contributions.mentioned"
MOST_TOLD = 10


def called(thing: Contribution) -> dict[str, int]:
    """The first ten, and the episode under whose cover the earliest of their names stands; 0 for none.

    They are named by what their names look like. Where there is no show nobody is past a cover, so nobody hears of
    what is under one.
    """
    found: dict[str, int] = {}
    for reveals, html, *_part in thing.html:
        if reveals and thing.show_id is None:
            continue
        for name in called_in(str(html)):
            look = skeleton(name)
            if look in found or len(found) < MOST_TOLD:
                found[look] = min(found.get(look, reveals), reveals)
    return found
