"""Who may go, and who says what a member may do."""

from __future__ import annotations

from typing import Any

from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from accounts.models import FOREVER, Member, Role
from portal.lib.verdicts import JOIN_FIRST, YES, Verdict, no

SECOND_STEP_FIRST = no(
    _("Moderators and operators sign in with a second step. Set one up, and this opens."), "second_step_first"
)


def has_role_in_hand(viewer: Any) -> Verdict:
    """Everybody but moderators and operators whose role rests until they have set up a second step."""
    return SECOND_STEP_FIRST if getattr(viewer, "role_rests", False) else YES


def why_not(viewer: Any, usual: Verdict) -> Verdict:
    """Why somebody may not do what takes a role: because theirs rests, else for the usual reason."""
    return usual if has_role_in_hand(viewer) else SECOND_STEP_FIRST


def can_leave(viewer: Member) -> Verdict:
    """Everybody, but the last operator: somebody has to hold the keys."""
    if viewer.role < Role.OPERATOR:
        return YES
    if Member.objects.filter(role=Role.OPERATOR, is_active=True).exclude(pk=viewer.pk).exists():
        return YES
    return no(_("You are the last operator. Make somebody else one first."), "last_operator")


def can_place(viewer: Member, member: Member, *, role: int, may_sign_in: bool) -> Verdict:
    """Operators; but somebody has to keep the keys."""
    if viewer.role < Role.OPERATOR:
        return no(_("Only operators give roles."), "not_an_operator")
    stays = role >= Role.OPERATOR and may_sign_in
    if stays or Member.objects.filter(role=Role.OPERATOR, is_active=True).exclude(pk=member.pk).exists():
        return YES
    return no(_("This is the last operator. Make somebody else one first."), "last_operator")


def can_keep_away(viewer: Any, member: Member) -> Verdict:
    """Anybody with a seat, anybody but themselves; moderators too can be blocked as people, and still do their work."""
    if not viewer.is_authenticated:
        return JOIN_FIRST
    if viewer.pk == member.pk:
        return no(_("You cannot block or mute yourself."), "yourself")
    return YES


def can_say_age(viewer: Member) -> Verdict:
    """Operators, who have been shown; nobody makes themselves older."""
    return YES if viewer.role >= Role.OPERATOR else no(_("Only operators change this."), "not_an_operator")


def can_drop_factors(viewer: Member) -> Verdict:
    """Operators, for somebody who has lost theirs and asked for help."""
    return YES if viewer.role >= Role.OPERATOR else no(_("Only operators take a second step off."), "not_an_operator")


def may_write(member: Any) -> Verdict:
    """Everybody but those who are muted; a refusal names the end and the page with the reason."""
    if not member.is_muted:
        return YES
    see = f"/decisions/{member.muted_for}/"
    reason = gettext("You may read here, but not write, until %(moment)s. Why, and how to appeal: %(page)s")
    return no(reason % {"moment": moment_of(member.muted_until), "page": see}, "muted", see=see)


def may_enter(member: Any) -> Verdict:
    """Everybody but those who are suspended; a refusal names the end."""
    if not member.is_suspended:
        return YES
    if member.suspended_until == FOREVER:
        return no(gettext("You may not sign in here any more."), "suspended")
    reason = gettext("You may not sign in until %(moment)s.")
    return no(reason % {"moment": moment_of(member.suspended_until)}, "suspended")


def moment_of(moment: Any) -> str:
    """A moment in words, in the house's time."""
    return date_format(timezone.localtime(moment), "j F Y, H:i")
