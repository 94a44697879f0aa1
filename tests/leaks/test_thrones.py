"""A real story: of each death, recast and tie a reader one episode before is told nothing, and one who is there is.

Every surface is read by readers at every episode, in the whole story and in the same story cut off where the reader
stands. Were anything of what comes later to show, in a word, a count, an order or an address, the two would differ.

A new surface is one line in `EVERYWHERE`, or in `BEFORE` if it is about one character; if deaths, recasts or ties are
told on it, in `TELLS` as well.
"""

from __future__ import annotations

import json
from collections.abc import Iterator
from typing import Any

import pytest
from django.core.cache import cache
from django.test import Client

from accounts.models import Member
from accounts.seats import forget_seat
from portal.cast.models import Character
from shows.models import Progress, Show
from tests.exchange.files import needs_shared_data
from tests.leaks.readers import NOISE, everything
from tests.leaks.story import Fact, cut_after, facts_of, known_from, tell_the_story

LAST = 73
# Read at every episode.
EVERYWHERE = [
    "/api/v1/shows/{show}/",
    "/api/v1/shows/{show}/episodes/{following}/",
    "/shows/{show}/episodes/{following}/",
]
# Read one episode before a recast.
BEFORE_A_RECAST = [
    "/shows/{show}/",
    "/shows/{show}/cast/",
    "/people/{person}/",
    "/api/v1/people/",
    "/api/v1/shows/{show}/cast/?through=99",
    "/api/v1/shows/{show}/characters/{character}/?at=99",
    "/api/v1/shows/{show}/dump/",
]
# Read for everybody whom something happens to, one episode before it.
BEFORE = ["/shows/{show}/characters/{character}/"]
# Where a reader who is there finds the words of a fact.
TELLS = {
    "recast": ["/shows/{show}/characters/{character}/", "/api/v1/shows/{show}/characters/{character}/"],
}
pytestmark = [needs_shared_data, pytest.mark.django_db, pytest.mark.slow]


class Watching:
    """One member, moved from episode to episode."""

    def __init__(self, member: Member, show: Show) -> None:
        self.member, self.show = member, show
        self.client = Client()
        self.client.force_login(member)
        Progress.objects.create(member=member, show=show)

    def at(self, episode: int) -> Watching:
        """The same reader, who has watched so far."""
        Progress.objects.filter(member=self.member).update(through=episode)
        cache.clear()
        forget_seat(self.member.pk)
        return self

    def told(self, template: str, **names: Any) -> str:
        """All that one answer says."""
        return everything(self.client, template.format(show=self.show.slug, **names))


@pytest.fixture
def reader(om: Member, asha: Member) -> Watching:
    """Asha, before the whole story."""
    return Watching(asha, tell_the_story(om))


@pytest.fixture
def secrets() -> dict[int, list[Fact]]:
    """What comes out at each episode."""
    firsts = dict(Character.objects.values_list("slug", "reveals"))
    return known_from(facts_of(), {slug: reveals or 1 for slug, reveals in firsts.items()})


def test_the_whole_story_is_there(reader, secrets):
    kinds = [fact.kind for facts in secrets.values() for fact in facts]
    assert (kinds.count("death"), kinds.count("recast")) == (241, 16) and kinds.count("tie") > 400


def test_at_every_episode_a_dump_holds_exactly_the_deaths_recasts_and_ties_until_there(reader, secrets):
    seen: set[tuple[str, tuple[Any, ...]]] = set()
    for episode in range(LAST + 1):
        seen |= {(fact.kind, fact.row) for fact in secrets.get(episode, ())}
        told = reader.at(episode).told("/api/v1/shows/{show}/dump/")
        assert dumped(json.loads(told[told.index("\n{") :])) == seen, f"at episode {episode}"
        later = [fact.words for n, facts in secrets.items() if n > episode for fact in facts if fact.kind == "death"]
        assert [words for words in later if words in told] == []


def dumped(told: dict[str, Any]) -> set[tuple[str, tuple[Any, ...]]]:
    """The facts of a dump."""
    found: set[tuple[str, tuple[Any, ...]]] = {("death", (beat["headline"],)) for beat in told["beats"]}
    found |= {("tie", (*sorted((tie["subject"], tie["object"])), tie["kind"])) for tie in told["ties"]}
    recasts = (row for row in told["castings"] if row["kind"] == "recast")
    return found | {("recast", (row["character"], row["person"], row["from_episode"])) for row in recasts}


def test_what_comes_later_changes_nothing_on_any_surface_for_a_reader_who_is_not_there(reader, secrets):
    whole = {episode: dict(crawl(reader, episode, secrets)) for episode in range(LAST, -1, -1)}
    for episode in range(LAST, -1, -1):
        cut_after(reader.show, episode)
        for address, told in crawl(reader, episode, secrets):
            assert told == whole[episode][address], f"a reader at {episode} is told of later: {address}"


def crawl(reader: Watching, episode: int, secrets: dict[int, list[Fact]]) -> Iterator[tuple[str, str]]:
    """What a reader at an episode is told on every surface, by address."""
    reader.at(episode)
    next_up = secrets.get(episode + 1, [])
    recast = [fact for fact in next_up if fact.kind == "recast"]
    concerned = sorted({slug for fact in next_up for slug in fact.characters})
    asked = [(template, {"following": min(episode + 1, LAST)}) for template in EVERYWHERE]
    for fact in recast[:1]:
        names = {"character": fact.row[0], "person": fact.row[1]}
        asked += [(template, names) for template in BEFORE_A_RECAST]
    asked += [(template, {"character": slug}) for template in BEFORE for slug in concerned]
    for template, names in asked:
        yield template.format(show=reader.show.slug, **names), NOISE.sub("", reader.told(template, **names))


def test_a_reader_who_is_there_sees_it(reader, secrets):
    for episode, facts in sorted(secrets.items()):
        reader.at(episode)
        for fact in facts:
            for template in TELLS.get(fact.kind, ()):
                told = reader.told(template, character=fact.characters[0])
                assert fact.words in told.replace("&#x27;", "'"), f"{fact} at {episode}"


def test_the_crawl_finds_a_surface_that_tells(reader, secrets, settings):
    """A leak is planted: it has to be found, or the rest proves nothing."""
    settings.ROOT_URLCONF = "tests.leaks.planted"
    before = reader.at(10).told("/planted/count/")
    cut_after(reader.show, 10)
    assert reader.told("/planted/count/") != before
