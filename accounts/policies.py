"""Who may go."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

from accounts.models import Member, Role
from portal.lib.verdicts import YES, Verdict, no


def can_leave(viewer: Member) -> Verdict:
    """Everybody, but the last operator: somebody has to hold the keys."""
    if viewer.role < Role.OPERATOR:
        return YES
    if Member.objects.filter(role=Role.OPERATOR, is_active=True).exclude(pk=viewer.pk).exists():
        return YES
    return no(_("You are the last operator. Make somebody else one first."), "last_operator")
