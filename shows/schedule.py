"""When a show airs next: the dates of announced episodes, else the pattern of its week, in its own time zone."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from zoneinfo import ZoneInfo

from shows.almanac import Almanac, Announced, Break
from shows.clocks import ShowClock
from shows.models import Show

DAYS_AHEAD = 366
EVENING = 17  # o'clock; from then on it is tonight


@dataclass(frozen=True)
class Airing:
    """One broadcast.

    Args:
        number: the episode; None where nobody can tell which it will be.
        at: the moment, in the show's time zone.
        announced: whether somebody has given the date; else the pattern of the week says so.
        safe_title: of an announced episode.
    """

    number: int | None
    at: datetime
    announced: bool = False
    safe_title: str = ""


def next_airing(clock: ShowClock, almanac: Almanac, *, now: datetime) -> Airing | None:
    """The broadcast that comes next; None for a show that has ended, is paused or in a break without end.

    Args:
        clock: of the show.
        almanac: of the show.
        now: an aware moment.
    """
    return next(airings(clock, almanac, now=now, until=now + timedelta(days=DAYS_AHEAD)), None)


def airings(clock: ShowClock, almanac: Almanac, *, now: datetime, until: datetime) -> Iterator[Airing]:
    """Every broadcast after `now` and before `until`, in order: a date that somebody gave wins over the pattern.

    The pattern counts on from the last episode that has aired. On a day with a date of its own it is silent, and so it
    is while the episode whose turn it would be has a later date.

    Args:
        clock: of the show.
        almanac: of the show.
        now, until: aware moments; the pattern is followed for a year at most.
    """
    if clock.status != Show.Status.RUNNING:
        return
    zone = ZoneInfo(clock.time_zone)
    waiting = [one for one in almanac.upcoming if now < one.at < until]
    number = first_number(clock, almanac, now)
    for slot in pattern(clock, now, until):
        while waiting and (waiting[0].at <= slot or waiting[0].at.astimezone(zone).date() == slot.date()):
            number = waiting[0].number + 1
            yield _as_announced(waiting.pop(0), zone)
        if not _is_taken(slot, number, clock, almanac):
            yield Airing(number, slot)
            number = number + 1 if number is not None else None
    yield from (_as_announced(one, zone) for one in waiting)


def first_number(clock: ShowClock, almanac: Almanac, now: datetime) -> int | None:
    """The number the pattern counts on from: after the last aired, if nothing has gone unlisted since.

    A slot that has passed since the last dated episode means that the catalogue is behind; then nobody can tell.
    """
    following = clock.aired + 1
    if clock.dated_at is None or clock.dated < clock.aired:
        return following
    that_day = clock.dated_at.astimezone(ZoneInfo(clock.time_zone)).date()
    for slot in pattern(clock, clock.dated_at, now):
        if slot.date() > that_day and not _is_free(slot, following, clock, almanac):
            return None
    return following


def pattern(clock: ShowClock, after: datetime, until: datetime) -> Iterator[datetime]:
    """The slots of the week after a moment and not after another, breaks or not.

    A time of day that a clock change leaves out airs as much later as the clock is put forward (PEP 495).
    """
    if clock.airs_at is None or not clock.airs_on:
        return
    zone = ZoneInfo(clock.time_zone)
    day = after.astimezone(zone).date()
    last = min(until.astimezone(zone).date(), day + timedelta(days=DAYS_AHEAD))
    while day <= last:
        if str(day.isoweekday()) in clock.airs_on:
            slot = datetime.combine(day, clock.airs_at, zone).astimezone(UTC).astimezone(zone)
            if after < slot <= until:
                yield slot
        day += timedelta(days=1)


def is_paused(pause: Break, day: date, number: int | None, aired: int) -> bool:
    """Whether a break keeps a day free of the pattern.

    Args:
        pause: the break.
        day: in the show's time zone.
        number: the episode that would air then, where it is known.
        aired: the last episode that has aired; a break without an end is over once a later one has.
    """
    if pause.ends is not None and day >= pause.ends:
        return False
    if pause.begins is not None and pause.ends is not None:
        return day >= pause.begins
    if aired > pause.after:
        return False
    return day >= pause.begins if pause.begins is not None else (number or aired + 1) > pause.after


def _is_free(slot: datetime, number: int | None, clock: ShowClock, almanac: Almanac) -> bool:
    """Whether a break keeps a slot free."""
    return any(is_paused(pause, slot.date(), number, clock.aired) for pause in almanac.breaks)


def _is_taken(slot: datetime, number: int | None, clock: ShowClock, almanac: Almanac) -> bool:
    """Whether nothing airs in a slot by the pattern: a break, a day with a date of its own, an episode dated later."""
    zone = slot.tzinfo
    for one in almanac.upcoming:
        if one.at.astimezone(zone).date() == slot.date() or (one.at > slot and one.number == number):
            return True
    return _is_free(slot, number, clock, almanac)


def _as_announced(one: Announced, zone: ZoneInfo) -> Airing:
    return Airing(one.number, one.at.astimezone(zone), True, one.safe_title)
