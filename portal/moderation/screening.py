"""What waits for a moderator before anybody else sees it."""

from __future__ import annotations

from accounts.models import Member, Role, Trust
from portal.contributions.models import Contribution, State

FIRST = 3
PICTURES = ("photo",)


def must_wait(by: Member, *, kind: str) -> bool:
    """Whether something new of this member waits: a newcomer's first three, and any photo of theirs.

    Args:
        by: the author; those who keep the house never wait.
        kind: the kind of contribution, `"photo"` or another.
    """
    if by.trust != Trust.NEW or by.role > Role.FAN:
        return False
    return kind in PICTURES or published_by(by) < FIRST


def edit_must_wait(by: Member) -> bool:
    """Whether an edit of something published waits while the approved version stays: a newcomer's does."""
    return by.trust == Trust.NEW and by.role == Role.FAN


def published_by(author: Member) -> int:
    """How many of a member's contributions are up, as far as the first three matter."""
    return Contribution.objects.filter(author=author, state=State.PUBLISHED)[:FIRST].count()
