"""One decision for many cases: each gets its own row, its own reason in its author's language, and its own appeal.

The preview is the doing itself, rolled back, so that it tells exactly what would happen.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _

from accounts.models import Member
from portal.lib.ids import public_id
from portal.lib.verdicts import Invalid, Refused, require
from portal.moderation.actions import decide
from portal.moderation.checks import verbs_for
from portal.moderation.models import Case, Decision, Rule
from portal.moderation.policies import can_see_desk
from portal.moderation.queries import cases
from portal.moderation.reasons import fitting, language_of

MOST = 50


@dataclass(frozen=True)
class Outcome:
    """What became, or would become, of one case.

    Args:
        case: with what the desk shows of it.
        decision: what was decided; None where it is left out.
        why: the sentence that leaves it out.
        reason: the words its author reads.
    """

    case: Case
    decision: Decision | None
    why: Any = ""
    reason: str = ""


def decide_all(
    numbers: Iterable[int],
    *,
    verb: str,
    reason: str,
    by: Member,
    at: datetime,
    rule: Rule | None = None,
    veil_at: int | None = None,
    preview: bool = False,
) -> list[Outcome]:
    """Decide many cases alike; those that cannot be are left out, each with its sentence, and the others are done.

    Args:
        numbers: of the cases; the first fifty count.
        verb, reason, rule, veil_at, by, at: as for `actions.decide`; a reason left empty is the rule's own.
        preview: do nothing, and tell what would happen.

    Raises:
        Refused: to those who do not moderate.
    """
    require(can_see_desk(by))
    batch = public_id()
    with transaction.atomic():
        asked = list(dict.fromkeys(numbers))[:MOST]
        found = cases().in_bulk(asked)
        outcomes = [
            one(found[pk], verb=verb, rule=rule, reason=reason, by=by, at=at, veil_at=veil_at, batch=batch)
            for pk in asked
            if pk in found
        ]
        if preview:
            transaction.set_rollback(True)
    return outcomes


def one(case: Case, *, verb: str, rule: Rule | None, reason: str, by: Member, at: datetime, **more: Any) -> Outcome:
    """One of them, decided or left out."""
    if verb not in verbs_for(case):
        return Outcome(case, None, _("That does not fit this case."))
    words = fitting(reason, verb=verb, rule=rule, language=language_of(case))
    try:
        with transaction.atomic():
            made = decide(case, verb=verb, rule=rule, reason=words, by=by, at=at, **more)
    except Refused as refusal:
        return Outcome(case, None, refusal.verdict.reason)
    except Invalid as wrong:
        return Outcome(case, None, wrong.message)
    return Outcome(case, made, reason=words)
