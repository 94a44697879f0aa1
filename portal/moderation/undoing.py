"""Taking a decision back before anybody has been told of it."""

from __future__ import annotations

from datetime import datetime

from django.db import transaction

from accounts.models import Member
from portal.contributions.models import State
from portal.lib.verdicts import Refused
from portal.moderation import effects, trust
from portal.moderation.actions import judged
from portal.moderation.audit import keep
from portal.moderation.checks import demand
from portal.moderation.models import LEASE, Act, Case, Decision
from portal.moderation.policies import BACK_ALREADY, REPORTED_AGAIN, can_take_back, whom
from portal.moderation.reading import SHOW_AGAIN
from portal.moderation.sanctions import hold
from portal.outbox.actions import enqueue


@transaction.atomic
def take_back(decision: Decision, *, by: Member, at: datetime) -> Case:
    """Undo one's own decision wholly: the thing, its author and the case are as they were, and nobody hears of it.

    The row goes, because nothing came of it; the acts of the desk keep what it said.

    Raises:
        Refused: to others; with 409 once somebody has been told, or the same thing is before the desk again.
    """
    rows = Decision.objects.select_for_update(of=("self",)).select_related("case", "rule")
    held: Decision | None = rows.filter(pk=decision.pk).first()
    if held is None:
        raise Refused(BACK_ALREADY, 409)
    demand(can_take_back(by, held, at=at))
    case = held.case
    if come_again(case):
        raise Refused(REPORTED_AGAIN, 409)
    thing = judged(case)
    if thing is not None:
        effects.take_back(held, thing, at=at)
    member = whom(case)
    trust.put_back(held, member)
    keep(Act.Verb.UNDO, by=by, case=case, at=at, verb=held.verb, reason=held.reason, decision=held.public_id)
    sanctioned = hasattr(held, "sanction")
    held.delete()
    if member is not None and sanctioned:
        hold(member, at=at)
    reopen(case, by=by, at=at)
    if thing is not None and thing.state == State.HIDDEN:
        hide_on(case)
    return case


def reopen(case: Case, *, by: Member, at: datetime) -> None:
    """The case waits again, in the hands of who decided it."""
    changes = {"state": Case.State.OPEN, "closed_at": None, "claimed_by": by, "claimed_until": at + LEASE}
    Case.objects.filter(pk=case.pk).update(**changes)
    case.refresh_from_db()


def hide_on(case: Case) -> None:
    """What was hidden for this case stays so for another lease."""
    enqueue(SHOW_AGAIN, {"case_id": case.pk}, key=str(case.pk), delay=LEASE)


def come_again(case: Case) -> bool:
    """Whether another case about the same is open by now, so that this one cannot be opened again."""
    same = (Case.Origin.EDIT,) if case.origin == Case.Origin.EDIT else ("R", "N", "P")
    others = Case.objects.open().filter(contribution=case.contribution_id, member=case.member_id, origin__in=same)
    return others.exclude(pk=case.pk).exists()
