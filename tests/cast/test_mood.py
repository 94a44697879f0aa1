"""The mood of the adda: whose approval moved furthest, of whom a reader may know, as of the episode they stand at."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from portal.cast.mood import read_mood
from shows.spoilers import nobody
from tests.builders import a_character, at_episode
from tests.cast.graph_scenes import votes

pytestmark = pytest.mark.django_db


@pytest.fixture
def felt(anupamaa):
    """Samar falls from 80 to 20 at 100; Anuj rises by 30; Malti, whom nobody knows before 900, by a hundred."""
    samar, anuj = a_character(anupamaa, "Samar"), a_character(anupamaa, "Anuj")
    malti = a_character(anupamaa, "Malti", reveals=900)
    for character, before, after in ((samar, 80, 20), (anuj, 40, 70), (malti, 0, 100)):
        for episode in range(60, 120):
            likes = before if episode < 100 else after
            votes(character, episode, 0, 100 - likes, 0, likes, 0)
    return anupamaa


def at(show, episode):
    return read_mood(show.pk, nobody().moved(show.pk, episode))


def test_who_moved_furthest_stands_there_with_the_numbers(felt):
    found = at(felt, 110)
    assert (found.character.name, found.approve, found.change, found.since) == ("Samar", 20, -60, 79)
    assert found.line.startswith("M6.3 9.0L") and found.line.count("L") == 11


def test_nothing_past_the_horizon_moves_it(felt):
    found = at(felt, 99)
    assert (found.character.name, found.change) in {("Samar", 0), ("Anuj", 0)}


def test_too_few_votes_say_nothing(anupamaa):
    samar = a_character(anupamaa, "Samar")
    for episode in range(60, 100):
        votes(samar, episode, 0, 0, 0, 1, 0)
    assert at(anupamaa, 99) is None and at(anupamaa, 0) is None and at(anupamaa, 3) is None


def test_it_stands_beside_the_feed_at_home(felt, asha, karan, as_member):
    at_episode(asha, felt, 110)
    at_episode(karan, felt, 3)
    page = as_member(asha).get("/").text.partition('id="mood"')[2]
    assert ">Samar</a>" in page and "20% approve after Ep 110, down 60 since Ep 79" in page
    assert 'id="mood"' not in as_member(karan).get("/").text


def test_the_api_tells_the_same(felt, asha, karan, as_member):
    at_episode(asha, felt, 110)
    at_episode(karan, felt, 3)
    told = as_member(asha).get("/api/v1/shows/anupamaa/mood/").json()["mood"]
    assert (told["character"]["name"], told["approve"], told["change"], told["since"]) == ("Samar", 20, -60, 79)
    assert as_member(asha).get("/api/v1/shows/anupamaa/mood/?through=99").json()["mood"]["since"] == 68
    assert as_member(karan).get("/api/v1/shows/anupamaa/mood/").json() == {"mood": None}
    assert as_member(asha).get("/api/v1/shows/nowhere/mood/").status_code == 404


def test_the_api_and_the_page_read_it_once_for_all_at_an_episode(felt, asha, karan, as_member):
    for member in (asha, karan):
        at_episode(member, felt, 110)
    assert ">Samar</a>" in as_member(asha).get("/").text

    with CaptureQueriesContext(connection) as asked:
        told = as_member(karan).get("/api/v1/shows/anupamaa/mood/").json()["mood"]

    assert told["change"] == -60
    assert [query for query in asked.captured_queries if "tally" in query["sql"]] == []
