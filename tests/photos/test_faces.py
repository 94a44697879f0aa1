"""A picture instead of the rosette: put on, shown to whom its owner likes, taken off, and gone with them."""

from __future__ import annotations

import io
import os
from datetime import timedelta

import pytest
from django.db import connection
from django.test.client import BOUNDARY, MULTIPART_CONTENT, encode_multipart
from django.test.utils import CaptureQueriesContext
from django.utils import timezone
from PIL import Image

from accounts.actions import restrain
from accounts.blocking import keep_away
from accounts.models import FOREVER, Block, Member
from portal.lib.limits import hit
from portal.moderation.trust import grow
from portal.pages.actions import leave
from portal.photos.limits import PICTURES_AN_HOUR
from portal.photos.storage import Folder, local_store
from portal.photos.tasks import sweep
from tests.builders import NOW
from tests.files.make_photos import noise, saved
from tests.moderation.scenes import a_comment, a_post
from tests.photos.scenes import a_file, a_photo, lying_in, picture

pytestmark = pytest.mark.django_db
API = "/api/v1/me/picture/"


def wears(browser, content=b"", **said):
    return browser.post("/accounts/profile/picture/", {"file": a_file(content or picture()), "picture_for": "E"} | said)


def name_of(handle="asha"):
    return Member.objects.get(handle=handle).picture


def face(side=96):
    return f"/faces/{name_of()}-{side}.webp"


@pytest.fixture
def hers(asha, as_member):
    """Asha's browser; she wears a picture that everybody sees."""
    browser = as_member(asha)
    assert wears(browser).status_code == 302
    return browser


def put(browser, **said):
    """As a program sends it."""
    return browser.put(API, encode_multipart(BOUNDARY, said), content_type=MULTIPART_CONTENT)


def test_a_picture_is_square_in_two_sizes_and_tells_nothing_but_itself(asha, as_member, client):
    raw = saved(noise((300, 120), seed=3), "JPEG", exif=Image.Exif().tobytes() + b"GPS Ghatkopar")

    wears(as_member(asha), raw)

    for side in (96, 256):
        answer = client.get(face(side))
        content = b"".join(answer.streaming_content)
        shown = Image.open(io.BytesIO(content))
        assert shown.size == (side, side) and shown.format == "WEBP"
        assert b"Ghatkopar" not in content and b"EXIF" not in content
        assert answer["X-Content-Type-Options"] == "nosniff"
        assert answer["Cache-Control"] == "private, max-age=31536000, immutable"
        assert answer["Content-Security-Policy"] == "default-src 'none'; sandbox"
    assert client.get(face(128)).status_code == 404


def test_it_stands_wherever_the_rosette_stood(hers, asha, anupamaa, client):
    post = a_post(asha)
    a_comment(asha, post)

    assert face() in client.get("/").text
    page = client.get("/@asha/").text
    assert face() in page and face(256) in page
    thread = client.get(f"/posts/{post.public_id}/", follow=True).text
    assert thread.count(face()) == 2
    assert face(256) in hers.get("/accounts/profile/").text


def test_a_veil_shows_whose_it_is_by_the_picture(hers, asha, anupamaa, as_member, nandini):
    a_post(asha, anupamaa, reveals=1050)
    assert face() in as_member(nandini).get("/@asha/").text


def test_it_is_for_members_alone_where_its_owner_likes(hers, asha, as_member, karan, client):
    post = a_post(asha)
    a_comment(asha, post)
    address = f"/posts/{post.public_id}/"
    fan = as_member(karan)
    assert face() in client.get(address, follow=True).text

    hers.post("/accounts/profile/picture/", {"picture_for": "M"})

    assert client.get(face()).status_code == 404 and fan.get(face()).status_code == 200
    assert face(256) not in client.get("/@asha/").text and face(256) in fan.get("/@asha/").text
    assert client.get("/api/v1/members/asha/").json()["picture"] == ""
    assert fan.get("/api/v1/members/asha/").json()["picture"] == face(256)


