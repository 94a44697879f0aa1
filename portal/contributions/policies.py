"""Who may do what with something people submitted."""

from __future__ import annotations

from typing import Any

from django.utils.translation import gettext_lazy as _

from accounts.policies import may_write
from portal.contributions.models import Contribution, State
from portal.lib.text import grouped
from portal.lib.verdicts import JOIN_FIRST, YES, Verdict, no

RAISED = "veil_raised"
MOST_DRAFTS = 50
MOVED_MEANWHILE = no(_("This has changed meanwhile. Load it again and look."), "changed_meanwhile")
NEWER = _("There is a newer version of this draft, from another device or tab. It was not written over.")
POSTED = _("This has been posted already.")
TOO_MANY = _("You keep fifty drafts already. Post or discard one, then save this one again.")


def has_seat(viewer: Any) -> Verdict:
    """Anybody with a seat, muted or not."""
    return YES if viewer.is_authenticated else JOIN_FIRST


def can_draft(viewer: Any) -> Verdict:
    """Anybody with a seat, muted or not: nobody else reads it."""
    return has_seat(viewer)


def can_begin_draft(held: int) -> Verdict:
    """Whoever keeps fewer than fifty of a sort; none is dropped to make room."""
    return YES if held < MOST_DRAFTS else no(TOO_MANY, "too_many_drafts")


def can_contribute(viewer: Any) -> Verdict:
    """Anybody with a seat who is not muted."""
    if not viewer.is_authenticated:
        return JOIN_FIRST
    return may_write(viewer)


def can_edit(viewer: Any, contribution: Contribution) -> Verdict:
    """The author, while it has not been taken away and they are not muted."""
    if not (mine := can_withdraw(viewer, contribution)):
        return mine
    return may_write(viewer)


def can_withdraw(viewer: Any, contribution: Contribution) -> Verdict:
    """The author, while it has not been taken away; somebody who is muted too."""
    if not viewer.is_authenticated:
        return JOIN_FIRST
    if contribution.author_id != viewer.pk:
        return no(_("Only the one who wrote this can change it."), "not_the_author")
    if contribution.state in (State.REMOVED, State.HIDDEN):
        return no(_("A moderator has taken this down. You can appeal, not edit."), "taken_down")
    if contribution.state == State.WITHDRAWN:
        return no(_("You have withdrawn this."), "withdrawn")
    return YES


def can_keep(viewer: Any, contribution: Contribution) -> Verdict:
    """Anybody with a seat, for anything that is published; veiled or not, for a bookmark tells nothing."""
    verdict = has_seat(viewer)
    if verdict and contribution.state != State.PUBLISHED:
        return no(_("Nobody can keep this now."), "not_published")
    return verdict


def can_lift(viewer: Any, contribution: Contribution, *, seen: int, part: str = "") -> Verdict:
    """Anybody, for anything that is published and names no later episode than the veil the reader saw.

    `part` is the name of one cover within it; one that is there no more has been written over.
    """
    reveals = revealed_by(contribution, part)
    if contribution.state != State.PUBLISHED or reveals is None:
        return no(_("There is nothing to open here."), "not_published")
    if reveals > seen:
        reason = _("It names a later episode now: Ep %(number)s. It is still covered.")
        return no(reason % {"number": grouped(reveals)}, RAISED)
    return YES


def revealed_by(contribution: Contribution, part: str = "") -> int | None:
    """The episode that the whole of something reveals, or one cover within it; None where there is no such cover."""
    if not part:
        return contribution.effective_reveals
    return next((reveals for reveals, _html, *name in contribution.html if name == [part]), None)
