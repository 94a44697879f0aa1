"""The stamp of a member's seat: what is kept of how they read is good while it stands."""

from __future__ import annotations

import secrets

from django.core.cache import cache
from django.db import transaction

KEPT_SECONDS = 60


def stamp_key(member_id: int) -> str:
    """The cache key of the stamp."""
    return f"seat-stamp:{member_id}"


def forget_seat(member_id: int) -> None:
    """Called by every action that changes a member's progress, lifts or company; holds at once and, for others, at
    commit."""
    _stamp_anew(member_id)
    transaction.on_commit(lambda: _stamp_anew(member_id))


def _stamp_anew(member_id: int) -> None:
    # a stamp outlives the seats read before it
    cache.set(stamp_key(member_id), secrets.token_hex(8), KEPT_SECONDS * 2)