def test_only_me_is_nobody_else(hers, as_member, karan, meera):
    hers.post("/accounts/profile/picture/", {"picture_for": "N"})

    assert as_member(karan).get(face()).status_code == as_member(meera).get(face()).status_code == 404
    assert hers.get(face()).status_code == 200
    assert face(256) not in as_member(karan).get("/@asha/").text


def test_of_somebody_under_18_nobody_else_sees_it(hers, asha, as_member, karan, meera):
    Member.objects.filter(pk=asha.pk).update(is_minor=True)

    assert as_member(karan).get(face()).status_code == as_member(meera).get(face()).status_code == 404
    assert hers.get(face()).status_code == 200
    assert face(256) not in as_member(karan).get("/@asha/").text


def test_a_newcomers_shows_once_they_are_regular(
    nandini, as_member, karan, meera, client, django_capture_on_commit_callbacks
):
    hers = as_member(nandini)
    assert wears(hers).status_code == 302
    post = a_post(nandini)
    a_comment(nandini, post)
    address, its = f"/posts/{post.public_id}/", f"/faces/{name_of('nandini')}-96.webp"

    assert (
        hers.get(its).status_code == 200
        and "Your picture shows once you are Regular" in hers.get("/accounts/profile/").text
    )
    assert client.get(its).status_code == as_member(karan).get(its).status_code == 404
    for page in (address, "/@nandini/", "/"):
        assert its not in client.get(page, follow=True).text
    assert as_member(meera).get(its).status_code == 200, "moderators can look"
    assert hers.get(API).json()["waits"] is True

    grow(Member.objects.get(pk=nandini.pk), at=NOW)  # two are up
    assert client.get(its).status_code == 404
    a_post(nandini)
    with django_capture_on_commit_callbacks(execute=True):
        grow(Member.objects.get(pk=nandini.pk), at=NOW)

    assert client.get(its).status_code == 200
    assert its in client.get("/@nandini/").text
    assert hers.get(API).json()["waits"] is False


@pytest.mark.parametrize("who", ["asha", "karan"])
def test_where_one_has_blocked_the_other_there_is_no_picture(hers, asha, as_member, karan, who):
    by, other = (asha, karan) if who == "asha" else (karan, asha)
    keep_away(other, by=by, kind=Block.Kind.BLOCK, at=NOW)
    assert as_member(karan).get(face()).status_code == 404


def test_another_picture_takes_its_place_and_its_files(hers, client, django_capture_on_commit_callbacks):
    before = face()
    with django_capture_on_commit_callbacks(execute=True):
        wears(hers, picture(2))

    assert client.get(before).status_code == 404 and client.get(face()).status_code == 200
    assert lying_in(Folder.MEDIA) == sorted(f"{name_of()}-{side}.webp" for side in (96, 256))


def test_taken_off_the_rosette_is_back_and_the_files_are_gone(hers, client, django_capture_on_commit_callbacks):
    before = face()
    with django_capture_on_commit_callbacks(execute=True):
        answer = hers.post("/accounts/profile/picture/", {"remove": "1", "picture_for": "E"})

    assert answer.status_code == 302 and client.get(before).status_code == 404
    assert "rosette--" in client.get("/@asha/").text.split("<main")[1] and lying_in(Folder.MEDIA) == []


@pytest.mark.parametrize(
    ("content", "sentence"),
    [(b"", "This file is empty"), (b"GIF89a", "not a JPEG, PNG or WebP"), (picture()[:200], "damaged or cut short")],
)
def test_what_is_no_photo_is_refused_in_the_words_of_photos(hers, content, sentence):
    kept = name_of()
    answer = hers.post("/accounts/profile/picture/", {"file": a_file(content), "picture_for": "M"})

    assert answer.status_code == 422 and sentence in answer.text
    assert '<option value="M" selected>' in answer.text
    assert name_of() == kept


