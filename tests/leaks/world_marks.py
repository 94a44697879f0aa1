"""Reactions to what is late, a draft, and all kept by one who has not watched any of it, in the world of markers."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.db.models import F

from portal.comments.drafting import save as save_comment
from portal.comments.drafting import words_typed as comment_words
from portal.contributions.lifting import bookmark
from portal.contributions.models import Contribution, Feeling
from portal.contributions.ranking import rank_anew, rank_with
from portal.contributions.typed import Hand
from portal.posts.drafting import save, words_typed
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
    said = comment_words({"body": world.mint(NOBODY - 1), "reveals": "1"})
    save_comment(world.things["safe"], None, said, by=world.people["author"], at=NOW, hand=Hand())


def plant_more(world: World) -> None:
    """Another fan feels the same, and one feels something about one late comment alone: no order tells."""
    _feel(world)
    fan, late = a_member(joined_at=NOW), world.things[f"comment {MIDDLE}"]
    Reaction.objects.create(member=fan, contribution=late, kind=Feeling.DIL, created_at=NOW)
    Contribution.objects.filter(pk=late.pk).update(dil=F("dil") + 1, rank=rank_with(felt=1))


def _feel(world: World) -> None:
    fan = a_member(joined_at=NOW)
    late = [thing for thing in world.things.values() if thing.effective_reveals >= MIDDLE]
    for thing in late:
        Reaction.objects.create(member=fan, contribution=thing, kind=Feeling.GUSSA, created_at=NOW)
        Contribution.objects.filter(pk=thing.pk).update(gussa=thing.reactions.count())
    rank_anew(Contribution.objects.all())
