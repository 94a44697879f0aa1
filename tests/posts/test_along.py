"""A photo that is chosen while a post is written and not sent yet goes by the press that posts."""

import re

import pytest

from accounts.models import Trust
from portal.photos.models import Photo
from portal.posts.models import Post
from tests.files.make_photos import noise, saved
from tests.photos.scenes import a_file, a_photo
from tests.posts.test_photos import ALONG, WORDS, chosen, ids, posted, press


@pytest.fixture(autouse=True)
def own_media(settings, tmp_path):
    settings.MEDIA_ROOT = tmp_path / "media"


@pytest.fixture
def one(asha, anupamaa):
    return [a_photo(asha, anupamaa, seed=9, reveals=10)]


def with_file(**more):
    keys = {"idempotency_key": "k1", "along-idempotency_key": "k2"}
    return WORDS | ALONG | keys | {"along-file": a_file(saved(noise((90, 60)), "JPEG"))} | more


def test_a_file_that_was_chosen_and_not_sent_goes_with_the_post_by_one_press_however_often_it_comes(writer, one):
    for _turn in range(2):
        answer = writer.post("/posts/new/", with_file(photos=ids(one)))
        assert answer.status_code == 302

    (post,) = Post.objects.all()
    photo = Photo.objects.get(title="The table")
    assert [row.photo_id for row in post.brought.order_by("order")] == [one[0].pk, photo.pk]


def test_the_same_goes_for_a_change_of_a_post(writer, asha, one):
    asha.trust = Trust.TRUSTED
    asha.save()
    post = posted(writer, one)
    writer.post(f"/posts/{post.public_id}/edit/", with_file(photos=ids(one)))

    assert post.brought.count() == 2


def test_with_a_photo_that_is_not_taken_nothing_is_posted_and_one_press_sends_both_once_it_is_mended(writer):
    answer = writer.post("/posts/new/", with_file(**{"along-credit": ""}))
    assert answer.status_code == 422 and "Say who took it" in answer.text and 'value="Dinner"' in answer.text
    assert not Photo.objects.exists() and not Post.objects.exists()
    kept = re.search(r'name="kept" value="([^"]+)"', answer.text)[1]

    assert "Leave this photo out" in answer.text
    without = press(writer, "drop:", **ALONG, kept=kept)
    assert 'name="kept" value=""' in without.text

    mended = {name: words for name, words in with_file(kept=kept).items() if name != "along-file"}
    assert writer.post("/posts/new/", mended).status_code == 302
    assert Post.objects.get().brought.get().photo == Photo.objects.get()


def test_with_a_post_that_is_not_taken_the_photo_stands_in_it_already(writer):
    answer = writer.post("/posts/new/", with_file(title=""))

    assert answer.status_code == 422 and not Post.objects.exists()
    assert chosen(answer) == [Photo.objects.get().public_id]


def test_a_guest_with_a_photo_is_refused_and_nothing_is_taken_in(client, anupamaa):
    assert client.post("/posts/new/", with_file()).status_code == 403
    assert not Photo.objects.exists()
