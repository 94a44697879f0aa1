"""Whom a member keeps away, and who keeps them away."""

from __future__ import annotations

from django.db.models import Q

from accounts.models import Block, Member
from portal.lib.keyset import Page, newest_first

MOST_KEPT_AWAY = 500
# Of more who have blocked one member the newest hold: each of their ids goes into every list that member reads.
MOST_BLOCKED_BY = 5000
A_PAGE = 50


def company_of(member_id: int) -> tuple[frozenset[int], frozenset[int]]:
    """Who vanishes for a member, whoever of the two wanted it, and whom they have muted; one query."""
    either = Q(member=member_id) | Q(other=member_id, kind=Block.Kind.BLOCK)
    rows = Block.objects.filter(either).order_by("-pk").values_list("member_id", "other_id", "kind")
    blocked: set[int] = set()
    muted: set[int] = set()
    for member, other, kind in rows[: MOST_KEPT_AWAY + MOST_BLOCKED_BY]:
        if kind == Block.Kind.BLOCK:
            blocked.add(other if member == member_id else member)
        else:
            muted.add(other)
    return frozenset(blocked), frozenset(muted)


def kept_away(member: Member, cursor: str = "") -> Page:
    """Whom a member keeps away, the newest first, a page of fifty."""
    rows = Block.objects.filter(member=member).select_related("other")
    return newest_first(rows, cursor, size=A_PAGE)


def how_kept_away(member: Member, other: Member) -> str:
    """How a member keeps another away: a value of `Block.Kind`, or empty."""
    return Block.objects.filter(member=member, other=other).values_list("kind", flat=True).first() or ""
