"""The name of a source may tell what happens, so an episode's is told to those who have watched it."""

from __future__ import annotations

import pytest

from portal.curation.actions import propose
from portal.curation.drafts import Draft
from portal.curation.models import Proposal
from portal.curation.values import values_of
from portal.lib.ids import veiled
from shows.catalogue import entry_kind
from shows.models import UNVERIFIED, Episode
from tests.builders import NOW, an_episode, at_episode
from tests.curation.scenes import history_page
from tests.leaks.readers import NOISE

JSON = "application/json"
SECRET = "Samar dies"
HEADLINE = {"label": f"India Forums: {SECRET} in Ep 1061", "url": "https://news.example.com/x", "seen_on": "2026-11-20"}


@pytest.fixture
def episode(anupamaa):
    return an_episode(anupamaa, 1061, safe_title="Dinner", source=UNVERIFIED)


@pytest.fixture
def early(asha, anupamaa, as_member):
    """Somebody at 240."""
    at_episode(asha, anupamaa, 240)
    return as_member(asha)


@pytest.fixture
def late(nandini, anupamaa, as_member):
    """Somebody at 1,061."""
    at_episode(nandini, anupamaa, 1061)
    return as_member(nandini)


@pytest.fixture
def curator(karan, anupamaa, as_member):
    at_episode(karan, anupamaa, 1090)
    return as_member(karan)


def suggest(curator, episode, **values) -> None:
    said = {"kind": "episode", "row": veiled("episode", episode.pk), "values": values, "sources": [HEADLINE]}
    answer = curator.post("/api/v1/proposals/", said, JSON)
    assert answer.status_code == 201, answer.text


def all_told(reader) -> list[str]:
    """Everything that tells of the episode."""
    paths = [
        "/api/v1/shows/anupamaa/episodes/1061/", "/api/v1/shows/anupamaa/episodes/",
        "/shows/anupamaa/episodes/1061/", "/shows/anupamaa/episodes/?from=1001",
    ]  # fmt: skip
    told = [reader.get(path).text for path in paths]
    return [*told, b"".join(reader.get("/api/v1/shows/anupamaa/dump/")).decode()]


def without_noise(told: list[str]) -> list[str]:
    return [NOISE.sub("", text) for text in told]


def test_whoever_has_not_watched_it_notices_nothing(curator, episode, early, late):
    before = without_noise(all_told(early))
    suggest(curator, episode, full_title="The last goodbye")
    assert Episode.objects.get().source == HEADLINE["label"]

    after = without_noise(all_told(early))
    assert not any(SECRET in text for text in after)
    assert [text.count("unverified") for text in after] == [text.count("unverified") for text in before]
    assert early.get("/api/v1/shows/anupamaa/episodes/1061/").json()["source"] == ""
    assert SECRET in late.get("/api/v1/shows/anupamaa/episodes/1061/").json()["source"]
    assert SECRET in all_told(late)[-1]


def test_that_nobody_vouches_is_told_those_who_have_watched_it(episode, early, late):
    page = "/shows/anupamaa/episodes/1061/"
    assert "unverified" in late.get(page).text and "unverified" not in early.get(page).text


def test_an_edit_of_what_everybody_may_know_stays_in_the_history(curator, episode, early):
    suggest(curator, episode, safe_title="Supper")
    assert "Supper" in early.get(history_page("episode", episode)).text


def test_an_edit_that_adds_an_episode_tells_no_source(karan, anupamaa, early):
    values = {"show": anupamaa.pk, "number": 1062, "safe_title": "Tea", "full_title": SECRET}
    empty = values_of(entry_kind("episode"), Episode())
    said = {name: values.get(name, empty[name]) for name in empty if name != "source"}
    propose(Draft(entry_kind("episode"), Proposal.Verb.ADD, {}, said, [HEADLINE]), by=karan, at=NOW)

    page = early.get(history_page("episode", Episode.objects.get(number=1062))).text
    assert "Tea" in page and SECRET not in page
