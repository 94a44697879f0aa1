"""Opening a case: one open one a thing, with a snapshot, however many ask for it at once."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from accounts.models import Member
from portal.contributions.kinds import kind_of
from portal.contributions.models import Contribution
from portal.contributions.wording import words_of
from portal.lib.verdicts import Refused
from portal.moderation.models import Case, Sanction
from portal.moderation.policies import ALREADY_DECIDED

SANCTIONS_KEPT = 20


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


def snapshot_of_member(member: Member) -> dict[str, Any]:
    """A member as they are now, as JSON: their name, since when, where they stand, and what restrained them."""
    sanctions = Sanction.objects.filter(member=member).order_by("-starts_at", "-pk")[:SANCTIONS_KEPT]
    return {
        "kind": "member",
        "author": member.handle,
        "joined_at": member.joined_at.isoformat(),
        "role": member.role,
        "trust": member.trust,
        "sanctions": [
            {
                "kind": one.name,
                "from": one.starts_at.isoformat(),
                "until": one.ends_at.isoformat() if one.ends_at else None,
                "ended": one.ended_at.isoformat() if one.ended_at else None,
            }
            for one in sanctions
        ],
    }


def snapshot(case_of: Contribution | Member | None) -> dict[str, Any]:
    """Of whichever a case is about; nothing of what has gone."""
    if case_of is None:
        return {}
    return snapshot_of_member(case_of) if isinstance(case_of, Member) else snapshot_of(case_of)


def open_case_about(member: Member, *, at: datetime) -> Case:
    """The open case about a member, or a new one; a race for it has one winner."""
    case, _created = Case.objects.get_or_create(
        member=member,
        state=Case.State.OPEN,
        origin=Case.Origin.REPORT,
        defaults={"snapshot": snapshot_of_member(member), "opened_at": at},
    )
    return case


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
