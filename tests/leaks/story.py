"""A real story for the leak test: Game of Thrones as a folder of scenes tells it, and the same story cut off."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from typing import Any

from django.db import models
from django.db.models import Exists, OuterRef

from accounts.models import Member
from portal.cast.models import Alias, Beat, BeatStep, Casting, Character, House, Person, Relationship
from portal.lib.planning import size_up
from shows.actions import show_changes
from shows.models import Episode, Season, Show
from tests.exchange.files import taken, the_thrones

MODELS: tuple[Any, ...] = (
    Show, Season, Episode, Person, House, Character, Alias, Casting, Relationship, Beat, BeatStep,
    Beat.characters.through,
)  # fmt: skip
_kept: list[list[models.Model]] = []


@dataclass(frozen=True)
class Fact:
    """A death, a recast or a tie, as the data itself has it.

    Args:
        kind: `death`, `recast` or `tie`.
        episode: the first at which a reader may know.
        row: as a dump has it, without what hangs beside it.
        characters: the slugs of those concerned.
        words: that tell it where it is shown.
    """

    kind: str
    episode: int
    row: tuple[Any, ...]
    characters: tuple[str, ...]
    words: str


def tell_the_story(by: Member) -> Show:
    """The whole of it, imported once and put back for every other test."""
    if _kept:
        for rows in _kept:
            type(rows[0])._default_manager.bulk_create(rows)
    else:
        outcome = taken(the_thrones(), by)
        assert outcome.wrong == []
        _kept.extend(list(model._default_manager.order_by("pk")) for model in MODELS)
    size_up(MODELS)
    show_changes()
    return Show.objects.get()


def facts_of() -> list[Fact]:
    """Every death, recast and tie, read from the data and not from the portal."""
    rows = the_thrones().rows
    names = {given.data["slug"]: given.data["name"] for given in rows["people"]}
    found = [
        Fact("death", beat["episode"], (beat["headline"],), tuple(beat["characters"]), beat["headline"])
        for beat in (given.data for given in rows["beats"])
    ]
    for casting in (given.data for given in rows["castings"]):
        if casting["kind"] == "recast":
            row = casting["character"], casting["person"], casting["from_episode"]
            found.append(Fact("recast", row[2], row, row[:1], names[row[1]]))
    for tie in (given.data for given in rows["ties"]):
        row = *sorted((tie["subject"], tie["object"])), tie["kind"]
        found.append(Fact("tie", tie["from_episode"], row, row[:2], ""))
    return found


def known_from(facts: list[Fact], characters: dict[str, int]) -> dict[int, list[Fact]]:
    """Facts by the episode from which on they may be known: neither they nor anybody in them is a secret any more."""
    by_episode: dict[int, list[Fact]] = defaultdict(list)
    for fact in facts:
        by_episode[max(fact.episode, *(characters[slug] for slug in fact.characters))].append(fact)
    return by_episode


def cut_after(show: Show, episode: int) -> None:
    """Take away whatever only a reader further on may know: what is left is the story of somebody who ends here."""
    later = {"reveals__gt": episode}
    Beat.objects.filter(show=show, **later).delete()
    Relationship.objects.filter(show=show, **later).delete()
    Casting.objects.filter(character__show=show, **later).delete()
    Alias.objects.filter(show=show, **later).delete()
    Character.objects.filter(show=show, **later).delete()
    Person.objects.filter(~Exists(Casting.objects.filter(person=OuterRef("pk")))).delete()
    House.objects.filter(~Exists(Character.objects.filter(house=OuterRef("pk")))).delete()
    ends = Casting.objects.filter(character__show=show, until_episode__gt=episode)
    ends.update(until_episode=None, end_reason="", end_reason_hi="")
    Relationship.objects.filter(show=show, until_episode__gt=episode).update(until_episode=None)
    unseen = Episode.objects.filter(show=show, number__gt=episode)
    unseen.update(full_title="", summary="", leap="", leap_hi="", external_ids={}, provenance={})
    show_changes()
