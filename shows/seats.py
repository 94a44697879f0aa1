"""Where somebody sits: how far they are in each show, and what they have lifted. A guest's seat is a signed cookie."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from functools import lru_cache
from time import time
from typing import Any

from django.core import signing
from django.core.cache import cache
from django.db import transaction
from django.http import HttpRequest, HttpResponse

from accounts.models import Member
from accounts.seats import KEPT_SECONDS, seat_keys, stamp_anew
from portal.lib.kept import Stamps

COOKIE = "seat"
COOKIE_SECONDS = 365 * 24 * 3600
AN_HOUR = 3600
COOKIE_LIFTS = 50
COOKIE_SHOWS = 60
PEN_SECONDS = 10

Good = tuple[str, int]  # what a kept seat is good under: the stamp, and the number in its member's row


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


def kept_seat(member_id: int, version: int, stamps: Stamps | None = None) -> tuple[Seat | None, Good]:
    """A member's seat as the cache has it, if it is still good, and what a new one would be good under.

    Args:
        member_id: whose.
        version: the number in their row, read before.
        stamps: of this request, where there is one; they come on the same trip.
    """
    key, stamp_key = seat_keys(member_id)
    found = (stamps or Stamps()).beside(key, stamp_key)
    good = str(found.get(stamp_key, "")), version
    seat, under = found.get(key, (None, good))
    return (seat if under == good else None), good


def keep_seat(member_id: int, seat: Seat, good: Good) -> None:
    """Keep a seat under the stamp and the number that stood before it was read: one that was being read while an action
    changed it is never used."""
    cache.set(seat_keys(member_id)[0], (seat, good), KEPT_SECONDS)


def mark_seat(member: Member, name: str, thing_id: int, word: str) -> None:
    """Put one mark into a member's seat as it is kept, at commit; where none is kept it is read from the rows.

    Two at once would lose one of them: whoever comes second has the seat read anew instead.
    """
    member_id, version = member.pk, member.seat_version

    def put() -> None:
        if not cache.add(f"seat-pen:{member_id}", 1, PEN_SECONDS):
            stamp_anew(member_id)
            return
        seat, good = kept_seat(member_id, version)
        if seat is not None:
            marks = seat.marks | {name: {**seat.marks.get(name, {}), thing_id: word}}
            keep_seat(member_id, replace(seat, marks=marks), good)
        cache.delete(f"seat-pen:{member_id}")

    transaction.on_commit(put)


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
