"""Who may react to what."""

from __future__ import annotations

from typing import Any

from django.utils.translation import gettext_lazy as _

from portal.contributions.models import Contribution
from portal.contributions.policies import can_contribute
from portal.lib.verdicts import YES, Verdict, no
from shows.spoilers import Viewpoint


def can_react(viewer: Any, thing: Contribution, viewpoint: Viewpoint) -> Verdict:
    """Anybody with a seat, to what others have published and is not veiled for them."""
    verdict = can_contribute(viewer)
    if not verdict:
        return verdict
    if thing.author_id == viewer.pk:
        return no(_("This is your own. How it feels is for others to say."), "own_work")
    if not thing.is_public:
        return no(_("Nobody can react to this now."), "not_published")
    if viewpoint.covers(thing):
        return no(_("This is under a veil. Lift it first."), "veiled")
    return YES
