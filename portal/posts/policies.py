"""Who may keep drafts, and what is said where one is not kept."""

from __future__ import annotations

from typing import Any

from django.utils.translation import gettext_lazy as _

from portal.contributions.policies import has_seat
from portal.lib.verdicts import YES, Verdict, no

MOST_DRAFTS = 50
NEWER = _("There is a newer version of this draft, from another device or tab. It was not written over.")
POSTED = _("This has been posted already.")
TOO_MANY = _("You keep fifty drafts already. Post or discard one, then save this one again.")


def can_draft(viewer: Any) -> Verdict:
    """Anybody with a seat, muted or not: nobody else reads it."""
    return has_seat(viewer)


def can_begin_draft(held: int) -> Verdict:
    """Whoever keeps fewer than fifty; none is dropped to make room."""
    return YES if held < MOST_DRAFTS else no(TOO_MANY, "too_many_drafts")
