"""Reactions to what is late, a draft, and all kept by one who has not watched any of it, in the world of markers."""

from __future__ import annotations

from typing import TYPE_CHECKING

from portal.contributions.lifting import bookmark
from portal.contributions.models import Contribution, Feeling
from portal.posts.drafting import save, words_typed
from portal.posts.models import Hand
from portal.reactions.models import Reaction
from tests.builders import NOW, a_member
from tests.leaks.markers import NOBODY

if TYPE_CHECKING:
    from tests.leaks.world import World

MIDDLE = 50


def plant(world: World) -> None:
    """One fan feels something about everything that is late, and the friend keeps all there is."""
    _feel(world)
    _draft(world)
    for thing in world.things.values():
        thing.refresh_from_db()
        if thing.is_public:
            bookmark(thing, by=world.people["friend"], at=NOW)


def _draft(world: World) -> None:
    """What the author has begun, who reads nothing here: nobody is told of it."""
    typed = {name: world.mint(NOBODY - 1) for name in ("title", "body", "who")}
    words = words_typed(typed | {"show": "markers", "reveals": "1"})
    save("leak-draft", words, by=world.people["author"], at=NOW, hand=Hand())


def plant_more(world: World) -> None:
    """Another fan feels the same."""
    _feel(world)


def _feel(world: World) -> None:
    fan = a_member(joined_at=NOW)
    late = [thing for thing in world.things.values() if thing.effective_reveals >= MIDDLE]
    for thing in late:
        Reaction.objects.create(member=fan, contribution=thing, kind=Feeling.GUSSA, created_at=NOW)
        Contribution.objects.filter(pk=thing.pk).update(gussa=thing.reactions.count())
