"""Two curators at once: the part changes hands once, and the other is told."""

import pytest

from portal.cast.actions import recast
from portal.cast.models import RecastKey
from portal.cast.overlaps import parts_seen
from portal.lib.keys import Key
from portal.lib.verdicts import Invalid
from tests.builders import a_casting, a_character, a_person, from_source
from tests.together import at_once

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.slow]


@pytest.fixture
def samar(anupamaa):
    character = a_character(anupamaa, "Samar")
    a_casting(character, a_person("Paras Kalnawat"))
    return character


def test_of_two_recasts_from_one_episode_one_stands(samar, karan, meera):
    people = {karan: a_person("First"), meera: a_person("Second")}
    answers = at_once(
        *[
            lambda by=by, person=person: recast(
                samar, by=by, person=person, from_episode=656, sources=from_source(), reason=person.name
            )
            for by, person in people.items()
        ]
    )
    [refusal] = [answer for answer in answers if isinstance(answer, Invalid)]
    [begun] = [answer for answer in answers if not isinstance(answer, Invalid)]
    assert f"{begun.person.name} holds this part from episode 656 on." in str(refusal.message)
    assert samar.castings.count() == 2
    assert samar.castings.in_order()[0].end_reason == begun.person.name


def test_of_two_who_saw_the_same_part_the_second_is_told_that_it_changed(samar, karan, meera):
    asked = {"sources": from_source(), "seen": parts_seen(samar)}
    first, second = a_person("First"), a_person("Second")
    answers = at_once(
        lambda: recast(samar, by=karan, person=first, from_episode=656, **asked),
        lambda: recast(samar, by=meera, person=second, from_episode=900, **asked),
    )
    assert [answer.code for answer in answers if isinstance(answer, Invalid)] == ["changed_since"]
    assert samar.castings.count() == 2


def test_a_double_click_makes_one_recast(samar, karan):
    sagar = a_person("Sagar Parekh")
    asked = {"by": karan, "person": sagar, "from_episode": 656, "sources": from_source(), "key": Key("k", "d")}
    answers = at_once(*[lambda: recast(samar, **asked)] * 3)
    assert len({answer.pk for answer in answers}) == 1
    assert (samar.castings.count(), RecastKey.objects.count()) == (2, 1)
