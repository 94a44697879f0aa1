"""Who is in the picture: found by name, told as the part they play then, and only to those who may know."""

import pytest

from portal.photos.models import PersonTag, Photo
from tests.builders import a_casting, a_character, a_person, at_episode
from tests.photos.scenes import a_photo, picture, send

pytestmark = pytest.mark.django_db


@pytest.fixture
def samar(anupamaa):
    """Played by Paras to 655, by Sagar from 656 on; the recast is a secret until then."""
    part = a_character(anupamaa, "Samar")
    a_casting(part, a_person("Paras Kalnawat"), 1, 655)
    a_casting(part, a_person("Sagar Parekh", name_hi="सागर पारेख"), 656)
    return part


@pytest.fixture
def malti(anupamaa):
    """A character nobody knows before 900."""
    part = a_character(anupamaa, "Malti Devi", reveals=900)
    a_casting(part, a_person("Apara Mehta"), 900)
    return part


def named(photo):
    return list(PersonTag.objects.filter(photo=photo).order_by("order").values_list("person__name", flat=True))


def page_for(browser, photo):
    return browser.get(f"/photos/{photo.public_id}/").text


@pytest.mark.parametrize(
    "typed",
    ["Sagar Parekh, Paras Kalnawat", " sagar   PAREKH ,, paras kalnawat,", "सागर पारेख\nParas Kalnawat, Sagar Parekh"],
)
def test_people_are_found_by_name_in_either_script(samar, as_member, asha, anupamaa, typed):
    at_episode(asha, anupamaa, 1018)

    send(as_member(asha), picture(), show="anupamaa", people=typed)

    assert named(Photo.objects.get()) == ["Sagar Parekh", "Paras Kalnawat"]


def test_a_name_that_nobody_has_is_said_and_what_was_typed_stays(samar, as_member, asha, anupamaa):
    at_episode(asha, anupamaa, 1018)

    answer = send(as_member(asha), picture(), show="anupamaa", people="Sagar Parekh, Sagar Parikh")

    assert answer.status_code == 422
    assert "Nobody called Sagar Parikh is in the cast of Anupamaa" in answer.text
    assert 'value="Sagar Parekh, Sagar Parikh"' in answer.text


def test_who_has_not_met_an_actor_cannot_find_them_out_by_naming_them(samar, malti, as_member, asha, anupamaa):
    at_episode(asha, anupamaa, 600)

    answers = [
        send(as_member(asha), picture(), show="anupamaa", people=name)
        for name in ("Sagar Parekh", "Apara Mehta", "Nobody At All")
    ]

    assert [answer.status_code for answer in answers] == [422, 422, 422]
    sentences = [answer.text.split("Nobody called ")[1].split("</span>")[0] for answer in answers]
    tails = {sentence.partition(" is in")[2] for sentence in sentences}
    assert len(tails) == 1


def test_they_are_shown_as_whom_they_play_in_the_episode_it_shows(samar, as_member, asha, karan, anupamaa):
    at_episode(asha, anupamaa, 1018)
    people = [a.person for a in samar.castings.in_order().select_related("person")]
    then = a_photo(asha, anupamaa, about=640, reveals=640, people=people[:1], seed=1)
    now = a_photo(asha, anupamaa, about=700, reveals=700, people=people[1:], seed=2)

    browser = as_member(asha)

    assert "Paras Kalnawat" in page_for(browser, then) and "as Samar" in page_for(browser, then)
    assert "as Samar, in the role since Ep 656" in page_for(browser, now)


def test_a_name_past_the_readers_horizon_is_not_there_and_not_counted(samar, malti, as_member, asha, karan, anupamaa):
    at_episode(asha, anupamaa, 1018)
    at_episode(karan, anupamaa, 600)
    everybody = [a_person_of(samar, 0), a_person_of(samar, 1), a_person_of(malti, 0)]
    photo = a_photo(asha, anupamaa, about=950, reveals=0, people=everybody)

    known = as_member(asha).get("/shows/anupamaa/photos/").text
    unknown = as_member(karan).get("/shows/anupamaa/photos/").text
    page = page_for(as_member(karan), photo)

    assert "3 names" in known and "1 name." in unknown
    assert "Paras Kalnawat" in page
    assert not any(secret in page for secret in ("Sagar Parekh", "Apara Mehta", "Malti Devi", "2</span>"))


def test_an_actor_the_reader_knows_from_earlier_is_not_told_in_a_part_still_to_come(anupamaa, as_member, asha, karan):
    at_episode(asha, anupamaa, 1018)
    at_episode(karan, anupamaa, 600)
    double = a_person("Rupali Ganguly")
    a_casting(a_character(anupamaa, "Anupamaa"), double, 1, 800)
    a_casting(a_character(anupamaa, "Her Twin", reveals=900), double, 900, reveals=900)
    photo = a_photo(asha, anupamaa, about=950, reveals=0, people=[double])

    page = page_for(as_member(karan), photo)

    assert "Her Twin" not in page and "Rupali Ganguly" not in page


def test_under_a_veil_there_is_no_name_at_all(samar, as_member, asha, karan, anupamaa):
    at_episode(asha, anupamaa, 1018)
    at_episode(karan, anupamaa, 700)
    photo = a_photo(asha, anupamaa, about=1018, reveals=1018, people=[a_person_of(samar, 1)])

    page = page_for(as_member(karan), photo)

    assert "Lift the veil" in page
    assert not any(secret in page for secret in ("Sagar Parekh", "Four takes in", "Mitali Rao", photo.stem))


def test_an_edit_may_keep_a_name_from_further_on(samar, as_member, asha, anupamaa):
    place = at_episode(asha, anupamaa, 1018)
    photo = a_photo(asha, anupamaa, about=10, reveals=0, people=[a_person_of(samar, 1)])
    place.through = 10
    place.save()
    said = {"caption": "Now", "credit": "M", "first_published": "I took it", "spot": "set", "people": "Sagar Parekh"}

    answer = as_member(asha).post(f"/photos/{photo.public_id}/edit/", said)

    assert answer.status_code == 302 and named(photo) == ["Sagar Parekh"]


def a_person_of(part, number):
    return part.castings.in_order().select_related("person")[number].person
