"""Houses, ties and beats full of markers; rumours are nobody's fact, whatever episode they are about."""

from __future__ import annotations

from typing import TYPE_CHECKING

from portal.cast.models import Beat, BeatStep, Relationship
from tests.builders import NOW, a_beat, a_character, a_house, a_tie
from tests.leaks.markers import NOBODY

if TYPE_CHECKING:
    from tests.leaks.world import World

Kind = Relationship.Kind
MIDDLE, LAST = 50, 90


def plant(world: World) -> None:
    """Someone beside the hero from the start; what binds them, and what happens, is told later or not at all."""
    hero = world.rows["hero"]
    ally = a_character(world.show, "Ally", billing=2)
    world.rows["ally"] = ally
    for level in (MIDDLE, LAST):
        newcomer = world.rows[f"character {level}"]
        newcomer.first_episode = level
        newcomer.house = a_house(world.show, world.mint(level), name_hi=world.mint(level), slug=world.mint(level))
        newcomer.save()
        world.rows[f"tie {level}"] = a_tie(hero, Kind.GURU, ally, level, source=world.mint(level))
        a_tie(newcomer, Kind.MOTHER, hero, reveals=level, source=world.mint(level))
        beat(world, level, "known", level)
    world.rows["tie early"] = a_tie(hero, Kind.MARRIED, ally, until_episode=LAST)
    beat(world, 1, "rumour", NOBODY, status=Beat.Status.RUMOURED)
    beat(world, LAST, "late rumour", NOBODY, status=Beat.Status.RUMOURED)


def beat(world: World, episode: int, name: str, level: int, **fields: str) -> Beat:
    """One beat with a marker in every word, and an address that is the same in every world."""
    mark = world.mint
    words = {field: mark(level) for field in ("headline", "headline_hi", "text", "text_hi", "source")}
    people = (world.rows["hero"], world.rows["ally"], world.rows[f"character {LAST}"])
    fixed = f"LeakBeat{sum(row.startswith('beat ') for row in world.rows):03d}"
    made = a_beat(world.show, episode, *people, kind=Beat.Kind.DEATH, public_id=fixed, **words, **fields)
    BeatStep.objects.create(
        beat=made, status=made.status, source=mark(level), link=f"https://e.org/{mark(level)}", at=NOW
    )
    world.rows[f"beat {name} {episode}"] = made
    return made


def plant_more(world: World) -> None:
    """Another of everything late."""
    someone = a_character(world.show, world.mint(LAST), slug=world.mint(LAST), reveals=LAST, billing=1)
    someone.house = a_house(world.show, world.mint(LAST), slug=world.mint(LAST))
    someone.save()
    a_tie(someone, Kind.FATHER, world.rows["hero"], reveals=LAST)
    a_tie(world.rows["ally"], Kind.RIVAL, someone, LAST)
    a_beat(world.show, LAST, world.rows["hero"], headline=world.mint(LAST))
