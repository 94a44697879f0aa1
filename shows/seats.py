"""Where somebody sits: how far they are in each show, and what they have lifted. A guest's seat is a signed cookie."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from functools import lru_cache
from time import time
from typing import Any

from django.core import signing
from django.core.cache import cache
from django.http import HttpRequest, HttpResponse

from accounts.seats import KEPT_SECONDS, stamp_key
from portal.lib.kept import Stamps

COOKIE = "seat"
COOKIE_SECONDS = 365 * 24 * 3600
AN_HOUR = 3600
COOKIE_LIFTS = 50
COOKIE_SHOWS = 60


@dataclass(frozen=True)
class Seat:
    """How far somebody is in each show, and the veils they have lifted.

    Args:
        through: the episode, by show id.
        lifted: the episode a veil named when it was lifted, by `lift_key`, the oldest lift first.
        rumours: the shows of which they asked for rumours; a guest never does.
        blocked: the members they have blocked, and those who have blocked them.
        muted: the members they have muted.
        marks: what they have put on things lately (`portal.contributions.marks`), by the mark's name and the thing's
            id; a guest puts nothing.
        unseen: how much they were told and have not looked at, as far as they may know of it.
    """

    through: dict[int, int]
    lifted: dict[str, int] = field(default_factory=dict)
    rumours: frozenset[int] = frozenset()
    blocked: frozenset[int] = frozenset()
    muted: frozenset[int] = frozenset()
    marks: dict[str, dict[int, str]] = field(default_factory=dict)
    unseen: int = 0

    def moved(self, show_id: int, through: int) -> Seat:
        """The seat after saying how far one is; the show moves to the end, where the masthead looks."""
        rest = {show: place for show, place in self.through.items() if show != show_id}
        return replace(self, through={**rest, show_id: through})

    def without(self, show_id: int) -> Seat:
        """The seat of somebody who never said how far they are in a show."""
        return replace(self, through={show: place for show, place in self.through.items() if show != show_id})

    def with_lift(self, key: str, reveals: int) -> Seat:
        """The seat with one more veil lifted, which names the episode `reveals`."""
        return replace(self, lifted={**self.without_lift(key).lifted, key: reveals})

    def without_lift(self, key: str) -> Seat:
        """The seat with one veil put back."""
        return replace(self, lifted={other: reveals for other, reveals in self.lifted.items() if other != key})


def seat_keys(member_id: int) -> tuple[str, str]:
    """The cache keys of a member's seat, and of the stamp it is good under."""
    return f"seat-marked:{member_id}", stamp_key(member_id)


def kept_seat(member_id: int, stamps: Stamps | None = None) -> tuple[Seat | None, str]:
    """A member's seat as the cache has it, if it is still good, and the stamp to keep a new one under.

    Args:
        member_id: whose.
        stamps: of this request, where there is one; they come on the same trip.
    """
    key, stamp_key = seat_keys(member_id)
    found = (stamps or Stamps()).beside(key, stamp_key)
    stamp = str(found.get(stamp_key, ""))
    seat, under = found.get(key, (None, ""))
    return (seat if under == stamp else None), stamp


def keep_seat(member_id: int, seat: Seat, stamp: str) -> None:
    """Keep a seat for a minute, under the stamp that stood before it was read: one that was being read while an action
    changed it is never used."""
    cache.set(seat_keys(member_id)[0], (seat, stamp), KEPT_SECONDS)


def guest_seat(request: HttpRequest) -> Seat:
    """A guest's seat from the cookie; a forged or broken one reads as none."""
    return _signed_seat(request.COOKIES.get(COOKIE, ""), int(time()) // AN_HOUR)


@lru_cache(maxsize=1024)
def _signed_seat(signed: str, _hour: int) -> Seat:
    """What a cookie says. A page reads it more than once, and a guest sends it often; its age is asked every hour."""
    try:
        raw: Any = signing.loads(signed, salt=COOKIE, max_age=COOKIE_SECONDS)
        through = {int(show): int(place) for show, place in raw["h"]}
        return Seat(through, {str(one): int(reveals) for one, reveals in raw["l"]})
    except (signing.BadSignature, KeyError, TypeError, ValueError):
        return Seat({})


def keep_guest_seat(response: HttpResponse, seat: Seat, *, secure: bool) -> None:
    """Write a guest's seat into the cookie: the last 60 shows, the last 50 lifts."""
    raw = {"h": list(seat.through.items())[-COOKIE_SHOWS:], "l": list(seat.lifted.items())[-COOKIE_LIFTS:]}
    response.set_cookie(
        COOKIE,
        signing.dumps(raw, salt=COOKIE, compress=True),
        max_age=COOKIE_SECONDS,
        secure=secure,
        httponly=True,
        samesite="Lax",
    )
