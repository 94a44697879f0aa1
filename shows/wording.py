"""Broadcasts in words: tonight at ten, in the show's own time."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, datetime, time
from zoneinfo import ZoneInfo

from django.utils import timezone
from django.utils.dates import WEEKDAYS, WEEKDAYS_ABBR
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from portal.lib.kept import Stamps
from shows.almanac import almanac_of
from shows.clocks import ShowClock
from shows.models import Show
from shows.schedule import EVENING, next_airing

EVERY_DAY = "1234567"


@dataclass(frozen=True)
class AiringInWords:
    """The next broadcast as pages show it.

    Args:
        heading: tonight, today, tomorrow or next.
        hour: the time of day.
        zone: the time zone's name.
        day: the weekday and date; empty for today and tomorrow.
        number: the episode, where it is known.
        stamp: the moment for machines.
        sentence: when, as the beginning of a sentence.
    """

    heading: str
    hour: str
    zone: str
    day: str
    number: int | None
    stamp: str
    sentence: str


def airing_in_words(clock: ShowClock | None, stamps: Stamps | None = None) -> AiringInWords | None:
    """What a show's pages say of its next broadcast; None where nothing is known of any.

    Args:
        clock: of the show.
        stamps: of this request, where there is one.
    """
    if clock is None:
        return None
    now = timezone.now()
    airing = next_airing(clock, almanac_of(clock, stamps), now=now)
    if airing is None:
        return None
    hour, days = hour_in_words(airing.at.timetz()), (airing.at.date() - now.astimezone(airing.at.tzinfo).date()).days
    day = date_format(airing.at, "l, j M") if days > 1 else ""
    return AiringInWords(
        heading(days, airing.at), hour, zone_in_words(airing.at), day, airing.number,
        airing.at.astimezone(UTC).strftime("%Y-%m-%dT%H:%MZ"), sentence(days, airing.at, hour, day),
    )  # fmt: skip


def heading(days: int, at: datetime) -> str:
    """The label above the hour, `days` from today."""
    if days == 0:
        return _("Tonight on TV") if at.hour >= EVENING else _("Today on TV")
    return _("Tomorrow on TV") if days == 1 else _("Next on TV")


def sentence(days: int, at: datetime, hour: str, day: str) -> str:
    """When, as the beginning of a sentence about the episode."""
    if days == 0:
        return (_("Tonight at %(hour)s") if at.hour >= EVENING else _("Today at %(hour)s")) % {"hour": hour}
    if days == 1:
        return _("Tomorrow at %(hour)s") % {"hour": hour}
    return _("%(day)s at %(hour)s") % {"day": day, "hour": hour}


def hour_in_words(at: time) -> str:
    """A time of day as people say it: 10:00 pm, रात 10:00."""
    words = {"time": f"{(at.hour - 1) % 12 + 1}:{at.minute:02}"}
    if 4 <= at.hour < 12:
        return pgettext("in the morning", "%(time)s am") % words
    if 12 <= at.hour < 16:
        return pgettext("in the afternoon", "%(time)s pm") % words
    if 16 <= at.hour < 20:
        return pgettext("in the evening", "%(time)s pm") % words
    return (pgettext("at night", "%(time)s pm") if at.hour >= 20 else pgettext("after midnight", "%(time)s am")) % words


def zone_in_words(at: datetime) -> str:
    """The name of a moment's time zone; where it has no letters of its own, its city and how far it is from UTC."""
    name = at.tzname() or ""
    if name.isalpha():
        return name
    city = at.tzinfo.key.rpartition("/")[2].replace("_", " ") if isinstance(at.tzinfo, ZoneInfo) else ""
    return f"{city}, UTC{at.strftime('%z')[:3]}:{at.strftime('%z')[3:]}".removeprefix(", ")


def pattern_in_words(clock: ShowClock) -> str:
    """When a show airs, week after week; empty for one that does not, or of which nobody has said."""
    if clock.status != Show.Status.RUNNING or clock.airs_at is None or not clock.airs_on:
        return ""
    return _("%(days)s, %(hour)s") % {"days": days_in_words(clock.airs_on), "hour": hour_in_words(clock.airs_at)}


def days_in_words(days: str) -> str:
    """Days of the week: every day, Mon to Sat, or one after the other."""
    if days == EVERY_DAY:
        return _("every day")
    if len(days) == 1:
        return str(WEEKDAYS[int(days) - 1])
    names = [str(WEEKDAYS_ABBR[int(day) - 1]) for day in days]
    if len(days) > 2 and days in EVERY_DAY:
        return _("%(first)s to %(last)s") % {"first": names[0], "last": names[-1]}
    return ", ".join(names)
