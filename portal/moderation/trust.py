"""How trust grows and falls: a few numbers, explained on a page in the same numbers.

Newcomers become regulars with their third contribution that was left up, regulars are trusted after eight weeks and
thirty contributions. What a moderator removed, and what kept somebody from writing or signing in, takes one step back,
and for ninety days nobody rises after it. A decision that was undone never counted.
"""

from __future__ import annotations

from datetime import datetime, timedelta

from django.db.models import Q, QuerySet

from accounts.actions import set_trust
from accounts.models import Member, Role, Trust
from portal.contributions.models import State
from portal.moderation.models import Decision, Sanction
from portal.moderation.policies import cases_of, published_by

FIRST = 3
TRUSTED_WEEKS = 8
TRUSTED_UP = 30
QUIET_DAYS = 90
AT_ONCE = 200
WAS_UP = (State.PUBLISHED.value, State.HIDDEN.value)
RESTRAINING = (Sanction.Kind.MUTE, Sanction.Kind.SUSPEND)


def counts_against(decision: Decision) -> bool:
    """Whether a decision takes a step of trust: a removal of what was up, a mute, a suspension."""
    sanction = getattr(decision, "sanction", None)
    removed = decision.verb == Decision.Verb.REMOVE and decision.before.get("state") in WAS_UP
    return removed or (sanction is not None and sanction.kind in RESTRAINING)


def against(member: Member) -> QuerySet[Decision]:
    """Decisions against a member that stand and take trust."""
    heavy = Q(verb=Decision.Verb.REMOVE, before__state__in=WAS_UP) | Q(sanction__kind__in=RESTRAINING)
    return Decision.objects.filter(heavy, case__in=cases_of(member), undone_by=None)


def earned(member: Member, *, at: datetime) -> int:
    """The step somebody has earned by now, at least the one they stand on."""
    if member.trust == Trust.TRUSTED or against(member).filter(created_at__gt=at - timedelta(days=QUIET_DAYS)).exists():
        return member.trust
    if member.trust == Trust.NEW:
        return Trust.REGULAR if published_by(member, most=FIRST) >= FIRST else Trust.NEW
    long_enough = member.joined_at <= at - timedelta(weeks=TRUSTED_WEEKS)
    return Trust.TRUSTED if long_enough and published_by(member, most=TRUSTED_UP) >= TRUSTED_UP else Trust.REGULAR


def grow(member: Member, *, at: datetime) -> list[int] | None:
    """Raise somebody's trust by what they have earned; answers the step before and after where it moved."""
    return moved(member, earned(member, at=at))


def fall(member: Member) -> list[int] | None:
    """Take one step back, down to new; answers the step before and after where it moved."""
    return moved(member, max(Trust.NEW, member.trust - 1))


def moved(member: Member, trust: int) -> list[int] | None:
    """Put trust on another step."""
    was = member.trust
    if trust == was or not set_trust(member, trust, was=was):
        return None
    member.trust = trust
    return [was, trust]


def put_back(decision: Decision, member: Member | None, *, only_up: bool = False) -> None:
    """Undo what a decision did to trust, unless it has moved since.

    Args:
        decision: the one that is undone.
        member: whose trust.
        only_up: leave what it gave, and give back only what it took.
    """
    steps = decision.before.get("trust")
    if member is None or not steps or (only_up and steps[0] < steps[1]):
        return
    member.refresh_from_db(fields=["trust"])
    if member.trust == steps[1]:
        moved(member, steps[0])


def those_who_may_rise(at: datetime) -> QuerySet[Member]:
    """Regulars who have been here long enough, by number; the rest of the rule is asked of each."""
    since = at - timedelta(weeks=TRUSTED_WEEKS)
    rows = Member.objects.filter(trust=Trust.REGULAR, role=Role.FAN, is_active=True, joined_at__lte=since)
    return rows.order_by("pk")
