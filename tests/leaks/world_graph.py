"""What a graph is drawn from, in the world of markers: votes, beats and a figure at every level."""

from __future__ import annotations

from datetime import date, timedelta
from decimal import Decimal
from typing import TYPE_CHECKING

from portal.cast.models import Beat, Character, Tally
from shows.models import Episode, Rating, Show
from tests.builders import NOW, a_beat

if TYPE_CHECKING:
    from tests.leaks.world import World

VOTED = (1, 2, 48, 50, 89, 90, 99)


def graph_secrets(world: World, middle: int, last: int) -> None:
    """Votes on the hero before, at and after each secret; a beat at each; a week of TRP over each dated episode."""
    hero = world.rows["hero"]
    for episode in VOTED:
        a_tally(hero, episode, episode)
    for level in (1, middle, last):
        _beat(world, hero, level)
    # In years that open nothing by themselves: how far this show has aired is said of the show.
    for number, years in ((1, -1), (middle, 70), (last, 71)):
        aired = NOW + timedelta(weeks=52 * years)
        Episode.objects.filter(show=world.show, number=number).update(aired_at=aired)
        _figure(world.show, aired.date(), Decimal(number) / 10)


def more_graph_secrets(world: World, last: int) -> None:
    """More votes and beats, and other figures, past the middle."""
    hero = world.rows["hero"]
    for episode in range(last + 1, 100):
        tally, _made = Tally.objects.get_or_create(character=hero, episode=episode)
        Tally.objects.filter(pk=tally.pk).update(plus_two=tally.plus_two + 40)
    for character in world.show.characters.filter(reveals=last):
        a_tally(character, last, 40 + world.mint.made)
    _beat(world, hero, last)


def a_tally(character: Character, episode: int, votes: int) -> None:
    """So many votes, of all sorts."""
    numbers = {"minus_two": 1, "minus_one": votes % 7, "zero": 2, "plus_one": votes, "plus_two": 40}
    Tally.objects.update_or_create(character=character, episode=episode, defaults=numbers)


def _beat(world: World, hero: Character, level: int) -> Beat:
    mark = world.mint
    words = {name: mark(level) for name in ("headline", "headline_hi", "text", "text_hi")}
    return a_beat(world.show, level, hero, source=mark(level), public_id=mark(level)[:11], **words)


def _figure(show: Show, day: date, value: Decimal) -> None:
    monday = day - timedelta(days=day.weekday())
    Rating.objects.create(show=show, week=monday, market="HSM", value=value, source="test")