def test_a_file_too_heavy_is_refused(asha, as_member, settings):
    settings.PHOTO_MAX_BYTES = len(picture()) - 1
    answer = wears(as_member(asha))
    assert answer.status_code == 422 and "weighs more than" in answer.text and name_of() == ""


def test_the_first_time_a_file_is_needed(asha, as_member):
    browser = as_member(asha)
    answer = browser.post("/accounts/profile/picture/", {"picture_for": "E"})
    assert answer.status_code == 422 and "Choose a photo." in answer.text
    assert put(browser, picture_for="M").status_code == 422


def test_who_may_not_write_may_take_it_off_and_put_none_on(hers, asha):
    restrain(asha, muted_until=FOREVER, muted_for="x", suspended_until=None, suspended_for="")
    kept = name_of()

    assert wears(hers, picture(2)).status_code == 403 and name_of() == kept
    assert hers.delete(API).status_code == 204 and name_of() == ""


def test_so_many_in_an_hour(hers, asha):
    for _ in range(PICTURES_AN_HOUR):
        hit(f"picture:m{asha.pk}", PICTURES_AN_HOUR, 3600)
    answer = wears(hers, picture(2))
    assert answer.status_code == 429 and "So many pictures at once." in answer.text and answer["Retry-After"]


def test_programs_put_it_on_and_take_it_off(asha, as_member, client):
    browser = as_member(asha)
    assert browser.get(API).json() == {"picture": "", "picture_for": "E", "decision": "", "waits": False}

    made = put(browser, file=a_file(picture()), picture_for="M")

    assert made.status_code == 200
    assert made.json() == {"picture": face(256), "picture_for": "M", "decision": "", "waits": False}
    assert put(browser, picture_for="E").json()["picture_for"] == "E"
    assert client.get(made.json()["picture"]).status_code == 200
    bad = put(browser, file=a_file(b"GIF89a"))
    assert bad.status_code == 422 and "not a JPEG, PNG or WebP" in bad.text
    assert browser.delete(API).status_code == 204 and browser.delete(API).status_code == 204
    assert name_of() == "" and client.get(API).status_code == 401


def test_it_goes_with_its_owner_though_their_words_stay(hers, asha, client, django_capture_on_commit_callbacks):
    a_post(asha)
    before = face()
    with django_capture_on_commit_callbacks(execute=True):
        leave(Member.objects.get(pk=asha.pk), keep_words=True, at=NOW)

    assert client.get(before).status_code == 404 and lying_in(Folder.MEDIA) == []


def test_the_sweep_leaves_pictures_that_are_worn_and_takes_those_that_are_nobodys(hers, asha):
    worn = name_of()
    old = (timezone.now() - timedelta(hours=3)).timestamp()
    media = local_store().folder(Folder.MEDIA)
    (media / f"{'ab' * 16}-96.webp").write_bytes(b"nobody's")
    for path in media.iterdir():
        os.utime(path, (old, old))

    sweep()

    assert lying_in(Folder.MEDIA) == sorted(f"{worn}-{side}.webp" for side in (96, 256))


def test_a_thread_of_pictures_costs_no_question_and_no_byte_more(asha, anupamaa, as_member, karan):
    post = a_post(asha)
    for number in range(12):
        a_comment(asha, post, body=f"Said {number}")
    fan, address = as_member(karan), f"/posts/{post.public_id}/dinner/"
    fan.get(address)
    with CaptureQueriesContext(connection) as before:
        plain = fan.get(address).content

    wears(as_member(asha))
    fan.get(address)
    with CaptureQueriesContext(connection) as after:
        worn = fan.get(address).content

    assert len(after) <= len(before) and len(worn) <= len(plain)


def test_a_photo_is_no_face_and_a_face_no_photo(hers, asha, client, outbox):
    a_photo(asha, seed=4)
    outbox.run()
    photo = next(name for name in lying_in(Folder.MEDIA) if not name.startswith(name_of()))
    assert client.get(f"/faces/{photo}").status_code == 404
    assert client.get(face().replace("/faces/", "/media/")).status_code == 404
