"""What waits for a moderator before anybody else sees it."""

from __future__ import annotations

from accounts.models import Member
from portal.contributions.models import Contribution
from portal.moderation.models import Decision
from portal.moderation.policies import published_by
from portal.moderation.trust import FIRST

PICTURES = ("photo",)


def must_wait(by: Member, *, kind: str) -> bool:
    """Whether something new of this member waits: a newcomer's first three, and any photo of theirs.

    Args:
        by: the author; those who keep the house never wait.
        kind: the kind of contribution, `"photo"` or another.
    """
    if not by.is_newcomer:
        return False
    return kind in PICTURES or published_by(by, most=FIRST) < FIRST


def edit_must_wait(by: Member) -> bool:
    """Whether an edit of something published waits while the approved version stays: a newcomer's does."""
    return by.is_newcomer


def veil_floor(contribution: Contribution) -> int:
    """The episode a moderator's veil demands at least, 0 for none: an edit by its author must not go below it."""
    veils = Decision.objects.filter(case__contribution=contribution, verb=Decision.Verb.VEIL, undone_by=None)
    return max((number or 0 for number in veils.values_list("veil_at", flat=True)), default=0)


def under_veil(contribution: Contribution, reveals: int | None) -> int | None:
    """What an edit may say it reveals: as its author says, but no less than a moderator's veil demands.

    Args:
        contribution: what is edited.
        reveals: an episode number, or None when its author calls it safe for everyone.
    """
    floor = veil_floor(contribution)
    return max(floor, reveals or 0) if floor else reveals
