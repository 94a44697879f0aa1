"""How the made-up fans felt, episode by episode, so that the graphs of a few characters are alive.

Written in bulk, votes and tallies alike: one by one they would take longer than all the rest of the evening.
"""

from __future__ import annotations

import random
from collections import Counter
from collections.abc import Iterable, Iterator
from itertools import pairwise

from accounts.models import Member
from portal.cast.models import Character, Tally, Vote
from portal.cast.voting import COLUMNS
from shows.models import Progress, Show

CHUNK = 1000
# slug, one vote in so many episodes, and the mood as (episode, percent who approve)
MOODS: list[tuple[str, int, list[tuple[int, int]]]] = [
    (
        "samar-shah", 3,
        [(1, 56), (24, 71), (150, 61), (212, 76), (300, 67), (356, 84), (450, 70), (648, 49), (656, 36), (690, 31),
         (760, 55), (905, 76), (983, 56), (1018, 70), (1041, 66), (1058, 93), (1100, 88)],
    ),
    ("anupamaa", 5, [(1, 62), (90, 74), (250, 81), (400, 69), (560, 86), (720, 73), (880, 79), (1000, 66), (1100, 82)]),
    ("vanraj-shah", 5, [(1, 48), (60, 31), (240, 22), (420, 38), (600, 29), (780, 47), (960, 35), (1100, 41)]),
]  # fmt: skip
SHARES = {True: ((1, 2), (6, 4)), False: ((-2, -1, 0), (2, 3, 4))}


def cast_votes(show: Show, people: Iterable[Member], *, aired: int, dice: random.Random) -> None:
    """Let everybody vote on what they have watched, on nothing later.

    Args:
        show: the starter show.
        people: the fans, each with a place in it.
        aired: its last episode.
        dice: always fall alike.
    """
    places = Progress.objects.filter(show=show, member__in=list(people)).order_by("member")
    through = {place.member_id: aired if place.always_aired else place.through for place in places}
    for slug, every, mood in MOODS:
        character = Character.objects.filter(show=show, slug=slug).first()
        if character is not None:
            store(character, list(feelings(through, every, mood, dice)))


def feelings(
    through: dict[int, int], every: int, mood: list[tuple[int, int]], dice: random.Random
) -> Iterator[tuple[int, int, int]]:  # fmt: skip
    """Member, episode and value of each vote."""
    for member_id, last in through.items():
        for episode in range(1 + dice.randrange(every), last + 1, every):
            values, weights = SHARES[dice.random() * 100 < at(mood, episode)]
            yield member_id, episode, dice.choices(values, weights)[0]


def at(mood: list[tuple[int, int]], episode: int) -> float:
    """The mood at an episode, in a straight line between the two it stands between."""
    for (first, start), (last, end) in pairwise(mood):
        if first <= episode <= last:
            return start + (end - start) * (episode - first) / (last - first)
    return mood[-1][1]


def store(character: Character, votes: list[tuple[int, int, int]]) -> None:
    """The votes of one character, and what they come to."""
    rows = (Vote(member_id=member, character=character, episode=number, value=value) for member, number, value in votes)
    Vote.objects.bulk_create(rows, batch_size=CHUNK)
    counted = Counter((number, COLUMNS[value]) for _member, number, value in votes)
    tallies: dict[int, Tally] = {}
    for (number, name), count in counted.items():
        setattr(tallies.setdefault(number, Tally(character=character, episode=number)), name, count)
    Tally.objects.bulk_create(tallies.values(), batch_size=CHUNK)
