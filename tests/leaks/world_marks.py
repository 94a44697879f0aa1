"""Reactions to what is late, and everything kept by one who has not watched any of it, in the world of markers."""

from __future__ import annotations

from typing import TYPE_CHECKING

from portal.contributions.lifting import bookmark
from portal.contributions.models import Contribution, Feeling
from portal.reactions.models import Reaction
from tests.builders import NOW, a_member

if TYPE_CHECKING:
    from tests.leaks.world import World

MIDDLE = 50


def plant(world: World) -> None:
    """One fan feels something about everything that is late, and the friend keeps all there is."""
    _feel(world)
    for thing in world.things.values():
        thing.refresh_from_db()
        if thing.is_public:
            bookmark(thing, by=world.people["friend"], at=NOW)


def plant_more(world: World) -> None:
    """Another fan feels the same."""
    _feel(world)


def _feel(world: World) -> None:
    fan = a_member(joined_at=NOW)
    late = [thing for thing in world.things.values() if thing.effective_reveals >= MIDDLE]
    for thing in late:
        Reaction.objects.create(member=fan, contribution=thing, kind=Feeling.GUSSA, created_at=NOW)
        Contribution.objects.filter(pk=thing.pk).update(gussa=thing.reactions.count())
