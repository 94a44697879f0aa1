"""What a decision does: to the thing, to its author, to their trust; and when it is told."""

from __future__ import annotations

from datetime import datetime

from django.conf import settings
from django.utils.translation import gettext_lazy as _

from accounts.models import Member
from portal.contributions.models import Contribution, State
from portal.lib.verdicts import Invalid, require
from portal.moderation.audit import keep
from portal.moderation.checks import check_sanction
from portal.moderation.effects import apply
from portal.moderation.models import Act, Appeal, Case, Decision
from portal.moderation.pictures import take_down
from portal.moderation.policies import can_sanction, whom
from portal.moderation.reasons import language_of
from portal.moderation.sanctions import impose
from portal.moderation.telling import TELL, TELL_ANSWER, tell_all, tell_answer
from portal.moderation.trust import counts_against, fall, grow
from portal.outbox.actions import enqueue


def allow_sanction(case: Case, verb: str, kind: str, *, by: Member, days: int | None, reason: str) -> None:
    """Whether somebody may impose this on the one a case is about.

    Raises:
        Refused: over an equal or somebody higher, and on a fan who has left.
        Invalid: where it does not fit.
    """
    check_sanction(verb, kind, days=days, reason=reason, language=language_of(case))
    member = whom(case)
    if member is None:
        raise Invalid("sanction", _("Its author has left."), "left")
    require(can_sanction(by, member))


def carry_out(decision: Decision, thing: Contribution | None, kind: str, *, days: int | None, at: datetime) -> None:
    """Do what a decision says to the thing, to its author and to their trust, and have it told in time."""
    case, by = decision.case, decision.by
    if thing is not None:
        apply(decision, thing, at=at)
    member = whom(case)
    take_down(decision, member)
    if member is not None and kind:
        impose(decision, member, kind, days=days, at=at)
    if member is not None and (steps := trust_after(decision, member, at=at)):
        decision.before |= {"trust": steps}
        decision.save(update_fields=["before"])
    if by is not None:
        keep(Act.Verb.DECIDE, by=by, case=case, at=at, verb=decision.verb, decision=decision.public_id, sanction=kind)
    if settings.UNDO_SECONDS:
        enqueue(TELL, {"decision_id": decision.pk}, key=decision.public_id, delay=settings.UNDO_SECONDS)
    else:
        tell_all(decision, at=at)


def answer_in_time(said: Appeal, *, at: datetime) -> None:
    """Have the answer to an appeal told once it cannot be taken back any more."""
    if settings.UNDO_SECONDS:
        about = {"appeal_id": said.pk, "answered_at": at.isoformat()}
        enqueue(TELL_ANSWER, about, key=f"{said.pk}:{at.isoformat()}", delay=settings.UNDO_SECONDS)
    else:
        tell_answer(said, at=at)


def trust_after(decision: Decision, member: Member, *, at: datetime) -> list[int] | None:
    """Move the author's trust as a decision wants it; answers the step before and after where it moved."""
    if counts_against(decision):
        return fall(member)
    if decision.verb == Decision.Verb.LEAVE and decision.before.get("state") in (State.HELD, State.HIDDEN):
        return grow(member, at=at)
    return None
