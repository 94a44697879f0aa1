"""What happened in a week, beside its figures: an app that knows the story registers its teller."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date, datetime, time
from typing import Protocol
from zoneinfo import ZoneInfo

from django.db.models import Q

from shows.models import Episode, Show
from shows.spoilers import ALWAYS, Viewpoint
from shows.trp.weeks import WEEK

MOST_SHOWS = 40
MOST_EPISODES = 14  # of one show and week: two a day


class Happening(Protocol):
    """One thing that happened, as the page shows it."""

    episode: int

    @property
    def line(self) -> str:
        """Its headline."""

    def get_absolute_url(self) -> str:
        """Its page."""


Teller = Callable[[Viewpoint, dict[Show, list[int]]], Mapping[int, Sequence[Happening]]]
tellers: list[Teller] = []


@dataclass
class Story:
    """A show's week: which episodes aired in it, and what of them is told; `horizon` is the reader's own."""

    show: Show
    episodes: list[int]
    horizon: int
    happenings: list[Happening] = field(default_factory=list)

    @property
    def first(self) -> int:
        """The number of the first episode."""
        return self.episodes[0]

    @property
    def last(self) -> int:
        """The number of the last."""
        return self.episodes[-1]


def register(teller: Teller) -> Teller:
    """From now on, ask this as well what a reader may know of some episodes."""
    tellers.append(teller)
    return teller


def stories_of(shows: Sequence[Show], week: date, viewpoint: Viewpoint, *, lifted: bool = False) -> list[Story]:
    """The week of those shows that have dated episodes in it; which those are is no secret, what happened is.

    Args:
        shows: in the order of the page.
        week: its Monday, in each show's own zone.
        viewpoint: of the reader.
        lifted: whether they have lifted the cloth: then all that has aired is told, once.
    """
    shows = shows[:MOST_SHOWS]
    aired = aired_in(shows, week)
    if not aired:
        return []
    stories = {show.pk: Story(show, aired[show.pk], viewpoint.horizon(show.pk)) for show in shows if show.pk in aired}
    if lifted:
        viewpoint = replace(viewpoint.itself, through={**viewpoint.through, **dict.fromkeys(stories, ALWAYS)})
    for teller in tellers:
        for pk, happenings in teller(viewpoint, {one.show: one.episodes for one in stories.values()}).items():
            stories[pk].happenings += happenings
    return list(stories.values())


def aired_in(shows: Iterable[Show], week: date) -> dict[int, list[int]]:
    """The numbers of the episodes that aired in a week, by show; one query."""
    asked = Q()
    for show in shows:
        begin = datetime.combine(week, time(), ZoneInfo(show.time_zone))
        end = datetime.combine(week + WEEK, time(), ZoneInfo(show.time_zone))
        asked |= Q(show=show.pk, aired_at__gte=begin, aired_at__lt=end)
    found: dict[int, list[int]] = {}
    rows = Episode.objects.filter(asked).order_by("show", "number") if asked else Episode.objects.none()
    for pk, number in rows.values_list("show_id", "number")[: MOST_SHOWS * MOST_EPISODES]:
        found.setdefault(pk, []).append(number)
    return found
