"""Imposing a sanction and ending it; what it keeps somebody from stands in columns of their seat."""

from __future__ import annotations

from datetime import datetime, timedelta

from accounts.actions import restrain
from accounts.models import FOREVER, Member
from portal.moderation.models import Decision, Sanction

Kind = Sanction.Kind
KINDS = {"warn": Kind.WARN, "mute": Kind.MUTE, "suspend": Kind.SUSPEND}


def impose(decision: Decision, member: Member, kind: str, *, days: int | None, at: datetime) -> Sanction:
    """Write a sanction down and let it hold; call in the transaction of its decision.

    Args:
        decision: why.
        member: whom.
        kind: a key of `KINDS`.
        days: how long; None for a warning, and for a suspension without end.
        at: now.
    """
    ends_at = at + timedelta(days=days) if days and kind != "warn" else None
    made: Sanction = Sanction.objects.create(
        member=member, kind=KINDS[kind], decision=decision, starts_at=at, ends_at=ends_at
    )
    hold(member, at=at)
    return made


def end(sanction: Sanction, *, by: Member | None, at: datetime) -> None:
    """End one before its time; others of the same member go on."""
    if Sanction.objects.filter(pk=sanction.pk, ended_at=None).update(ended_at=at, ended_by=by):
        sanction.refresh_from_db(fields=["ended_at", "ended_by"])
    hold(sanction.member, at=at)


def hold(member: Member, *, at: datetime) -> None:
    """Bring the columns of a seat in line with the sanctions in force: of each kind the one that ends last."""
    rows = Sanction.objects.in_force(at).filter(member=member).select_related("decision")
    last: dict[str, tuple[datetime, str]] = {}
    for row in rows.order_by("pk"):
        until = (row.ends_at or FOREVER, row.decision.public_id)
        last[row.kind] = max(last.get(row.kind, until), until)
    muted_until, muted_for = last.get(Kind.MUTE, (None, ""))
    suspended_until, suspended_for = last.get(Kind.SUSPEND, (None, ""))
    restrain(
        member,
        muted_until=muted_until,
        muted_for=muted_for,
        suspended_until=suspended_until,
        suspended_for=suspended_for,
    )
