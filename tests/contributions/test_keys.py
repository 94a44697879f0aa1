"""A key stands for one request: the same again answers the first thing, another one is told so."""

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from portal.comments.models import Comment
from portal.lib.keys import digest_of
from portal.moderation.models import Report
from portal.photos.models import Photo
from portal.posts.models import Post
from tests.builders import a_post
from tests.moderation.scenes import the_rule
from tests.photos.scenes import SAID, a_file, picture, send

JSON = {"content_type": "application/json"}
KEYED = {"headers": {"Idempotency-Key": "k"}}
WORDS = {"title": "Dinner", "body": "Nobody said a word.", "topic": "talk", "idempotency_key": "k"}


@pytest.fixture
def fan(asha, as_member):
    return as_member(asha)


def is_reused(answer):
    return (answer.status_code, answer.json()["code"]) == (422, "key_reused")


def test_another_post_under_the_same_key_is_refused_by_api(fan):
    first = fan.post("/api/v1/posts/", {"title": "A", "body": "b"}, **JSON, **KEYED)
    again = fan.post("/api/v1/posts/", '{"body": "b", "title": "A"}', **JSON, **KEYED)
    other = fan.post("/api/v1/posts/", {"title": "A", "body": "c"}, **JSON, **KEYED)

    assert first.json()["id"] == again.json()["id"]
    assert is_reused(other)
    assert other.json()["errors"] == {"Idempotency-Key": [other.json()["detail"]]}
    assert Post.objects.count() == 1


def test_a_comment_elsewhere_under_the_same_key_is_refused(fan, karan):
    here, there = a_post(karan), a_post(karan)
    address = "/api/v1/contributions/{}/comments/"

    fan.post(address.format(here.public_id), {"body": "one"}, **JSON, **KEYED)
    other = fan.post(address.format(there.public_id), {"body": "one"}, **JSON, **KEYED)

    assert is_reused(other)
    assert Comment.objects.get().subject_id == here.pk


def test_another_photo_under_the_same_key_is_refused(fan):
    def sent(seed):
        return fan.post("/api/v1/photos/", SAID | {"file": a_file(picture(seed))}, **KEYED)

    first, again, other = sent(1), sent(1), sent(2)

    assert first.json()["id"] == again.json()["id"]
    assert is_reused(other)
    assert Photo.objects.count() == 1


def test_another_report_under_the_same_key_is_refused(fan, karan):
    here, there = a_post(karan), a_post(karan)
    address = "/api/v1/contributions/{}/reports/"
    said = {"rule": the_rule().slug, "words": "See the title."}

    first = fan.post(address.format(here.public_id), said, **JSON, **KEYED)
    again = fan.post(address.format(here.public_id), said, **JSON, **KEYED)
    other = fan.post(address.format(there.public_id), said, **JSON, **KEYED)

    assert (first.status_code, again.status_code) == (201, 200)
    assert is_reused(other)
    assert Report.objects.count() == 1


def test_a_form_sent_twice_makes_one_post_and_with_other_words_keeps_them(fan):
    fan.post("/posts/new/", WORDS)
    assert fan.post("/posts/new/", WORDS | {"csrfmiddlewaretoken": "another"}).status_code == 302

    other = fan.post("/posts/new/", WORDS | {"body": "Somebody did."})

    assert other.status_code == 422
    assert "You have sent this form before" in other.text and "Somebody did." in other.text
    assert 'name="idempotency_key" value="k"' not in other.text
    assert Post.objects.count() == 1


def test_a_comment_form_with_other_words_gets_a_new_key(fan, karan):
    address = f"/contributions/{a_post(karan).public_id}/comments/"
    fan.post(address, {"body": "one", "idempotency_key": "k"})

    other = fan.post(address, {"body": "two", "idempotency_key": "k"})

    assert other.status_code == 422
    assert "You have sent this form before" in other.text and "two" in other.text
    assert Comment.objects.count() == 1


def test_a_photo_form_with_another_photo_keeps_that_photo(fan):
    send(fan, picture(1), idempotency_key="k")
    assert send(fan, picture(1), idempotency_key="k").status_code == 302

    other = send(fan, picture(2), idempotency_key="k")

    assert other.status_code == 422
    assert "You have sent this form before" in other.text and 'name="kept"' in other.text
    assert Photo.objects.count() == 1


def test_the_same_name_with_another_content_is_another_file():
    one, two = (SimpleUploadedFile("a.jpg", content) for content in (b"1", b"2"))

    assert digest_of("/", {}, {"file": one}) != digest_of("/", {}, {"file": two})
    assert one.read() == b"1"
