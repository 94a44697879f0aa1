"""Who may fetch which picture, in which state of its photo; and how it is answered."""

import pytest

from accounts.blocking import keep_away
from accounts.models import Block
from portal.contributions.actions import change_state
from portal.contributions.models import State
from portal.photos.models import Photo
from portal.photos.storage import Folder, local_store
from tests.builders import NOW, at_episode
from tests.photos.scenes import a_photo

pytestmark = pytest.mark.django_db


@pytest.fixture
def photo(asha, anupamaa, outbox):
    """Asha's, of episode 1,018, developed."""
    made = a_photo(asha, anupamaa, about=1018, reveals=1018)
    outbox.run()
    return Photo.objects.get(pk=made.pk)


def address(photo):
    return f"/media/{photo.renditions[0]['name']}"


def original(photo):
    return f"/photos/{photo.public_id}/original/"


def test_a_picture_is_answered_as_nothing_but_a_picture(photo, as_member, asha):
    answer = as_member(asha).get(address(photo))

    assert answer.status_code == 200 and b"".join(answer.streaming_content)[8:12] == b"WEBP"
    assert answer["Content-Type"] == "image/webp"
    assert answer["X-Content-Type-Options"] == "nosniff"
    assert answer["Content-Security-Policy"] == "default-src 'none'; sandbox"
    assert answer["Cross-Origin-Resource-Policy"] == "cross-origin"
    assert answer["Cache-Control"] == "private, max-age=60, must-revalidate"
    assert not answer.cookies


def test_who_has_it_already_is_not_sent_it_again(photo, as_member, asha):
    browser = as_member(asha)
    etag = browser.get(address(photo))["ETag"]

    answer = browser.get(address(photo), headers={"If-None-Match": etag})

    assert answer.status_code == 304 and answer.content == b""


def test_the_pictures_of_a_veiled_photo_are_for_those_who_have_watched_that_far(
    photo, client, as_member, nandini, karan
):
    at_episode(nandini, photo.show, 1017)
    at_episode(karan, photo.show, 1018)

    assert client.get(address(photo)).status_code == 404
    assert as_member(nandini).get(address(photo)).status_code == 404
    assert as_member(karan).get(address(photo)).status_code == 200


def test_who_lifts_the_veil_gets_the_picture_until_it_is_put_back(photo, as_member, nandini):
    browser = as_member(nandini)
    lift = f"/contributions/{photo.public_id}/lift/"

    browser.post(lift, {"reveals": "1,043"}, headers={"Sec-Fetch-Site": "same-origin"})
    assert browser.get(address(photo)).status_code == 200

    browser.post(lift, {"put_back": "1"}, headers={"Sec-Fetch-Site": "same-origin"})
    assert browser.get(address(photo)).status_code == 404


def test_knowing_the_fingerprint_does_not_help(photo, as_member, nandini):
    etag = f'"{photo.renditions[0]["name"]}"'

    assert as_member(nandini).get(address(photo), headers={"If-None-Match": etag}).status_code == 404


@pytest.mark.parametrize(
    ("state", "author", "moderator", "fan"),
    [
        (State.PUBLISHED, 200, 200, 200),
        (State.HELD, 200, 200, 404),
        (State.HIDDEN, 200, 200, 404),
        (State.REMOVED, 200, 200, 404),
        (State.WITHDRAWN, 200, 200, 404),
        (State.DRAFT, 200, 404, 404),
    ],
)
def test_what_is_not_published_is_for_its_author_and_for_moderators(
    photo, as_member, asha, meera, karan, client, state, author, moderator, fan
):
    Photo.objects.filter(pk=photo.pk).update(effective_reveals=0, state=state)

    answers = [as_member(one).get(address(photo)).status_code for one in (asha, meera, karan)]

    assert [*answers, client.get(address(photo)).status_code] == [author, moderator, fan, fan]


def test_the_desk_shows_moderators_a_picture_they_have_not_watched_to(photo, as_member, meera):
    change_state(photo, State.HIDDEN, at=NOW)

    assert as_member(meera).get(address(photo)).status_code == 200


def test_the_full_size_is_for_its_uploader_and_for_moderators(photo, client, as_member, asha, meera, karan):
    at_episode(karan, photo.show, 1100)

    answers = [as_member(one).get(original(photo)).status_code for one in (asha, meera, karan)]

    assert [*answers, client.get(original(photo)).status_code] == [200, 200, 404, 404]
    assert as_member(asha).get(original(photo))["Content-Disposition"].startswith("attachment")


@pytest.mark.parametrize(
    "path",
    ["/media/{stem}.jpg", "/media/{stem}-999.webp", "/media/../originals/{stem}.jpg", "/media/", "/media/x.webp"],
)
def test_nothing_else_is_served(photo, as_member, asha, path):
    assert as_member(asha).get(path.format(stem=photo.stem)).status_code == 404


def test_the_raw_file_has_no_address(asha, as_member):
    photo = a_photo(asha)

    for path in (f"/media/{photo.raw}", f"/media/{photo.raw}-120.webp", original(photo)):
        assert as_member(asha).get(path).status_code == 404


def test_a_file_that_is_gone_is_a_404_and_no_error(photo, as_member, asha):
    local_store().remove(photo.renditions[0]["name"], Folder.MEDIA)

    assert as_member(asha).get(address(photo)).status_code == 404


def test_a_browser_keeps_for_a_year_only_what_everybody_may_see(
    photo, client, as_member, asha, karan, anupamaa, outbox
):
    safe = a_photo(asha, anupamaa, seed=7, reveals=0)
    outbox.run()
    safe.refresh_from_db()
    assert client.get(address(safe))["Cache-Control"] == "private, max-age=31536000, immutable"
    assert as_member(asha).get(original(safe))["Cache-Control"] == "private, max-age=60, must-revalidate"

    at_episode(karan, anupamaa, 1018)
    reader = as_member(karan)
    first = reader.get(address(photo))
    again = reader.get(address(photo), headers={"If-None-Match": first["ETag"]})
    assert first["Cache-Control"] == again["Cache-Control"] == "private, max-age=60, must-revalidate"
    assert again.status_code == 304 and not again.content
    keep_away(asha, by=karan, kind=Block.Kind.BLOCK, at=NOW)
    assert reader.get(address(photo), headers={"If-None-Match": first["ETag"]}).status_code == 404
