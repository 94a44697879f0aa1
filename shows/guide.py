"""The episode guide: a hundred numbers at a time, with what stands between them."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import datetime
from functools import lru_cache
from typing import Any
from zoneinfo import ZoneInfo

from django.urls import reverse
from django.utils.formats import date_format
from django.utils.translation import get_language

from shows.almanac import Almanac, Break, Run
from shows.clocks import ShowClock
from shows.models import Episode, Show, in_language
from shows.spoilers import Viewpoint

A_PAGE = 100
HUNDREDS_AROUND = 2


@dataclass(frozen=True)
class Line:
    """One line of the guide: an episode, or a run of numbers nobody has written anything down about.

    Args:
        first, last: the numbers it stands for; the same for an episode.
        missing: whether there is no such episode in the catalogue.
        here: whether the reader's place is in it.
        known: whether the reader may know what happens in it.
        watched: whether the reader has said that they have watched it.
        aired: whether it has been on.
        day: when it aired or will, in the reader's words.
        title: the full title for those who have watched it, else the safe one.
        leap: how much time has passed in the story just before it; empty for those who have not watched it.
        pause: the break after it.
    """

    first: int
    last: int
    missing: bool = False
    here: bool = False
    known: bool = False
    watched: bool = False
    aired: bool = False
    day: str = ""
    title: str = ""
    unverified: bool = False
    leap: str = ""
    pause: Pause | None = None

    @property
    def before(self) -> int:
        """The number before it, where somebody stands who has not watched it."""
        return self.first - 1


@dataclass(frozen=True)
class Pause:
    """A break as the guide tells it, days in the reader's words."""

    begins: str
    ends: str
    why: str


@dataclass
class Section:
    """Lines under one season, or under none."""

    season: Run | None
    lines: list[Line] = field(default_factory=list)


@dataclass(frozen=True)
class Hundred:
    """A hundred numbers of a show, as a link; `first` is 0 for those that are left out."""

    first: int
    last: int
    current: bool = False


def first_of_hundred(number: int) -> int:
    """The hundred an episode stands in begins with this one: 1,018 → 1,001."""
    return max(0, number - 1) // A_PAGE * A_PAGE + 1


def line_address(show: Show, number: int) -> str:
    """Where an episode stands in the guide."""
    return reverse("shows:guide_from", args=[show.slug, first_of_hundred(number)]) + f"#ep-{number}"


def hundreds(last: int, current: int) -> list[Hundred]:
    """The hundreds of a show to go to: the first, the last and those around the current one."""
    firsts = range(1, last + 1, A_PAGE)
    here = firsts.index(current) if current in firsts else 0
    shown = {0, len(firsts) - 1, *range(here - HUNDREDS_AROUND, here + HUNDREDS_AROUND + 1)}
    found: list[Hundred] = []
    for place, first in enumerate(firsts):
        if place in shown:
            found.append(Hundred(first, min(first + A_PAGE - 1, last), first == current))
        elif found and found[-1].first:
            found.append(Hundred(0, 0))
    return found


def sections(
    rows: list[Episode], clock: ShowClock, almanac: Almanac, viewpoint: Viewpoint, *, first: int
) -> list[Section]:
    """The hundred that begins with `first`, under its seasons.

    Args:
        rows: the episodes of it that are in the catalogue, by number.
        clock: of the show.
        almanac: of the show.
        viewpoint: whose; full titles and leaps are left out past their horizon.
        first: the first number.
    """
    last = min(first + A_PAGE - 1, clock.last)
    found: list[Section] = []
    zone, place = ZoneInfo(clock.time_zone), _place(clock, viewpoint)
    by_number = {row.number: row for row in rows}
    for begin, end in _pieces(first, last, by_number, almanac, place):
        season = almanac.season_of(begin)
        if not found or found[-1].season != season:
            found.append(Section(season))
        row = by_number.get(begin)
        line = Line(
            begin, end, missing=row is None, here=begin <= place <= end, aired=end <= clock.aired,
            known=viewpoint.knows(clock.pk, end), watched=end <= place, pause=pause_in_words(almanac.break_after(end)),
            **(_of_episode(row, viewpoint, zone) if row else {}),
        )  # fmt: skip
        found[-1].lines.append(line)
    return found


def pause_in_words(pause: Break | None) -> Pause | None:
    """A break for people."""
    if pause is None:
        return None
    begins, ends = (date_format(day, "j M Y") if day else "" for day in (pause.begins, pause.ends))
    return Pause(begins, ends, in_language(pause.reason, pause.reason_hi))


def _place(clock: ShowClock, viewpoint: Viewpoint) -> int:
    """The episode the reader says they are at; 0 where they said none."""
    return viewpoint.horizon(clock.pk) if viewpoint.has_said(clock.pk) else 0


def _of_episode(row: Episode, viewpoint: Viewpoint, zone: ZoneInfo) -> dict[str, Any]:
    open_to_reader = viewpoint.knows(row.show_id, row.number)
    return {
        "day": _day(row.aired_at.astimezone(zone), get_language()) if row.aired_at else "",
        "title": (row.full_title if open_to_reader else "") or row.safe_title,
        "leap": row.jump if open_to_reader else "",
        "unverified": open_to_reader and row.is_unverified,
    }


@lru_cache(maxsize=4096)
def _day(moment: datetime, language: str | None) -> str:
    return date_format(moment, "j M Y")


def _pieces(
    first: int, last: int, by_number: dict[int, Episode], almanac: Almanac, place: int
) -> Iterator[tuple[int, int]]:
    """Episodes one by one, and runs of missing numbers, broken where a season, a break or the reader's place is."""
    ends = {pause.after for pause in almanac.breaks} | {place - 1, place}
    ends |= {season.first - 1 for season in almanac.seasons} | {
        season.last for season in almanac.seasons if season.last
    }
    stops = sorted({*ends, *(number - 1 for number in by_number), last})
    begin = first
    while begin <= last:
        end = begin if begin in by_number else min(last, stops[bisect_left(stops, begin)])
        yield begin, end
        begin = end + 1
