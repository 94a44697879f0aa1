"""The five-step vote on a character's page, and the same by API."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from portal.cast.models import Tally, Vote
from tests.builders import a_character, at_episode

HTMX = {"HTTP_HX_REQUEST": "true"}


@pytest.fixture
def samar(anupamaa):
    return a_character(anupamaa, "Samar")


@pytest.fixture
def browser(asha, anupamaa, as_member):
    at_episode(asha, anupamaa, 1018)
    return as_member(asha)


def address(character):
    return f"{character.get_absolute_url()}votes/"


def page(browser, character, query=""):
    return browser.get(character.get_absolute_url() + query).content.decode()


def test_a_vote_is_cast_without_a_script_and_counted_at_once(browser, samar):
    assert "How did Samar land in Ep 1,018?" in page(browser, samar)
    answer = browser.post(address(samar), {"episode": "1018", "value": "1"})
    assert (answer.status_code, answer["Location"]) == (302, f"{samar.get_absolute_url()}#vote")
    told = page(browser, samar)
    assert "1 fan voted. You: <strong>Wah</strong>" in told
    assert 'value="1" aria-pressed="true"' in told


def test_with_a_script_only_the_panel_comes_back(browser, samar):
    told = browser.post(address(samar), {"episode": "1018", "value": "2"}, **HTMX).content.decode()
    assert told.lstrip().startswith('<section class="panel vote"')
    assert "You: <strong>Taali</strong>" in told


def test_a_vote_is_taken_back(browser, samar):
    browser.post(address(samar), {"episode": "1018", "value": "2"})
    browser.post(address(samar), {"episode": "1018", "take_back": "1"})
    assert not Vote.objects.exists()
    assert "0 fans voted." in page(browser, samar)


def test_another_episode_is_voted_on_from_the_same_page(browser, samar):
    assert "land in Ep 900?" in page(browser, samar, "?episode=९००")
    answer = browser.post(address(samar), {"episode": "900", "value": "-2"})
    assert answer["Location"].endswith("?episode=900#vote")
    assert "You: <strong>Boo</strong>" in page(browser, samar, "?episode=900")


@pytest.mark.parametrize("query", ["?episode=1019", "?episode=0", "?episode=-1", "?episode=x", "?episode=1000000000"])
def test_an_episode_one_has_not_watched_is_not_offered(browser, samar, query):
    assert "land in Ep 1,018?" in page(browser, samar, query)


@pytest.mark.parametrize(
    ("sent", "sentence"),
    [
        ({"episode": "1019", "value": "1"}, "You have watched up to episode 1,018."),
        ({"episode": "0", "value": "1"}, "You have watched up to episode 1,018."),
        ({"episode": "ninety", "value": "1"}, "Type an episode number"),
        ({"episode": "1000000000", "value": "1"}, "Type an episode number"),
        ({"episode": "", "value": "1"}, "This field is required"),
        ({"episode": "1018", "value": "3"}, "Choose one of the five."),
        ({"episode": "1018"}, "Choose one of the five."),
    ],
)
@pytest.mark.parametrize("script", [{}, HTMX], ids=["page", "htmx"])
def test_a_vote_that_cannot_be_says_why_and_keeps_what_was_sent(browser, samar, sent, sentence, script):
    answer = browser.post(address(samar), sent, **script)
    told = answer.content.decode()
    assert answer.status_code == 422
    assert sentence in told
    if sent["episode"]:
        assert f'name="episode" value="{sent["episode"]}"' in told
    assert not Vote.objects.exists()


def test_devanagari_digits_are_numbers(browser, samar):
    browser.post(address(samar), {"episode": "१०१८", "value": "1"})
    assert Vote.objects.get().episode == 1018


def test_a_vote_that_stands_says_so(browser, samar):
    browser.post(address(samar), {"episode": "900", "value": "1"})
    answer = browser.post(address(samar), {"episode": "900", "value": "2"})
    assert answer.status_code == 403
    assert "Your vote on episode 900 stands" in answer.content.decode()
    assert "disabled" in page(browser, samar, "?episode=900")


def test_guests_see_where_to_sign_in_and_cannot_vote(client, samar, anupamaa):
    client.post("/shows/anupamaa/progress/", {"through": "10"}, HTTP_SEC_FETCH_SITE="same-origin")
    told = page(client, samar)
    assert "/accounts/login/?next=/shows/anupamaa/characters/samar/" in told
    assert 'name="value"' not in told
    assert client.post(address(samar), {"episode": "1", "value": "1"}).status_code == 403
    assert not Vote.objects.exists()


def test_nobody_votes_on_somebody_they_do_not_know(browser, anupamaa):
    secret = a_character(anupamaa, "Malti Devi", reveals=1050)
    assert browser.post(address(secret), {"episode": "1", "value": "1"}).status_code == 404


API = "/api/v1/shows/anupamaa/characters/samar/votes/"


def test_the_api_reads_casts_and_takes_back_a_vote(browser, samar):
    assert browser.get(f"{API}1018/").json() == {"episode": 1018, "value": None, "changeable": True, "voters": 0}
    put = browser.put(f"{API}1018/", {"value": -1}, content_type="application/json")
    assert put.json() == {"episode": 1018, "value": -1, "changeable": True, "voters": 1}
    assert browser.delete(f"{API}1018/").status_code == 204
    assert Tally.objects.get().minus_one == 0


@pytest.mark.parametrize(
    ("episode", "value", "status", "code"),
    [
        (1019, 1, 422, "not_watched"), (0, 1, 422, "not_watched"), (10**8, 1, 422, "not_watched"),
        (1018, 3, 422, "invalid"), (1018, "x", 422, "invalid"), (1018, None, 422, "invalid"),
    ],
)  # fmt: skip
def test_the_api_refuses_in_the_same_words_as_the_page(browser, samar, episode, value, status, code):
    answer = browser.put(f"{API}{episode}/", {"value": value}, content_type="application/json")
    assert (answer.status_code, answer.json()["code"]) == (status, code)


def test_the_api_tells_guests_to_sign_in(client, samar):
    assert client.get(f"{API}1/").status_code == 401
    assert client.put(f"{API}1/", {"value": 1}, content_type="application/json").status_code == 401


def test_the_page_asks_no_more_the_second_time_however_many_have_voted(browser, samar):
    def asked():
        browser.get(samar.get_absolute_url())
        with CaptureQueriesContext(connection) as captured:
            browser.get(samar.get_absolute_url())
        return [query["sql"] for query in captured if 'FROM "cast_' in query["sql"] or 'FROM "shows_' in query["sql"]]

    few = asked()
    Tally.objects.bulk_create(Tally(character=samar, episode=number, plus_one=300) for number in range(1, 1000))
    assert len(asked()) == len(few) == 1  # the count, and beside it the vote


@pytest.mark.parametrize(
    ("asked", "sentence"),
    [("0", "from 1 to 1,018"), ("1019", "from 1 to 1,018"), ("abc", "Type an episode number"), ("१०१८", "")],
)
def test_an_episode_that_cannot_be_voted_on_has_its_sentence(asked, sentence, browser, samar):
    page = browser.get(f"{samar.get_absolute_url()}?episode={asked}").text
    assert ('id="vote-episode-error"' in page) == bool(sentence) and sentence in page
