"""Whom a text calls by name, and telling them."""

from __future__ import annotations

from accounts.handles import skeleton
from accounts.models import Member
from portal.contributions.models import Contribution
from portal.lib.mentions import called_in
from portal.notifications.actions import tell

MENTIONED = "contributions.mentioned"
MOST_TOLD = 10


def tell_the_called(thing: Contribution) -> None:
    """Each whom a published text calls hears of it once, at most ten; of what is called under a cover alone, once
    they have watched that far."""
    if not thing.is_public or thing.author is None:
        return
    called = _called(thing)
    for member in Member.objects.filter(skeleton__in=called, is_active=True):
        tell(
            member,
            MENTIONED,
            key=thing.public_id,
            contribution=thing,
            actor=thing.author,
            thread=thing.subject or thing,
            show=thing.show,
            reveals=called[member.skeleton],
            at=thing.edited_at or thing.created_at,
            mail=True,
        )


def _called(thing: Contribution) -> dict[str, int]:
    """The first ten, and the episode under whose cover the earliest of their names stands; 0 for none.

    Where there is no show nobody is past a cover, so nobody hears of what is under one.
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
