"""What a dump might tell beside the facts: ids elsewhere, where fields came from, sources, and whatever hangs below."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING, Any

from portal.cast.models import Alias, BeatStep, Casting
from shows.models import Episode
from tests.builders import NOW, a_beat, a_character, a_house, a_tie

if TYPE_CHECKING:
    from tests.leaks.world import World


def plant(world: World, middle: int, last: int) -> None:
    """Markers in everything that a file has and no page shows."""
    for level in (middle, last):
        facts(world, level)
        Episode.objects.filter(show=world.show, number=level).update(
            external_ids={"elsewhere": world.mint(level)}, provenance=origin(world, level, "full_title"),
            leap=world.mint(level), leap_hi=world.mint(level),
        )  # fmt: skip
    ended = Casting.objects.get(character=world.rows["hero"], from_episode=1, kind=Casting.Kind.ORIGINAL)
    ended.provenance = origin(world, middle, "end_reason")
    ended.sources = [*ended.sources, {"label": world.mint(middle), "url": "", "seen_on": ""}]
    ended.save()


def plant_more(world: World, level: int) -> None:
    """Another of everything late, and one more source of an end."""
    facts(world, level)


def origin(world: World, level: int, *names: str) -> dict[str, Any]:
    """Where fields came from."""
    return {name: {"source": world.mint(level), "url": f"https://example.org/{world.mint(level)}"} for name in names}


def facts(world: World, level: int) -> None:
    """A house with somebody in it, a name, a tie that ends and a beat with its history, all known from a level on."""
    mark, hero = world.mint, world.rows["hero"]
    house = a_house(world.show, mark(level), name_hi=mark(level), slug=mark(level).lower())
    guest = a_character(
        world.show, mark(level), slug=mark(level).lower(), house=house, reveals=level, first_episode=level,
        external_ids={"elsewhere": mark(level)}, provenance=origin(world, level, "name"),
    )  # fmt: skip
    Alias.objects.create(show=world.show, character=hero, name=mark(level), kind="I", language="hi", reveals=level)
    a_tie(hero, "RI", guest, level, source=mark(level), until_episode=level + 5)
    beat = a_beat(
        world.show, level, hero, guest, source=mark(level), external_ids={"elsewhere": mark(level)},
        **{name: mark(level) for name in ("headline", "headline_hi", "text", "text_hi")},
    )  # fmt: skip
    at = NOW - timedelta(days=1)
    BeatStep.objects.create(beat=beat, status="A", source=mark(level), link=f"https://e.org/{mark(level)}", at=at)
