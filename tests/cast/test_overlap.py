"""Two people never hold one part in the same episodes."""

import pytest
from django.db import IntegrityError, transaction

from portal.cast.models import Casting
from portal.lib.verdicts import Invalid, Refused
from shows.actions import save_entry
from tests.builders import a_casting, a_character, a_person, from_source


@pytest.fixture
def samar(anupamaa):
    return a_character(anupamaa, "Samar")


def test_the_database_refuses_a_recast_that_begins_too_early(samar):
    a_casting(samar, a_person("Paras Kalnawat"), 1, 648)
    with pytest.raises(IntegrityError), transaction.atomic():
        a_casting(samar, a_person("Sagar Parekh"), 648, kind=Casting.Kind.RECAST)


def test_the_database_refuses_a_later_change_that_overlaps(samar):
    first = a_casting(samar, a_person("Paras Kalnawat"), 1, 648)
    a_casting(samar, a_person("Sagar Parekh"), 656, kind=Casting.Kind.RECAST)
    with pytest.raises(IntegrityError), transaction.atomic():
        Casting.objects.filter(pk=first.pk).update(until_episode=None)


def test_a_double_may_stand_beside_the_actor(samar):
    a_casting(samar, a_person("Sagar Parekh"), 656)
    a_casting(samar, a_person("Stunt Kumar"), 700, 701, kind=Casting.Kind.DOUBLE)
    assert samar.castings.count() == 2


def test_the_curator_is_told_who_holds_the_part(samar, karan):
    a_casting(samar, a_person("Paras Kalnawat"), 1, 648)
    recast = Casting(
        character=samar, person=a_person("Sagar Parekh"), kind="R", from_episode=600, sources=from_source()
    )
    with pytest.raises(Invalid, match="Paras Kalnawat holds this part from episode 1 to 648"):
        save_entry(recast, by=karan)


def test_a_recast_is_secret_until_it_begins_unless_said_otherwise(samar, karan):
    recast = Casting(
        character=samar, person=a_person("Sagar Parekh"), kind="R", from_episode=656, sources=from_source()
    )
    assert save_entry(recast, by=karan).reveals == 656


def test_fans_do_not_edit_the_catalogue(samar, asha):
    with pytest.raises(Refused, match="Only curators"):
        save_entry(Casting(character=samar, person=a_person("Me"), from_episode=1, sources=from_source()), by=asha)
