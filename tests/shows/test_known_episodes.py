"""Nothing talks about an episode that nobody knows of, wherever the number is typed and in whichever digits."""

import json

import pytest

from portal.comments.models import Comment
from portal.photos.models import Photo
from portal.posts.models import Post
from tests.builders import a_post, an_episode, at_episode
from tests.moderation.scenes import reported, the_rule
from tests.photos.scenes import SAID, a_file, picture, send

JSON = {"content_type": "application/json"}
OURS = {"headers": {"Sec-Fetch-Site": "same-origin"}}
SENTENCE = "Episode 1,100 is the last of this show that is known here."
WORDS = {"title": "Dinner", "body": "Nobody", "show": "anupamaa", "topic": "talk"}


@pytest.fixture
def fan(asha, anupamaa, as_member):
    at_episode(asha, anupamaa, 1000)
    return as_member(asha)


def test_a_post(fan):
    by_page = fan.post("/posts/new/", WORDS | {"reveals": "99,999"})
    by_api = fan.post("/api/v1/posts/", WORDS | {"reveals": 99_999}, **JSON)

    assert (by_page.status_code, by_api.status_code) == (422, 422)
    assert SENTENCE in by_page.text and 'value="99,999"' in by_page.text
    assert by_api.json()["errors"] == {"reveals": [SENTENCE]}
    assert not Post.objects.exists()


def test_an_edited_post(fan, asha, anupamaa):
    post = a_post(asha, anupamaa, reveals=10)

    assert SENTENCE in fan.post(f"/posts/{post.public_id}/edit/", WORDS | {"reveals": "1101"}).text
    assert fan.put(f"/api/v1/posts/{post.public_id}/", WORDS | {"reveals": 1101}, **JSON).status_code == 422


def test_what_is_announced_is_known(fan, anupamaa):
    an_episode(anupamaa, 1101)

    assert fan.post("/posts/new/", WORDS | {"reveals": "1,101"}).status_code == 302


def test_a_show_of_which_nothing_is_known(fan, anupamaa):
    anupamaa.aired_through = None
    anupamaa.public_through = None
    anupamaa.save()

    assert "No episode of this show is known here yet." in fan.post("/posts/new/", WORDS | {"reveals": "1"}).text


def test_a_comment(fan, karan, anupamaa):
    post = a_post(karan, anupamaa, reveals=10)

    by_page = fan.post(f"/contributions/{post.public_id}/comments/", {"body": "x", "reveals": "99999"})
    by_api = fan.post(f"/api/v1/contributions/{post.public_id}/comments/", {"body": "x", "reveals": 99_999}, **JSON)

    assert (by_page.status_code, by_api.status_code) == (422, 422)
    assert SENTENCE in by_page.text and by_api.json()["errors"] == {"reveals": [SENTENCE]}
    assert not Comment.objects.exists()


def test_a_thread_that_is_veiled_later_than_that_goes_on(fan, karan, anupamaa):
    post = a_post(karan, anupamaa, reveals=1200)
    address = f"/contributions/{post.public_id}/comments/"

    assert fan.post(address, {"body": "x", "reveals": "1,200"}).status_code == 302
    assert fan.post(f"/api/v1{address}", json.dumps({"body": "x"}), **JSON).status_code == 201


@pytest.mark.parametrize("field", ["about", "reveals"])
def test_a_photo(fan, field):
    by_page = send(fan, picture(), show="anupamaa", **{field: "99999"})
    by_api = fan.post("/api/v1/photos/", SAID | {"file": a_file(picture()), "show": "anupamaa", field: "99999"})

    assert (by_page.status_code, by_api.status_code) == (422, 422)
    assert SENTENCE in by_page.text and by_api.json()["errors"] == {field: [SENTENCE]}
    assert not Photo.objects.exists()


def test_a_moderators_veil(asha, nandini, meera, anupamaa, as_member):
    case = reported(a_post(asha, anupamaa, reveals=10), nandini)
    said = {"verb": "veil", "rule": the_rule().slug, "reason": "Late."}
    desk = as_member(meera)

    by_page = desk.post(f"/moderation/cases/{case.pk}/decision/", said | {"veil_at": "99,999"})
    by_api = desk.post(f"/api/v1/moderation/cases/{case.pk}/decision/", said | {"veil_at": 99_999}, **JSON)

    assert (by_page.status_code, by_api.status_code) == (422, 422)
    assert SENTENCE in by_page.text and by_api.json()["errors"] == {"veil_at": [SENTENCE]}


def test_devanagari_digits_are_numbers_everywhere(fan, asha, meera, nandini, anupamaa, as_member):
    fan.post("/posts/new/", WORDS | {"reveals": "१,०१८"})
    post = Post.objects.get()
    fan.post(f"/contributions/{post.public_id}/comments/", {"body": "x", "reveals": "एपिसोड १०१९"})
    send(fan, picture(), show="anupamaa", about="१०२०", reveals="१०२१")
    case = reported(post, nandini)
    said = {"verb": "veil", "rule": the_rule().slug, "reason": "Late.", "veil_at": "१०२२"}
    photo = Photo.objects.get()

    assert (post.reveals, Comment.objects.get().reveals) == (1018, 1019)
    assert (photo.about, photo.reveals) == (1020, 1021)
    assert as_member(meera).post(f"/moderation/cases/{case.pk}/decision/", said).status_code == 302
    assert fan.post("/api/v1/posts/", WORDS | {"reveals": "१०१८"}, **JSON).json()["reveals"] == 1018
    assert fan.put("/api/v1/shows/anupamaa/progress/", {"through": "१०५०"}, **JSON).json()["through"] == 1050
    assert fan.post("/shows/anupamaa/progress/", {"through": "१०६०"}, **OURS).status_code == 302
    assert fan.get("/api/v1/posts/?through=१०").status_code == 200
