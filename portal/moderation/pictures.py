"""Taking down the picture of a member by a decision, and putting it up again where that is undone."""

from __future__ import annotations

from accounts.models import Member
from accounts.picturing import put_picture_up, take_picture_down
from portal.moderation.models import Case, Decision

PICTURE = Decision.Verb.PICTURE


def has_one_up(case: Case) -> bool:
    """Whether the member a case is about shows a picture."""
    return case.member is not None and bool(case.member.face.picture)


def take_down(decision: Decision, member: Member | None) -> None:
    """Do what the decision says, and write down which picture it was; call in its transaction."""
    if decision.verb == PICTURE and member is not None:
        picture = take_picture_down(member, decision=decision.public_id)
        decision.before |= {"picture": picture}
        decision.save(update_fields=["before"])


def put_up(decision: Decision, member: Member | None) -> None:
    """Undo it; what its member has done with it since stays."""
    if decision.verb == PICTURE and member is not None:
        put_picture_up(member, decision=decision.public_id)


def take_down_again(decision: Decision, member: Member | None) -> None:
    """Undo the undoing, where the same picture is still there."""
    if decision.verb != PICTURE or member is None:
        return
    member.refresh_from_db(fields=["picture"])
    if member.picture and member.picture == decision.before.get("picture"):
        take_picture_down(member, decision=decision.public_id)
