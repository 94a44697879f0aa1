"""Who plays whom, with a marker in everything that may be a secret of it."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from portal.cast.models import Alias, Casting, Character
from portal.photos.models import PersonTag
from tests.builders import a_casting
from tests.leaks.markers import Mint

if TYPE_CHECKING:
    from tests.leaks.world import World

MIDDLE, LAST = 50, 90


def plant(world: World) -> None:
    """A known character and a known actor with names that tell, tenures that end, voices, and photos of the actor."""
    hero: Character = world.rows["hero"]
    first = hero.castings.in_order()[0].person
    world.rows["person 1"] = first
    for level in (MIDDLE, LAST):
        other_name(world, level, character=hero)
        other_name(world, level, person=first, show=world.show)
        other_name(world, level, character=world.rows[f"character {level}"])
        told: dict[str, Any] = {"kind": Casting.Kind.DUB, "language": world.mint(level)[:10]}
        a_casting(hero, first, level, **told, sources=from_marked(world.mint, level))
        ends = {"end_reason": world.mint(level), "end_reason_hi": world.mint(level)}
        a_casting(hero, first, 1, level, kind=Casting.Kind.FLASHBACK, **ends)
    for level in (1, MIDDLE, LAST):
        PersonTag.objects.create(photo=world.things[f"photo {level}"], person=first, order=1)


def plant_more(world: World) -> None:
    """Another late name and another late part of somebody known."""
    hero: Character = world.rows["hero"]
    other_name(world, LAST, character=hero)
    other_name(world, LAST, person=world.rows["person 1"], show=world.show)
    a_casting(hero, world.rows["person 1"], LAST, LAST, kind=Casting.Kind.DOUBLE)


def other_name(world: World, level: int, **whose: Any) -> Alias:
    """Another name, known from an episode on."""
    show = {"show": world.show}
    return Alias.objects.create(name=world.mint(level), reveals=level, language="gu", **show | whose)


def from_marked(mark: Mint, level: int) -> list[dict[str, str]]:
    """A source whose name and link tell."""
    return [{"label": mark(level), "url": f"https://example.org/{mark(level)}", "seen_on": "2026-11-20"}]
