"""Where faces are: said by whoever sent the photo, drawn for those who may know the name, and kept through edits."""

import pytest
from django.db import IntegrityError, transaction

from portal.contributions.models import Contribution
from portal.photos.models import PersonTag
from tests.builders import a_casting, a_character, a_person, at_episode
from tests.photos.scenes import SAID, a_photo

pytestmark = pytest.mark.django_db


@pytest.fixture
def samar(anupamaa):
    part = a_character(anupamaa, "Samar")
    a_casting(part, a_person("Paras Kalnawat", slug="paras"), 1, 655)
    a_casting(part, a_person("Sagar Parekh", slug="sagar"), 656)
    return part


@pytest.fixture
def photo(samar, karan, asha, anupamaa, outbox):
    at_episode(karan, anupamaa, 1000)
    at_episode(asha, anupamaa, 700)
    people = [tag.person for tag in samar.castings.select_related("person").order_by("from_episode")]
    made = a_photo(karan, anupamaa, about=600, reveals=0, people=people)
    outbox.run()
    return made


def pins(browser, photo):
    page = browser.get(f"/photos/{photo.public_id}/").text
    return page.partition('<svg class="pins"')[2].partition("</svg>")[0]


def place(browser, photo, **said):
    return browser.post(f"/photos/{photo.public_id}/names/", said)


def points(photo):
    return {tag.person.slug: (tag.x, tag.y) for tag in PersonTag.objects.filter(photo=photo)}


def test_a_name_stands_where_its_uploader_puts_it_and_leaves_when_it_is_emptied(photo, karan, asha, as_member):
    browser = as_member(karan)

    answer = place(browser, photo, **{"x-paras": "45", "y-paras": "60"})

    assert answer.status_code == 302 and points(photo)["paras"] == (45, 60)
    assert 'x="45%" y="60%"' in pins(as_member(asha), photo) and "Paras Kalnawat" in pins(as_member(asha), photo)
    place(browser, photo, **{"x-paras": "", "y-paras": ""})
    assert points(photo)["paras"] == (None, None) and not pins(as_member(asha), photo)


def test_who_may_not_know_somebody_finds_no_pin_of_theirs(photo, karan, asha, anupamaa, as_member, client):
    PersonTag.objects.filter(photo=photo).update(x=10, y=20)
    asha.progress.update(through=10)

    told = pins(as_member(asha), photo)
    api = client.get(f"/api/v1/photos/{photo.public_id}/").json()["people"]

    assert told.count("<foreignObject") == 1 and "Paras" in told and "Sagar" not in told
    assert [(one["person"], one["x"], one["y"]) for one in api if one["person"] == "paras"] == [("paras", 10, 20)]


@pytest.mark.parametrize(
    "said", [{"x-paras": "45"}, {"x-paras": "101", "y-paras": "5"}, {"x-paras": "a", "y-paras": "5"}]
)
def test_half_a_place_and_one_outside_are_refused_at_the_field(photo, karan, as_member, said):
    answer = place(as_member(karan), photo, **said)
    assert answer.status_code == 422 and 'class="field__error"' in answer.text
    assert points(photo) == {"paras": (None, None), "sagar": (None, None)}


def test_nobody_else_places_names(photo, asha, meera, as_member, client):
    for browser in (as_member(asha), as_member(meera), client):
        assert place(browser, photo, **{"x-paras": "45", "y-paras": "60"}).status_code == 403
    assert points(photo) == {"paras": (None, None), "sagar": (None, None)}


def test_an_edit_of_the_words_leaves_names_in_their_place(photo, karan, as_member):
    PersonTag.objects.filter(photo=photo).update(x=10, y=20)
    words = SAID | {"about": "600", "reveals": "0", "people": "Sagar Parekh"}
    assert as_member(karan).post(f"/photos/{photo.public_id}/edit/", words).status_code == 302
    assert points(photo) == {"sagar": (10, 20)}


def test_programs_place_names_and_are_refused_in_the_same_words(photo, karan, as_member):
    browser, path = as_member(karan), f"/api/v1/photos/{photo.public_id}/names/"
    before = Contribution.objects.get(pk=photo.pk).changed_at

    def put(*places):
        return browser.put(path, {"places": places}, content_type="application/json")

    assert put({"person": "paras", "x": 5, "y": 9}).json()["people"][0] | {"name": ""} == {
        "person": "paras", "name": "", "character": "samar", "as_name": "Samar", "x": 5, "y": 9,
    }  # fmt: skip
    assert Contribution.objects.get(pk=photo.pk).changed_at > before
    assert put({"person": "paras", "x": 5, "y": None}).status_code == 422
    assert put({"person": "nobody", "x": 5, "y": 5}).status_code == 422
    assert points(photo)["paras"] == (5, 9)


def test_the_database_holds_that_a_name_stands_in_its_photo(photo):
    for wrong in ({"x": 5}, {"x": 5, "y": 101}):
        with pytest.raises(IntegrityError), transaction.atomic():
            PersonTag.objects.filter(photo=photo).update(**wrong)
