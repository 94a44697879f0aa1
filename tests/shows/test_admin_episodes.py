"""Curators edit a show of 3,000 episodes in the admin, and are told what cannot be."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from shows.models import Episode
from tests.builders import a_show

LIST = "/admin/shows/episode/"


@pytest.fixture
def long(db):
    return a_show("long", episodes=3000, aired_through=3000)


@pytest.fixture
def browser(as_member, karan):
    return as_member(karan)


def form(show, **fields):
    return {"show": show.pk, "number": "3001", "aired_at": "", "safe_title": "Coming"} | fields


def test_the_list_costs_the_same_for_3000_episodes(browser, long):
    with CaptureQueriesContext(connection) as captured:
        told = browser.get(f"{LIST}?show__id__exact={long.pk}").content.decode()
    assert told.count('class="action-select"') == 50
    assert len([query for query in captured.captured_queries if '"shows_' in query["sql"]]) <= 6


@pytest.mark.parametrize("typed", ["1018", "१०१८", "Ep 1,018"])
def test_an_episode_is_found_however_its_number_is_typed(browser, long, typed):
    told = browser.get(LIST, {"q": typed}).content.decode()
    assert told.count('class="action-select"') == 1 and ">1018<" in told


def test_devanagari_digits_are_numbers(browser, long):
    assert browser.post(f"{LIST}add/", form(long, number="३००१")).status_code == 302
    assert Episode.objects.get(show=long, number=3001).safe_title == "Coming"


@pytest.mark.parametrize(
    ("fields", "sentence"),
    [
        ({"number": "0"}, "Episodes count from 1."),
        ({"number": "-1"}, "Type an episode number"),
        ({"number": "1000000000"}, "Type an episode number"),
        ({"number": "1018"}, "This entry is here already."),
        ({"aired_at": "2206-11-22 22:00"}, "Check the year"),
        ({"aired_at": "1026-11-22 22:00"}, "Check the year"),
        ({"aired_at": "22 November"}, "Enter a valid date/time."),
    ],
)
def test_what_cannot_be_gets_a_sentence_and_changes_nothing(browser, long, fields, sentence):
    answer = browser.post(f"{LIST}add/", form(long, **fields))
    assert answer.status_code == 200 and sentence in answer.content.decode()
    assert Episode.objects.filter(show=long).count() == 3000
