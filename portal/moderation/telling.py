"""Who hears of a decision: its author with the reasons and the way to appeal, reporters with the outcome."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from portal.moderation.models import Appeal, Case, Decision
from portal.notifications.actions import tell

DECIDED, REPORT_ANSWERED, APPEAL_ANSWERED = (
    "moderation.decided",
    "moderation.report_answered",
    "moderation.appeal_answered",
)


def tell_author(decision: Decision, *, at: datetime) -> None:
    """The statement of reasons; by mail too, unless somebody's report came to nothing and nothing changed."""
    case = decision.case
    thing = case.contribution
    if thing is None or thing.author is None:
        return
    nothing_changed = case.origin == Case.Origin.REPORT and not decision.takes_away
    tell(
        thing.author,
        DECIDED,
        key=decision.public_id,
        contribution=thing,
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
                data=said_of(decision),
                at=at,
            )


def tell_appellant(appeal: Appeal, *, at: datetime) -> None:
    """The answer to an appeal, whichever it is, on the site and by mail."""
    decision = appeal.decision
    thing = decision.case.contribution
    if thing is None or thing.author is None:
        return
    data = said_of(decision) | {"upheld": appeal.state == Appeal.State.UPHELD}
    tell(thing.author, APPEAL_ANSWERED, key=decision.public_id, contribution=thing, data=data, at=at, mail=True)


def said_of(decision: Decision) -> dict[str, Any]:
    """What an alert says of a decision; no words of anybody."""
    return {
        "decision": decision.public_id,
        "verb": decision.verb,
        "veil_at": decision.veil_at,
        "origin": decision.case.origin,
    }
