"""The guide of the show full of markers: leaps, seasons, breaks, dates, and the address it once had."""

from __future__ import annotations

from datetime import UTC, date, datetime, time
from typing import TYPE_CHECKING

from shows.models import Episode, Hiatus, Season, ShowSlug
from tests.builders import an_episode

if TYPE_CHECKING:
    from tests.leaks.world import World


def plant_guide(world: World) -> None:
    """A leap in every secret episode, beside a schedule that is no secret."""
    for episode in Episode.objects.filter(show=world.show).order_by("number"):
        level = episode.number
        words = {"leap": world.mint(level), "leap_hi": world.mint(level)}
        Episode.objects.filter(pk=episode.pk).update(**words)
    world.show.airs_on, world.show.airs_at = "123456", time(22)
    world.show.save()
    Season.objects.create(show=world.show, number=1, title="The first", first_episode=1, last_episode=60)
    Season.objects.create(show=world.show, number=2, first_episode=61)
    Hiatus.objects.create(show=world.show, after_episode=95, from_on=date(2026, 9, 1), until_on=date(2026, 9, 9))
    ShowSlug.objects.create(show=world.show, slug="once-markers")
    an_episode(world.show, 101, safe_title="Safe 101", aired_at=datetime(2099, 1, 1, 16, 30, tzinfo=UTC))
    world.rows["leap"] = an_episode(world.show, 92, full_title=world.mint(92), leap=world.mint(92))


def plant_more_guide(world: World) -> None:
    """Longer secrets in the same rows: episodes themselves are none."""
    Episode.objects.filter(pk=world.rows["leap"].pk).update(summary=world.mint(92), leap_hi=world.mint(92))
