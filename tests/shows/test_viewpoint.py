"""The gate: what a reader at one place may know."""

from datetime import timedelta

import pytest

from shows.clocks import read_clocks
from shows.spoilers import ALWAYS, Viewpoint, nobody
from tests.builders import NOW, a_show, an_episode


@pytest.fixture
def clocks(anupamaa):
    return read_clocks(NOW)


def test_a_fact_is_known_from_the_episode_that_reveals_it(anupamaa, clocks):
    reader = Viewpoint(clocks, {anupamaa.pk: 1043})
    assert reader.knows(anupamaa.pk, 1043)
    assert not reader.knows(anupamaa.pk, 1044)


@pytest.mark.parametrize("safe", [None, 0])
def test_what_reveals_nothing_is_known_to_everybody(anupamaa, clocks, safe):
    assert Viewpoint(clocks, {anupamaa.pk: 0}).knows(anupamaa.pk, safe)


def test_a_reader_who_never_said_stands_where_everybody_may(db):
    show = a_show(aired_through=100, public_through=93)
    reader = Viewpoint(read_clocks(NOW))
    assert reader.horizon(show.pk) == 93


def test_what_a_show_says_is_public_opens_nothing_that_its_dates_say_has_just_aired(db):
    show = a_show(aired_through=100, public_through=100)
    an_episode(show, 97, aired_at=NOW - timedelta(days=8))
    for number, days in ((98, 6), (99, 1), (100, 0)):
        an_episode(show, number, aired_at=NOW - timedelta(days=days))
    assert read_clocks(NOW)[show.pk].public == 97

    an_episode(show, 101, aired_at=NOW + timedelta(days=1))
    show.episodes.filter(number__lte=100).delete()
    assert read_clocks(NOW)[show.pk].public == 100


def test_always_what_has_aired_moves_with_the_air_dates(db):
    show = a_show(aired_through=None, public_through=None)
    an_episode(show, 1, aired_at=NOW - timedelta(days=8))
    an_episode(show, 2, aired_at=NOW - timedelta(hours=1))
    an_episode(show, 3, aired_at=NOW + timedelta(hours=23))
    through = {show.pk: ALWAYS}
    assert Viewpoint(read_clocks(NOW), through).horizon(show.pk) == 2
    assert Viewpoint(read_clocks(NOW + timedelta(days=1)), through).horizon(show.pk) == 3


def test_an_episode_is_open_to_everybody_a_week_after_it_aired(db):
    show = a_show(aired_through=None, public_through=None)
    an_episode(show, 1, aired_at=NOW - timedelta(days=7, seconds=1))
    an_episode(show, 2, aired_at=NOW - timedelta(days=6, hours=23))
    assert Viewpoint(read_clocks(NOW)).horizon(show.pk) == 1


def test_nobody_knows_nothing_of_any_show(anupamaa):
    assert nobody().horizon(anupamaa.pk) == 0


def test_reading_as_of_an_earlier_episode_never_goes_past_the_own_horizon(anupamaa, clocks):
    reader = Viewpoint(clocks, {anupamaa.pk: 500})
    assert reader.as_of(300).horizon(anupamaa.pk) == 300
    assert reader.as_of(900).horizon(anupamaa.pk) == 500


def test_a_show_nobody_knows_has_no_secrets_open(clocks):
    assert Viewpoint(clocks).horizon(999_999) == 0
