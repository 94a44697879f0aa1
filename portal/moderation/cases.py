"""Opening a case: one open one a thing, with a snapshot, however many ask for it at once."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from portal.contributions.kinds import kind_of
from portal.contributions.models import Contribution
from portal.contributions.wording import words_of
from portal.lib.verdicts import Refused
from portal.moderation.models import Case
from portal.moderation.policies import ALREADY_DECIDED


def snapshot_of(contribution: Contribution) -> dict[str, Any]:
    """A contribution as it is now, as JSON: its words, also as they are drawn, its state, and what its kind adds."""
    return {
        "kind": contribution.kind,
        "public_id": contribution.public_id,
        "author": contribution.author.handle if contribution.author else "",
        "state": contribution.state,
        "effective_reveals": contribution.effective_reveals,
        "html": contribution.html,
        "excerpt": contribution.excerpt,
        **words_of(contribution),
        **kind_of(contribution).snapshot(contribution),
    }


def open_case(contribution: Contribution, origin: str, *, at: datetime, **more: Any) -> Case:
    """The open case of this origin, or a new one with a snapshot; a race for it has one winner.

    Args:
        contribution: what it is about.
        origin: a `Case.Origin`; reports, newcomers and photos share one case, edits have their own.
        at: now.
        more: further fields of a new case.
    """
    same = [Case.Origin.EDIT] if origin == Case.Origin.EDIT else "RNP"
    case, _created = Case.objects.get_or_create(
        contribution=contribution,
        state=Case.State.OPEN,
        origin__in=same,
        defaults={"origin": origin, "snapshot": snapshot_of(contribution), "opened_at": at, **more},
    )
    return case


def close(case: Case, *, at: datetime) -> None:
    """Close a case in the caller's transaction; of two who try at once one wins.

    Raises:
        Refused: with 409 to the other.
    """
    if not Case.objects.open().filter(pk=case.pk).update(state=Case.State.CLOSED, closed_at=at):
        raise Refused(ALREADY_DECIDED, 409)
    case.refresh_from_db()
