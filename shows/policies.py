"""Who may edit the catalogue."""

from typing import Any

from django.utils.translation import gettext_lazy as _

from accounts.policies import why_not
from portal.lib.verdicts import YES, Verdict, no


def can_curate(viewer: Any, thing: object | None = None) -> Verdict:
    """Curators and those above them."""
    if getattr(viewer, "curates", False):
        return YES
    return why_not(viewer, no(_("Only curators edit the catalogue."), "not_a_curator"))
