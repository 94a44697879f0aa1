"""Who hears of a decision: its author with the reasons and the way to appeal, reporters with the outcome."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from django.utils import timezone

from portal.moderation.models import ACTED, Appeal, Case, Decision
from portal.moderation.policies import whom
from portal.notifications.actions import tell

DECIDED, REPORT_ANSWERED, APPEAL_ANSWERED = (
    "moderation.decided",
    "moderation.report_answered",
    "moderation.appeal_answered",
)


TELL = "moderation.tell"
TELL_ANSWER = "moderation.tell_answer"


def tell_all(decision: Decision, *, at: datetime) -> None:
    """Everybody who hears of a decision, once; from then on it cannot be taken back. Call in a transaction."""
    if Decision.objects.filter(pk=decision.pk, told_at=None).update(told_at=at):
        decision.told_at = at
        tell_author(decision, at=at)
        tell_reporters(decision, at=at)


def tell_author(decision: Decision, *, at: datetime) -> None:
    """The statement of reasons; by mail too, unless somebody's report came to nothing and nothing changed."""
    case = decision.case
    about = whom(case)
    nothing_changed = case.origin == Case.Origin.REPORT and not decision.takes_away
    if about is None or (case.member_id is not None and nothing_changed):  # that somebody complained of them hurts
        return
    tell(
        about,
        DECIDED,
        key=decision.public_id,
        contribution=case.contribution,
        data=said_of(decision),
        at=at,
        mail=not nothing_changed,
    )


def tell_reporters(decision: Decision, *, at: datetime) -> None:
    """What came of it, on the site; no name, no reason: those are between the house and the author."""
    case = decision.case
    for report in case.reports.select_related("reporter"):
        if report.reporter is not None:
            tell(
                report.reporter,
                REPORT_ANSWERED,
                key=str(case.pk),
                contribution=case.contribution,
                data=told_to_reporters(decision),
                at=at,
            )


def tell_answer(said: Appeal, *, at: datetime) -> None:
    """The one who appealed, once; from then on the answer cannot be taken back. Call in a transaction."""
    if Appeal.objects.exclude(answered_at=None).filter(pk=said.pk, told_at=None).update(told_at=at):
        said.told_at = at
        Decision.objects.filter(undoes=said.decision_id).update(told_at=at)
        tell_appellant(said, at=at)


def tell_appellant(appeal: Appeal, *, at: datetime) -> None:
    """The answer to an appeal, whichever it is, on the site and by mail."""
    decision = appeal.decision
    about = whom(decision.case)
    if about is None:
        return
    data = said_of(decision) | {"upheld": appeal.state == Appeal.State.UPHELD}
    thing = decision.case.contribution
    tell(about, APPEAL_ANSWERED, key=decision.public_id, contribution=thing, data=data, at=at, mail=True)


def said_of(decision: Decision) -> dict[str, Any]:
    """What an alert says of a decision; no words of anybody."""
    return {
        "decision": decision.public_id,
        "verb": decision.verb,
        "veil_at": decision.veil_at,
        "origin": decision.case.origin,
        "member": decision.case.member.handle if decision.case.member else "",
        **sanction_of(decision),
    }


def told_to_reporters(decision: Decision) -> dict[str, Any]:
    """The same without what the author alone hears: which sanction it was."""
    data = {name: value for name, value in said_of(decision).items() if name not in ("sanction", "until")}
    return data | {"verb": ACTED} if decision.case.member_id is not None and decision.takes_away else data


def sanction_of(decision: Decision) -> dict[str, Any]:
    """The sanction that goes with a decision, for an alert; nothing where there is none."""
    sanction = getattr(decision, "sanction", None)
    if sanction is None:
        return {}
    day = timezone.localtime(sanction.ends_at).date().isoformat() if sanction.ends_at else ""
    return {"sanction": sanction.name, "until": day}
