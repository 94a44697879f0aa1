"""Broadcasts as an iCalendar file (RFC 5545): numbers and safe titles, the same for every reader; of one who is known
also the full titles of what they have watched.

Nothing in it comes from the clock but which broadcasts are in it, so the file is the same until the next one begins.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import UTC, datetime, time, timedelta
from urllib.parse import urlsplit
from zoneinfo import ZoneInfo

from django.conf import settings
from icalendar.parser import Contentline
from icalendar.prop import vText

from portal.lib.text import grouped
from shows.almanac import Almanac
from shows.clocks import ShowClock
from shows.models import Episode, Show
from shows.schedule import Airing, airings

TYPE = "text/calendar; charset=utf-8"
PAST = timedelta(days=365)
PATTERN_AHEAD = timedelta(days=14)
MOST = 1000
LONGEST_LINE = 75
REFRESH = "PT6H"
MOMENT = "%Y%m%dT%H%M%SZ"
HOST = urlsplit(settings.SITE_URL).hostname


def calendar_of(show: Show, clock: ShowClock, almanac: Almanac, *, now: datetime) -> bytes:
    """The file of one show; one query.

    Args:
        show: the show.
        clock, almanac: of the show.
        now: an aware moment.
    """
    return calendar_named(show.title, [(show, clock, almanac, 0)], now=now)


def calendar_named(name: str, shows: Iterable[tuple[Show, ShowClock, Almanac, int]], *, now: datetime) -> bytes:
    """The file of some shows; one query each.

    Args:
        name: the calendar's.
        shows: each with its clock, its almanac, and the last episode of which the full title may be told.
        now: an aware moment.
    """
    lines = [
        "BEGIN:VCALENDAR",
        "PRODID:-//Adda//Episodes//EN",
        "VERSION:2.0",
        f"NAME:{escaped(name)}",
        f"X-WR-CALNAME:{escaped(name)}",
        f"REFRESH-INTERVAL;VALUE=DURATION:{REFRESH}",
        f"X-PUBLISHED-TTL:{REFRESH}",
    ]
    for show, clock, almanac, through in shows:
        for airing in _broadcasts(show, clock, almanac, now, through):
            lines += _event(show, clock, airing)
    lines.append("END:VCALENDAR")
    return b"".join(folded(line) for line in lines)


def escaped(words: str) -> str:
    """Words as a value: commas, semicolons, backslashes and line ends of their own told from those of the file."""
    return vText(words).to_ical().decode()


def folded(line: str) -> bytes:
    """A line with its end, cut where it has more than 75 octets."""
    octets = line.encode()
    return (octets if len(octets) <= LONGEST_LINE else Contentline(line).to_ical()) + b"\r\n"


def _broadcasts(show: Show, clock: ShowClock, almanac: Almanac, now: datetime, through: int) -> Iterator[Airing]:
    zone = ZoneInfo(clock.time_zone)
    today = datetime.combine(now.astimezone(zone).date(), time(), zone)
    dated = Episode.objects.filter(show=show, aired_at__gte=today - PAST).order_by("aired_at", "number")
    for number, at, safe, full in dated.values_list("number", "aired_at", "safe_title", "full_title")[:MOST]:
        if at is not None:
            yield Airing(number, at, True, (full if number <= through else "") or safe)
    for airing in airings(clock, almanac, now=now, until=today + PATTERN_AHEAD):
        if not airing.announced:
            yield airing


def _event(show: Show, clock: ShowClock, airing: Airing) -> list[str]:
    """One broadcast. Its id is the episode's where it has a number, so that a date given later moves it."""
    starts = airing.at.astimezone(UTC)
    name = f"episode-{airing.number}" if airing.number else f"{starts:%Y%m%d}"
    words = [show.title, f"Ep {grouped(airing.number)}" if airing.number else "", airing.safe_title]
    lines = [
        "BEGIN:VEVENT",
        f"UID:show-{show.pk}-{name}@{HOST}",
        f"DTSTAMP:{show.created_at.astimezone(UTC):{MOMENT}}",
        f"DTSTART:{starts:{MOMENT}}",
        f"DTEND:{starts + timedelta(minutes=clock.minutes):{MOMENT}}",
        f"SUMMARY:{escaped(' · '.join(filter(None, words)))}",
        f"STATUS:{'CONFIRMED' if airing.announced else 'TENTATIVE'}",
        "TRANSP:TRANSPARENT",
    ]
    if airing.announced:
        lines.append(f"URL:{settings.SITE_URL}{show.get_absolute_url()}episodes/{airing.number}/")
    return [*lines, "END:VEVENT"]
