"""What the gate needs to know of whoever reads."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

from django.http import HttpRequest

from accounts.company import company_of
from accounts.models import Member
from portal.contributions import marks
from portal.contributions.models import Lift
from portal.lib.kept import Stamps
from shows.clocks import CLOCKS, clocks
from shows.models import Progress
from shows.seats import Seat, guest_seat, keep_seat, kept_seat
from shows.spoilers import ALWAYS, Viewpoint, lift_key

MOST_LIFTS = 500
LIFTED = ("contribution__public_id", "part", "reveals")

_counts: list[Callable[[Viewpoint], int]] = []


def count_with_seat(count: Callable[[Viewpoint], int]) -> None:
    """Have what a member has not looked at counted with their seat, so that no page asks; each app above does so once.

    Args:
        count: how much it is for a reader.
    """
    _counts.append(count)


def seat_of(member: Member, stamps: Stamps | None = None) -> Seat:
    """A member's seat, three queries and one for each kind of mark and each count, kept until an action changes it.

    Args:
        member: whose, as their row is now.
        stamps: of this request, where there is one; they come on the same trip.
    """
    member_id = member.pk
    seat, stamp = kept_seat(member_id, member.seat_version, stamps)
    if seat is None:
        rows = list(Progress.objects.filter(member=member_id).order_by("updated_at"))
        lifts = Lift.objects.filter(member=member_id).order_by("-pk").values_list(*LIFTED)[:MOST_LIFTS]
        seat = Seat(
            {row.show_id: ALWAYS if row.always_aired else row.through for row in rows},
            {
                lift_key(public_id, part): reveals
                for public_id, part, reveals in lifts.values_list(*LIFTED)[:MOST_LIFTS]
            },
            frozenset(row.show_id for row in rows if row.wants_rumours),
            *company_of(member_id),
            marks.newest(member_id),
        )
        reader = _seen_from(seat, member_id, stamps or Stamps(CLOCKS))
        seat = replace(seat, unseen=sum(count(reader) for count in _counts))
        keep_seat(member_id, seat, stamp)
    return seat


def viewpoint_for(request: HttpRequest) -> Viewpoint:
    """The viewpoint of whoever sent a request."""
    member = request.user
    stamps: Stamps = getattr(request, "stamps", None) or Stamps(CLOCKS)
    if isinstance(member, Member):
        return viewpoint_of(member, stamps)
    seat = guest_seat(request)
    return Viewpoint(clocks(stamps), seat.through, seat.lifted)


def viewpoint_of(member: Member, stamps: Stamps | None = None) -> Viewpoint:
    """The viewpoint of a member, for pages, alerts and mail."""
    stamps = stamps or Stamps(CLOCKS)
    return _seen_from(seat_of(member, stamps), member.pk, stamps, moderates=member.moderates)


def _seen_from(seat: Seat, member_id: int, stamps: Stamps, *, moderates: bool = False) -> Viewpoint:
    who, company = (member_id, moderates), (seat.blocked, seat.muted)
    table = clocks(stamps)
    return Viewpoint(table, seat.through, seat.lifted, *who, seat.rumours, *company, seat.marks, seat.unseen)
