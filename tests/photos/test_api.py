"""Photos by API: the same policies, actions and words as the pages."""

import pytest

from portal.contributions.models import State
from portal.photos.models import Photo
from portal.photos.storage import Folder
from tests.builders import a_casting, a_character, a_person, at_episode
from tests.files.make_bombs import REFUSED
from tests.photos.scenes import a_file, a_photo, lying_in, picture

pytestmark = pytest.mark.django_db
SAID = {"caption": "Four takes in", "credit": "Mitali Rao", "first_published": "I took it"}


def send(browser, content=None, *, key="", **said):
    """Post a photo as a program does."""
    files = {"file": a_file(picture() if content is None else content)}
    headers = {"Idempotency-Key": key} if key else {}
    return browser.post("/api/v1/photos/", SAID | files | said, headers=headers)


def test_a_photo_is_sent_read_and_listed(as_member, asha, anupamaa, outbox):
    at_episode(asha, anupamaa, 1018)
    a_casting(a_character(anupamaa, "Samar"), a_person("Sagar Parekh"))
    browser = as_member(asha)

    made = send(browser, show="anupamaa", about="1012", people="Sagar Parekh", alt="A table")

    assert made.status_code == 201, made.content
    assert made.json()["developed"] is False and made.json()["reveals"] == 1012
    outbox.run()
    read = browser.get(f"/api/v1/photos/{made.json()['id']}/").json()
    assert read["developed"] and read["renditions"][0]["url"].startswith("/media/")
    assert browser.get(read["renditions"][0]["url"]).status_code == 200
    assert [(one["name"], one["as_name"]) for one in read["people"]] == [("Sagar Parekh", "Samar")]
    assert browser.get("/api/v1/photos/?show=anupamaa&spot=set").json()["results"] == [read]
    assert browser.get("/api/v1/photos/?spot=event").json()["results"] == []


def test_past_the_horizon_stands_a_veil_with_nothing_behind_it(as_member, asha, karan, anupamaa, outbox):
    photo = a_photo(asha, anupamaa, about=1018, reveals=1018)
    outbox.run()

    listed = as_member(karan).get("/api/v1/photos/").json()["results"]
    read = as_member(karan).get(f"/api/v1/photos/{photo.public_id}/").json()

    assert listed == [read] and set(read) == {"veiled", "id", "author", "created_at", "reveals"}


def test_what_was_left_out_is_told_to_its_uploader_alone(as_member, asha, karan):
    photo = a_photo(asha)

    told = [as_member(one).get(f"/api/v1/photos/{photo.public_id}/").json()["removed"] for one in (asha, karan)]

    assert told == [[], None]


def test_the_same_key_makes_one_photo(as_member, asha):
    answers = [send(as_member(asha), key="once") for _ in range(2)]

    assert [answer.status_code for answer in answers] == [201, 201]
    assert answers[0].json()["id"] == answers[1].json()["id"]
    assert lying_in(Folder.QUARANTINE) == [Photo.objects.get().raw]


def test_a_newcomers_photo_waits_here_too(as_member, nandini):
    assert send(as_member(nandini)).status_code == 201
    assert Photo.objects.get().state == State.HELD


@pytest.mark.parametrize(
    ("said", "field"),
    [
        ({"caption": ""}, "caption"),
        ({"first_published": "javascript:alert(1)"}, "first_published"),
        ({"show": "nowhere"}, "show"),
        ({"people": "Somebody"}, "people"),
        ({"about": "-1"}, "about"),
        ({"file": "no file"}, "file"),
    ],
)
def test_a_field_that_is_wrong_is_a_problem_with_its_sentence(as_member, asha, said, field):
    answer = send(as_member(asha), **said)

    assert answer.status_code == 422 and answer["Content-Type"].startswith("application/problem+json")
    assert list(answer.json()["errors"]) == [field]


@pytest.mark.parametrize(
    ("name", "code"), [("text.jpg", "not_a_photo"), ("half.jpg", "broken"), ("empty.jpg", "empty")]
)
def test_what_is_no_photo_is_refused_in_the_same_words_as_on_the_page(as_member, asha, name, code):
    answer = send(as_member(asha), REFUSED[name][1]())

    assert answer.status_code == 422 and answer.json()["code"] == code
    page = as_member(asha).post("/photos/new/", SAID | {"spot": "set", "file": a_file(REFUSED[name][1]())})
    assert answer.json()["detail"].split(".")[0] in page.text
    assert lying_in(Folder.QUARANTINE) == []


def test_a_picture_that_is_here_already_is_said_to_be(as_member, asha, karan):
    a_photo(asha)

    answer = send(as_member(karan))

    assert answer.status_code == 422 and answer.json()["code"] == "already_uploaded"


def test_a_monster_is_answered_unread(as_member, asha, settings):
    settings.PHOTO_MAX_BYTES = 100_000

    answer = send(as_member(asha), bytes(500_000))

    assert answer.status_code == 413 and answer.json()["code"] == "too_heavy"


def test_a_guest_is_told_to_sign_in(client, db):
    assert send(client).status_code in (401, 403)
    assert not Photo.objects.exists()


def test_words_are_changed_and_the_photo_withdrawn(as_member, asha, karan):
    photo = a_photo(asha)
    address = f"/api/v1/photos/{photo.public_id}/"
    words = SAID | {"caption": "Slate 402"}

    assert as_member(karan).put(address, words, content_type="application/json").status_code == 403
    assert as_member(asha).put(address, words, content_type="application/json").json()["title"] == "Slate 402"
    assert as_member(karan).delete(address).status_code == 403
    assert as_member(asha).delete(address).status_code == 204
    assert as_member(karan).get(address).status_code == 404
