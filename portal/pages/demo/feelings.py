"""How the made-up fans felt about what was said, each about what they may read and nobody about their own."""

from __future__ import annotations

import random
from collections import Counter
from collections.abc import Iterable
from datetime import datetime

from accounts.models import Member
from portal.contributions.models import WORD_OF, Contribution, Feeling, Place, State
from portal.contributions.ranking import rank_anew
from portal.reactions.models import Reaction
from shows.models import Progress, Show

CHUNK = 1000
MOODS = [(60, 20, 5, 10, 5), (20, 50, 5, 20, 5), (15, 10, 60, 5, 10), (10, 15, 5, 65, 5), (10, 5, 15, 10, 60)]
SHARE = {Place.FEED: 0.5, Place.THREAD: 0.16}


def feel(show: Show, people: Iterable[Member], *, aired: int, dice: random.Random, at: datetime) -> None:
    """Let everybody react to some of what they may read.

    Args:
        show: the starter show.
        people: the fans, each with a place in it.
        aired: its last episode.
        dice: always fall alike.
        at: now.
    """
    places = Progress.objects.filter(show=show, member__in=list(people)).order_by("member")
    through = {place.member_id: aired if place.always_aired else place.through for place in places}
    said = Contribution.objects.filter(author__in=list(through), state=State.PUBLISHED).order_by("pk")
    rows: list[Reaction] = []
    for thing in said.only("place", "author", "effective_reveals"):
        mood, share = dice.choices(MOODS, (6, 3, 2, 2, 1))[0], SHARE[Place(thing.place)] * dice.random() * 1.6
        for member_id, last in through.items():
            if member_id != thing.author_id and last >= thing.effective_reveals and dice.random() < share:
                kind = dice.choices(Feeling.values, mood)[0]
                rows.append(Reaction(member_id=member_id, contribution=thing, kind=kind, created_at=at))
    store(rows)


def store(rows: list[Reaction]) -> None:
    """The reactions, and the counts they come to."""
    Reaction.objects.bulk_create(rows, batch_size=CHUNK)
    things: dict[int, Contribution] = {row.contribution_id: row.contribution for row in rows}
    for (thing_id, kind), count in Counter((row.contribution_id, row.kind) for row in rows).items():
        setattr(things[thing_id], WORD_OF[kind], count)
    Contribution.objects.bulk_update(things.values(), list(WORD_OF.values()), batch_size=CHUNK // 10)
    rank_anew(Contribution.objects.filter(place=Place.THREAD))
