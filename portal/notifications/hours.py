"""When a mail may come to somebody, by the clock on their wall."""

from __future__ import annotations

from datetime import datetime, time, timedelta
from functools import lru_cache
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError, available_timezones

from accounts.models import Member
from portal.notifications.models import INDIA, MailHours

NOT_A_PLACE = ("Etc", "SystemV", "US", "posix", "right", "Canada", "Brazil", "Chile", "Mexico")


@lru_cache(maxsize=1)
def places() -> tuple[str, ...]:
    """The time zones a member chooses from, by the IANA's names: those named after a place, and UTC."""
    named = (name for name in available_timezones() if "/" in name and name.split("/")[0] not in NOT_A_PLACE)
    return (*sorted(named), "UTC")


def hours_of(member: Member) -> MailHours:
    """What a member has chosen, or what holds for whoever has not."""
    return MailHours.objects.filter(member=member).first() or MailHours(member=member)


def zone_of(hours: MailHours) -> ZoneInfo:
    """The zone of somebody's clock; India's where theirs is no more."""
    try:
        return ZoneInfo(hours.time_zone)
    except (ZoneInfoNotFoundError, ValueError):
        return ZoneInfo(INDIA)


def quiet_left(hours: MailHours, at: datetime) -> timedelta:
    """How long their quiet hours go on from a moment; nothing where it is not quiet.

    What the wall clock shows decides, also in the night in which it is put forward or back: an end it leaps over comes
    when it has leapt.

    Args:
        hours: of the member.
        at: the moment, with its zone.
    """
    end, zone = hours.quiet_until, zone_of(hours)
    here = at.astimezone(zone)
    if end is None or not is_quiet_at(hours, here.time()):
        return timedelta()
    day = here.date() if here.time() < end else here.date() + timedelta(days=1)
    # counted in UTC: within one zone Python subtracts what the clocks show
    left = datetime.combine(day, end, zone).timestamp() - at.timestamp()
    return timedelta(seconds=max(left, 1))


def is_quiet_at(hours: MailHours, now: time) -> bool:
    """Whether a time of the day, on the member's wall, is in their quiet hours."""
    begin, end = hours.quiet_from, hours.quiet_until
    if begin is None or end is None:
        return False
    return begin <= now < end if begin < end else now >= begin or now < end
