"""Taking a decision back before anybody has been told of it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.db import transaction

from accounts.models import Member
from portal.contributions.models import State
from portal.lib.verdicts import Refused, require
from portal.moderation import effects, trust
from portal.moderation.actions import judged
from portal.moderation.audit import keep
from portal.moderation.cases import count_reports
from portal.moderation.checks import demand
from portal.moderation.models import LEASE, Act, Appeal, Case, Decision
from portal.moderation.pictures import put_up
from portal.moderation.policies import (
    BACK_ALREADY,
    REPORTED_AGAIN,
    can_see_desk,
    can_take_answer_back,
    can_take_back,
    whom,
)
from portal.moderation.reading import SHOW_AGAIN
from portal.moderation.restoring import comes_again, reopened, take_away_again
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
    put_up(held, member)
    keep(Act.Verb.UNDO, by=by, case=case, at=at, verb=held.verb, reason=held.reason, decision=held.public_id)
    sanctioned = hasattr(held, "sanction")
    held.delete()
    if member is not None and sanctioned:
        hold(member, at=at)
    reopen(case, by=by, at=at)
    if thing is not None and thing.state == State.HIDDEN:
        hide_on(case)
    return case


@dataclass(frozen=True)
class Back:
    """What became of one decision of many that were to be taken back.

    Args:
        case: its case.
        why: the sentence that leaves it as it is; empty where it is taken back.
    """

    case: Case
    why: Any = ""


@transaction.atomic
def take_all_back(batch: str, *, by: Member, at: datetime) -> list[Back]:
    """Undo one's own decisions that were made alike, each like `take_back`; others are left, each with its sentence.

    Raises:
        Refused: to those who do not moderate; where there is none of this name, as when they are back already.
    """
    require(can_see_desk(by))
    made = list(Decision.objects.filter(batch=batch, by=by).exclude(batch="").select_related("case").order_by("-pk"))
    if not made:
        raise Refused(BACK_ALREADY, 409)
    return [one_back(decision, by=by, at=at) for decision in made]


def one_back(decision: Decision, *, by: Member, at: datetime) -> Back:
    """One of them."""
    try:
        with transaction.atomic():
            return Back(take_back(decision, by=by, at=at))
    except Refused as refusal:
        return Back(decision.case, refusal.verdict.reason)


@transaction.atomic
def take_answer_back(said: Appeal, *, by: Member, at: datetime) -> Case:
    """Undo one's own answer to an appeal wholly: it waits again, and what it had put back is as the decision left it.

    Raises:
        Refused: to others; with 409 once its author has been told, or the same thing is before the desk again.
    """
    rows = Appeal.objects.select_for_update(of=("self",)).select_related("case", "decision__case", "decision__rule")
    held: Appeal | None = rows.filter(pk=said.pk).first()
    if held is None:
        raise Refused(BACK_ALREADY, 409)
    demand(can_take_answer_back(by, held, at=at))
    case, upheld = held.case, held.state == Appeal.State.UPHELD
    if upheld and comes_again(case):
        raise Refused(REPORTED_AGAIN, 409)
    if upheld:
        take_away_again(held, judged(case), at=at)
    keep(Act.Verb.UNDO, by=by, case=case, at=at, upheld=upheld, answer=held.answer, decision=held.decision.public_id)
    reopened(held)
    reopen(case, by=by, at=at)
    return case


def reopen(case: Case, *, by: Member, at: datetime) -> None:
    """The case waits again, in the hands of who decided it."""
    changes = {"state": Case.State.OPEN, "closed_at": None, "claimed_by": by, "claimed_until": at + LEASE}
    Case.objects.filter(pk=case.pk).update(**changes)
    case.refresh_from_db()
    count_reports(case)


def hide_on(case: Case) -> None:
    """What was hidden for this case stays so for another lease."""
    enqueue(SHOW_AGAIN, {"case_id": case.pk}, key=str(case.pk), delay=LEASE)


def come_again(case: Case) -> bool:
    """Whether another case about the same is open by now, so that this one cannot be opened again."""
    same = (Case.Origin.EDIT,) if case.origin == Case.Origin.EDIT else ("R", "N", "P")
    others = Case.objects.open().filter(contribution=case.contribution_id, member=case.member_id, origin__in=same)
    return others.exclude(pk=case.pk).exists()
