"""What ends a member's seat as it is kept (`shows/seats.py`): a stamp in the cache, and a number in their own row."""

from __future__ import annotations

import secrets

from django.core.cache import cache
from django.db import transaction
from django.db.models import F

from accounts.models import Member

KEPT_SECONDS = 15 * 60


def seat_keys(member_id: int | str) -> tuple[str, str]:
    """The cache keys of a member's seat, and of the stamp it is good under."""
    return f"seat-marked:{member_id}", stamp_key(member_id)


def stamp_key(member_id: int | str) -> str:
    """The cache key of the stamp."""
    return f"seat-stamp:{member_id}"


def forget_seat(member_id: int) -> None:
    """Called by every action that changes what the gate knows of a member: progress, lifts, company.

    The number in their row changes in the action's own transaction, so that a seat read before it is never used again,
    whatever becomes of the cache.
    """
    Member.objects.filter(pk=member_id).update(seat_version=F("seat_version") + 1)
    freshen_seat(member_id)


def freshen_seat(member_id: int) -> None:
    """Called by every action that changes a count or a mark in a member's seat, which no gate asks for; holds at once
    and, for others, at commit."""
    stamp_anew(member_id)
    transaction.on_commit(lambda: stamp_anew(member_id))


def stamp_anew(member_id: int) -> None:
    """Let nobody use a seat read before now; a stamp outlives those."""
    cache.set(stamp_key(member_id), secrets.token_hex(8), KEPT_SECONDS * 2)
