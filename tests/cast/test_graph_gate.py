"""The character graph ends where its reader has watched to, and nothing later moves a pixel of it."""

import re

import pytest

from portal.cast.models import Beat, Casting, Tally
from shows.actions import save_entry
from tests.builders import a_beat, a_casting, a_character, a_person, from_source
from tests.cast.graph_scenes import ORIGIN, page, picture, seats, two_samars, votes


@pytest.fixture
def samar(anupamaa):
    return two_samars(anupamaa)


@pytest.fixture
def reader(client, anupamaa):
    return seats(client, anupamaa)


def test_a_reader_one_episode_before_a_secret_recast_and_beat_sees_nothing_of_them(reader, samar, anupamaa):
    Casting.objects.filter(from_episode=656).update(until_episode=999)
    a_casting(samar, a_person("Naya Samar"), 1000, kind=Casting.Kind.RECAST)
    a_beat(anupamaa, 1000, samar, headline="Takes a bullet")
    votes(samar, 999, 0, 0, 0, 40, 0)
    votes(samar, 1000, 7777, 0, 0, 0, 0)
    for told in ("", "graph/", "graph.csv", "graph.json", "graph.svg"):
        before = reader(999).get(samar.get_absolute_url() + told).content.decode()
        after = reader(1000).get(samar.get_absolute_url() + told).content.decode()
        assert not re.search(r"Naya|bullet|7,?777", before), told
        assert re.search("Naya", after), told


def test_two_worlds_that_differ_only_past_the_horizon_are_drawn_alike_to_the_byte(reader, samar, anupamaa):
    for episode in range(1, 700):
        votes(samar, episode, 1, 2, 3, 20, episode % 7)

    def told():
        at = reader(655)
        return [picture(at, samar), page(at, samar), at.get(samar.get_absolute_url() + "graph.json").content]

    before = told()
    Tally.objects.filter(episode__gt=655).update(plus_two=999)
    votes(samar, 756, 500, 0, 0, 0, 0)
    a_beat(anupamaa, 656, samar, headline="A very long and secret headline of the future")
    a_casting(samar, a_person("Somebody Later"), 900, 901, kind=Casting.Kind.DOUBLE)
    Casting.objects.filter(from_episode=656).update(until_episode=1000, end_reason="Left")
    assert told() == before


def test_counts_never_hold_a_later_vote(reader, samar):
    votes(samar, 500, 0, 0, 0, 40, 0)
    votes(samar, 501, 0, 0, 0, 2000, 0)
    assert "40 votes" in page(reader(500), samar)
    assert "2,040 votes" in page(reader(501), samar)


def test_the_cloth_is_there_for_everybody_and_of_one_width(reader, samar):
    for episode in (1, 999, 1100):
        told = page(reader(episode), samar)
        assert told.count("graph__cloth") == 1
        assert 'viewBox="0 0 1002 ' in told
    assert re.search(r'<svg [^>]*width="1152"', picture(reader(1100), samar))


def test_lifting_the_cloth_opens_all_facts_of_the_page_once_and_is_stored_nowhere(reader, samar, anupamaa):
    a_beat(anupamaa, 1041, samar, headline="Malti Devi is revealed")
    votes(samar, 1050, 0, 0, 0, 35, 0)
    at = reader(1018)
    lifted = at.post(samar.get_absolute_url() + "lift/", **ORIGIN)
    told = lifted.content.decode()
    assert (lifted.status_code, lifted["Cache-Control"], lifted.cookies.output()) == (200, "no-store", "")
    assert "Malti Devi is revealed" in told
    assert "Ep 1,019 to 1,100" in told
    assert 'class="wash"' in told
    assert "Watched to Ep 1,018" in told
    assert "Malti" not in page(at, samar)


def test_a_lift_is_a_post_from_our_own_pages(reader, samar):
    assert reader(10).get(samar.get_absolute_url() + "lift/").status_code == 405
    assert reader(10).post(samar.get_absolute_url() + "lift/", HTTP_SEC_FETCH_SITE="cross-site").status_code == 403


def test_a_character_one_does_not_know_has_no_graph_in_any_form(reader, anupamaa):
    secret = a_character(anupamaa, "Malti Devi", reveals=950)
    for told in ("graph/", "graph.svg", "graph.png", "graph.csv", "graph.json"):
        assert reader(949).get(secret.get_absolute_url() + told).status_code == 404
    assert reader(949).post(secret.get_absolute_url() + "lift/", **ORIGIN).status_code == 404


def test_a_changed_catalogue_is_drawn_anew_at_once(reader, samar, karan, anupamaa, django_capture_on_commit_callbacks):
    at = reader(1000)
    assert "Weds" not in page(at, samar)
    with django_capture_on_commit_callbacks(execute=True):
        beat = Beat(show=anupamaa, episode=905, headline="Weds", sources=from_source())
        save_entry(beat, by=karan, many={"characters": [samar]})
    assert "Weds" in page(at, samar)
