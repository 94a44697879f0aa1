"""Who plays whom in a folder of scenes: one actor from the first scene on, or one after the other by their seasons."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from itertools import pairwise
from typing import Any, Final

from portal.cast.exchange.story import NEVER, Story

ONLY: Final = "the only actor named, so from the character's first scene on"
BEGINS: Final = "begins at the character's first scene in the actor's first season"
NO_SCENE: Final = "no scene of the character in the actor's seasons: begins with the first of these seasons"
SHARED: Final = "named for the same season as another actor: they share the part"


@dataclass(frozen=True)
class Cast:
    """One actor in one part."""

    actor: str
    link: str
    kind: str
    first: int
    last: int | None
    rule: str


def castings_of(row: dict[str, Any], story: Story) -> Iterator[Cast]:
    """Everybody who plays a character, by their first episode."""
    if "actors" in row:
        yield from in_turn(row["characterName"], row["actors"], story)
    elif row.get("actorName"):
        first, rule = story.first_seen(row["characterName"])
        said = rule if rule == NEVER else ONLY
        yield Cast(row["actorName"], row.get("actorLink", ""), "original", first, None, said)


def in_turn(name: str, actors: list[dict[str, Any]], story: Story) -> Iterator[Cast]:
    """Several actors: the first is the original, those who follow are recasts, and each ends where the next begins."""
    began = sorted((begin(name, actor, story) for actor in actors), key=lambda cast: cast.first)
    main: list[Cast] = []
    for cast in began:
        if main and main[-1].first == cast.first:
            yield replace(cast, kind="double", rule=SHARED)
        else:
            main.append(replace(cast, kind="recast") if main else cast)
    yield from (replace(one, last=following.first - 1) for one, following in pairwise(main))
    yield main[-1]


def begin(name: str, actor: dict[str, Any], story: Story) -> Cast:
    """Where one of several actors begins."""
    seasons = sorted(actor["seasonsActive"])
    seen = (story.first_in_season(name, season) for season in seasons)
    first = next((number for number in seen if number is not None), None)
    begins, rule = (story.seasons[seasons[0]][0], NO_SCENE) if first is None else (first, BEGINS)
    return Cast(actor["actorName"], actor.get("actorLink", ""), "original", begins, None, rule)
