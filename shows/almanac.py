"""What stands between and beside the episodes of a show: seasons, breaks, what is announced. Kept like the clocks."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime

from django.utils import timezone

from portal.lib.kept import Stamps, kept
from shows.clocks import CLOCKS, ShowClock
from shows.models import Episode, Hiatus, Season

MOST_UPCOMING = 100


@dataclass(frozen=True)
class Run:
    """A season: a label over its episodes; `last` is None while it goes on."""

    number: int
    title: str
    first: int
    last: int | None

    def holds(self, number: int) -> bool:
        """Whether an episode belongs to it."""
        return self.first <= number and (self.last is None or number <= self.last)


@dataclass(frozen=True)
class Break:
    """A break: after which episode, from which day, back on which day, and why in both languages."""

    after: int
    begins: date | None
    ends: date | None
    reason: str
    reason_hi: str


@dataclass(frozen=True)
class Announced:
    """An episode that has a date and has not aired when it was read."""

    number: int
    at: datetime
    safe_title: str


@dataclass(frozen=True)
class Almanac:
    """One show's seasons by first episode, breaks by episode, and announced episodes by date: no secret in any."""

    seasons: tuple[Run, ...]
    breaks: tuple[Break, ...]
    upcoming: tuple[Announced, ...]

    def season_of(self, number: int) -> Run | None:
        """The season an episode belongs to."""
        return season_at(self.seasons, number)

    def break_after(self, number: int) -> Break | None:
        """The break that follows an episode."""
        return next((pause for pause in self.breaks if pause.after == number), None)


def season_at(seasons: tuple[Run, ...], number: int) -> Run | None:
    """The one of some seasons, by first episode, that an episode belongs to; of two, the later."""
    return next((season for season in reversed(seasons) if season.holds(number)), None)


def read_seasons(show_id: int) -> tuple[Run, ...]:
    """A show's seasons by first episode; one query."""
    seasons = Season.objects.filter(show=show_id).order_by("first_episode", "number")
    return tuple(Run(row.number, row.title, row.first_episode, row.last_episode) for row in seasons)


def read_almanac(show_id: int, at: datetime) -> Almanac:
    """Three queries."""
    breaks = Hiatus.objects.filter(show=show_id).order_by("after_episode")
    coming = Episode.objects.filter(show=show_id, aired_at__gt=at).order_by("aired_at", "number")
    coming = coming.only("number", "aired_at", "safe_title")
    return Almanac(
        read_seasons(show_id),
        tuple(Break(row.after_episode, row.from_on, row.until_on, row.reason, row.reason_hi) for row in breaks),
        tuple(Announced(row.number, row.aired_at, row.safe_title) for row in coming[:MOST_UPCOMING] if row.aired_at),
    )


def almanac_of(clock: ShowClock, stamps: Stamps | None = None) -> Almanac:
    """A show's almanac, at most a minute old, read anew when an action changed the catalogue.

    Args:
        clock: of the show.
        stamps: of this request, where there is one.
    """
    load = lambda: read_almanac(clock.pk, timezone.now())  # noqa: E731  # a name would say no more
    return kept(("almanac", clock.pk), load, CLOCKS, stamps=stamps or Stamps(CLOCKS))
