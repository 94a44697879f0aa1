"""The time zones of the world as somebody looks for theirs: a few first, then by continent."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime, timedelta
from functools import lru_cache
from itertools import groupby
from zoneinfo import ZoneInfo

from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from portal.notifications.hours import places
from portal.notifications.models import INDIA

Choices = list[tuple[str, str]]

# Where most of those live who watch.
FIRST = {
    INDIA: gettext_lazy("India"),
    "Asia/Kathmandu": gettext_lazy("Nepal"),
    "Asia/Dhaka": gettext_lazy("Bangladesh"),
    "Asia/Karachi": gettext_lazy("Pakistan"),
    "Asia/Colombo": gettext_lazy("Sri Lanka"),
    "Asia/Dubai": gettext_lazy("Dubai"),
    "Asia/Singapore": gettext_lazy("Singapore"),
    "Europe/London": gettext_lazy("London"),
    "America/New_York": gettext_lazy("New York"),
    "America/Toronto": gettext_lazy("Toronto"),
    "America/Los_Angeles": gettext_lazy("Los Angeles"),
    "Australia/Sydney": gettext_lazy("Sydney"),
}
CONTINENTS = {
    "Africa": gettext_lazy("Africa"),
    "America": gettext_lazy("America"),
    "Antarctica": gettext_lazy("Antarctica"),
    "Arctic": gettext_lazy("Arctic"),
    "Asia": gettext_lazy("Asia"),
    "Atlantic": gettext_lazy("Atlantic Ocean"),
    "Australia": gettext_lazy("Australia"),
    "Europe": gettext_lazy("Europe"),
    "Indian": gettext_lazy("Indian Ocean"),
    "Pacific": gettext_lazy("Pacific Ocean"),
}


def zones_to_choose(chosen: str) -> list[tuple[str, Choices]]:
    """Groups of zones with their labels, for a select that works without scripts.

    A zone is labelled with its place and its time without summer time, so that a label is the same all year.

    Args:
        chosen: what holds now; a zone that is offered no more stays on top.
    """
    first = [(name, labelled(str(words), name)) for name, words in FIRST.items() if name in places()]
    kept = [] if chosen in places() else [(chosen, chosen)]
    return [(_("Often chosen"), [*kept, *first, ("UTC", "UTC")]), *by_continent()]


def by_continent() -> Iterator[tuple[str, Choices]]:
    """All of them, by name within their continent."""
    named = [name for name in places() if "/" in name]
    for continent, names in groupby(named, key=lambda name: name.split("/")[0]):
        title = str(CONTINENTS.get(continent, continent))
        yield title, [(name, labelled(place_of(name), name)) for name in names]


def place_of(name: str) -> str:
    """What comes after the continent, read aloud: `America/Argentina/Buenos_Aires` → “Argentina, Buenos Aires”."""
    return name.partition("/")[2].replace("_", " ").replace("/", ", ")


def labelled(place: str, name: str) -> str:
    """A place with how far its clock is from UTC, summer time left out."""
    minutes = minutes_ahead(name, timezone.now().year)
    hours, rest = divmod(abs(minutes), 60)
    return f"{place} · UTC{'−' if minutes < 0 else '+'}{hours}{f':{rest:02}' if rest else ''}"


@lru_cache(maxsize=2000)
def minutes_ahead(name: str, year: int) -> int:
    """How far a zone is ahead of UTC while it has no summer time."""
    offsets = [datetime(year, month, 1, tzinfo=ZoneInfo(name)).utcoffset() or timedelta() for month in (1, 7)]
    return int(min(offsets).total_seconds()) // 60
