"""What readers do for themselves alone: lift veils, put them back, and keep what they want to find again."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime

from django.db import transaction

from accounts.models import Member
from accounts.seats import forget_seat, freshen_seat
from portal.contributions.models import PART, Bookmark, Contribution, Lift, State
from portal.contributions.policies import RAISED, can_keep, can_lift, has_seat, revealed_by
from portal.lib.verdicts import Refused, Verdict, require


@transaction.atomic
def lift(contribution: Contribution, *, by: Member, seen: int, part: str = "") -> None:
    """Open one veil for one member, until they put it back or it names a later episode.

    Args:
        contribution: what is under the veil.
        by: for whom.
        seen: the episode the veil named when they decided.
        part: the name of one cover within it; empty for the whole.

    Raises:
        Refused: when it is not published; with 409 when it names a later episode by now.
    """
    require_seen(can_lift(by, contribution, seen=seen, part=part))
    now = {"reveals": revealed_by(contribution, part)}
    Lift.objects.update_or_create(member=by, contribution=contribution, part=part, defaults=now)
    forget_seat(by.pk)


def require_seen(verdict: Verdict) -> None:
    """Go on only when the veil may be lifted.

    Raises:
        Refused: with 409 where it has come to name a later episode, so that who sent it looks again.
    """
    if not verdict:
        raise Refused(verdict, 409 if verdict.code == RAISED else 403)


@transaction.atomic
def put_back(contribution: Contribution, *, by: Member, part: str = "") -> None:
    """Cover again what one has lifted."""
    Lift.objects.filter(member=by, contribution=contribution, part=part).delete()
    forget_seat(by.pk)


@transaction.atomic
def carry_lifts(lifted: Mapping[str, int], *, by: Member) -> None:
    """Keep what a guest had lifted, now that they have a seat; what is gone meanwhile is left out.

    Args:
        lifted: the episode each veil named when it was lifted, by `lift_key`.
        by: the member the guest has become.
    """
    parts = {key: key.partition(".") for key in lifted}
    names = {public_id for public_id, _dot, _part in parts.values()}
    found = {one.public_id: one for one in Contribution.objects.filter(public_id__in=names, state=State.PUBLISHED)}
    rows = [
        Lift(member=by, contribution=found[public_id], part=part, reveals=lifted[key])
        for key, (public_id, _dot, part) in parts.items()
        if public_id in found and len(part) <= PART
    ]
    Lift.objects.bulk_create(rows, ignore_conflicts=True)
    forget_seat(by.pk)


@transaction.atomic
def bookmark(contribution: Contribution, *, by: Member, at: datetime) -> None:
    """Keep something to find again; kept already is as good.

    Raises:
        Refused: to guests, and where it is not published.
    """
    require(can_keep(by, contribution))
    Bookmark.objects.bulk_create([Bookmark(member=by, contribution=contribution, created_at=at)], ignore_conflicts=True)
    freshen_seat(by.pk)


@transaction.atomic
def let_go(contribution: Contribution, *, by: Member) -> bool:
    """Keep it no longer.

    Returns:
        Whether it had been kept.

    Raises:
        Refused: to guests.
    """
    require(has_seat(by))
    gone, _rows = Bookmark.objects.filter(member=by, contribution=contribution).delete()
    freshen_seat(by.pk)
    return bool(gone)
