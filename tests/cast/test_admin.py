"""Curators edit the catalogue in the admin, through the same actions as everybody."""

import pytest

from portal.cast.models import Casting, Character
from tests.builders import a_casting, a_character, a_person

ADD = "/admin/cast/casting/add/"


@pytest.fixture
def samar(anupamaa):
    return a_character(anupamaa, "Samar")


def casting(samar, person, **fields):
    blank = {
        "language": "",
        "until_episode": "",
        "end_reason": "",
        "end_reason_hi": "",
        "reveals": "",
        "billing": "100",
    }
    return (
        blank
        | {"character": samar.pk, "person": person.pk, "kind": "R", "from_episode": "656", "sources": "x"}
        | fields
    )


def test_a_recast_is_stored_and_stays_secret_until_it_begins(as_member, karan, samar):
    answer = as_member(karan).post(ADD, casting(samar, a_person("Sagar Parekh")))
    assert answer.status_code == 302
    assert Casting.objects.get().reveals == 656


def test_an_overlap_is_explained_at_its_field(as_member, karan, samar):
    a_casting(samar, a_person("Paras Kalnawat"), 1, 700)
    answer = as_member(karan).post(ADD, casting(samar, a_person("Sagar Parekh")))
    assert answer.status_code == 200
    errors = answer.context["adminform"].form.errors
    assert errors == {"from_episode": ["Paras Kalnawat holds this part from episode 1 to 700."]}
    assert Casting.objects.count() == 1


EVERY = ("shows/show", "shows/season", "shows/episode", "shows/hiatus", "shows/rating", "cast/person", "cast/house")
EVERY += ("cast/character", "cast/alias", "cast/casting", "cast/relationship", "cast/beat")


@pytest.mark.parametrize("what", EVERY)
def test_every_list_and_form_of_the_catalogue_opens_for_a_curator(as_member, karan, samar, what):
    client = as_member(karan)
    assert client.get(f"/admin/{what}/").status_code == 200
    assert client.get(f"/admin/{what}/add/").status_code == 200


def test_a_character_is_deleted_through_the_action(as_member, karan, samar):
    as_member(karan).post(f"/admin/cast/character/{samar.pk}/delete/", {"post": "yes"})
    assert not Character.objects.exists()


def test_fans_do_not_get_in(as_member, asha):
    assert as_member(asha).get(ADD).status_code in (302, 403)


def test_curators_see_no_cases(as_member, karan):
    assert as_member(karan).get("/admin/moderation/case/").status_code == 403
