"""Opening a case: one open one a thing, with a snapshot, however many ask for it at once."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from django.db.models import Count, Min

from accounts.models import Member
from portal.contributions.kinds import kind_of
from portal.contributions.models import Contribution
from portal.contributions.wording import words_of
from portal.lib.verdicts import Refused
from portal.moderation.models import Case, Ground, Report, Sanction
from portal.moderation.policies import ALREADY_DECIDED
from portal.moderation.stamps import desk_changed

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
    case, created = Case.objects.get_or_create(
        member=member,
        state=Case.State.OPEN,
        origin=Case.Origin.REPORT,
        defaults={"snapshot": snapshot_of_member(member), "language": member.language, "opened_at": at},
    )
    if created:
        desk_changed()
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
    case, created = Case.objects.get_or_create(
        contribution=contribution,
        state=Case.State.OPEN,
        origin__in=same,
        defaults={"origin": origin, "snapshot": snapshot_of(contribution), "opened_at": at}
        | found_by(contribution)
        | more,
    )
    if created:
        desk_changed()
    return case


def close(case: Case, *, at: datetime) -> None:
    """Close a case in the caller's transaction; of two who try at once one wins.

    Raises:
        Refused: with 409 to the other.
    """
    if not Case.objects.filter(pk=case.pk).shut(at):
        raise Refused(ALREADY_DECIDED, 409)
    case.refresh_from_db()
    desk_changed()


def found_by(case_of: Contribution | Member | None) -> dict[str, Any]:
    """What the queue is narrowed by, of whichever a case is about."""
    if isinstance(case_of, Contribution):
        return {"show_id": case_of.show_id, "language": case_of.language}
    return {"language": case_of.language if case_of else ""}


def count_reports(case: Case) -> None:
    """Bring what the queue says of an open case in line with its reports; call in the transaction that adds one."""
    rows = Report.objects.filter(case=case).values_list("rule", "rule__slug")
    named = list(rows.annotate(times=Count("pk"), first=Min("pk")).order_by("-times", "first"))
    case.report_count = sum(times for _pk, _slug, times, _first in named)
    case.leading_rule_id = named[0][0] if named else None
    Case.objects.filter(pk=case.pk).update(report_count=case.report_count, leading_rule=case.leading_rule_id)
    grounds = [
        Ground(case=case, rule=slug, show_id=case.show_id, opened_at=case.opened_at)
        for slug in dict.fromkeys(slug for _pk, slug, _times, _first in named)
    ]
    Ground.objects.bulk_create(grounds, ignore_conflicts=True)
    desk_changed()
