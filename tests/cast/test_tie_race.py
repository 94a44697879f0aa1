"""Two curators at once: no circle closes between them, and nothing is written twice."""

import pytest

from portal.cast.models import Beat, Relationship
from shows.actions import save_entry
from tests.builders import a_character, from_source
from tests.together import at_once

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.slow]


def mother(one, child):
    return Relationship(subject=one, object=child, kind=Relationship.Kind.MOTHER, sources=from_source())


def test_two_curators_do_not_close_a_circle_between_them(anupamaa, karan, meera):
    for _time in range(5):
        one, other = a_character(anupamaa), a_character(anupamaa)
        at_once(
            lambda one=one, other=other: save_entry(mother(one, other), by=karan),
            lambda one=one, other=other: save_entry(mother(other, one), by=meera),
        )
        assert Relationship.objects.filter(subject__in=(one, other)).count() == 1


def test_three_curators_do_not_close_a_longer_circle(anupamaa, karan):
    for _time in range(3):
        ring = [a_character(anupamaa) for _ in range(3)]
        pairs = [(ring[place], ring[(place + 1) % 3]) for place in range(3)]
        at_once(*(lambda pair=pair: save_entry(mother(*pair), by=karan) for pair in pairs))
        assert Relationship.objects.filter(subject__in=ring).count() <= 2


def marriage(one, other, first):
    return Relationship(
        subject=one, object=other, kind=Relationship.Kind.MARRIED, from_episode=first, sources=from_source()
    )


def test_one_marriage_from_both_ends_at_once_is_one_tie(anupamaa, karan, meera):
    for _time in range(5):
        one, other = a_character(anupamaa), a_character(anupamaa)
        at_once(
            lambda one=one, other=other: save_entry(marriage(one, other, 5), by=karan),
            lambda one=one, other=other: save_entry(marriage(other, one, 7), by=meera),
        )
        assert Relationship.objects.filter(subject__in=(one, other)).count() == 1


def test_one_beat_sent_twice_at_once_is_one_beat(anupamaa, karan):
    def send():
        return save_entry(Beat(show=anupamaa, episode=5, headline="Once", sources=from_source()), by=karan)

    at_once(send, send)
    assert Beat.objects.count() == 1
