"""Sending a photo: what is taken, what is refused and with what left, and what its sender is told."""

import re

import pytest
import time_machine

from portal.contributions.models import State
from portal.moderation.models import Case
from portal.photos import imaging
from portal.photos.models import Photo
from portal.photos.storage import Folder
from portal.photos.views import UPLOADS_AN_HOUR
from tests.builders import NOW, at_episode
from tests.files.make_bombs import REFUSED
from tests.files.make_photos import telling_jpeg
from tests.photos.full_disk import small_disk
from tests.photos.scenes import a_photo, lying_in, picture, send

pytestmark = pytest.mark.django_db


def test_a_photo_is_a_row_a_file_in_the_quarantine_and_a_job(as_member, asha, anupamaa, outbox):
    at_episode(asha, anupamaa, 1018)

    answer = send(as_member(asha), picture(), show="anupamaa")

    photo = Photo.objects.get()
    assert answer.status_code == 302 and answer["Location"] == f"/photos/{photo.public_id}/"
    assert (photo.state, photo.title, photo.credit) == (State.PUBLISHED, "Four takes in", "Mitali Rao")
    assert (photo.about, photo.reveals, photo.effective_reveals) == (1018, 1018, 1018)
    assert lying_in(Folder.QUARANTINE) == [photo.raw]
    assert outbox.waiting("photos.develop") == [{"photo_id": photo.pk}]


def test_what_it_tells_of_is_what_it_shows_unless_said_otherwise(as_member, asha, anupamaa):
    at_episode(asha, anupamaa, 1018)

    send(as_member(asha), picture(1), show="anupamaa", about="1,012")
    send(as_member(asha), picture(2), show="anupamaa", about="1012", reveals="0")

    shown = Photo.objects.order_by("pk").values_list("about", "effective_reveals")
    assert list(shown) == [(1012, 1012), (1012, 0)]


def test_the_same_form_sent_twice_makes_one_photo_and_leaves_one_file(as_member, asha):
    answers = [send(as_member(asha), picture(), idempotency_key="once") for _ in range(2)]

    assert [answer.status_code for answer in answers] == [302, 302]
    assert answers[0]["Location"] == answers[1]["Location"]
    assert lying_in(Folder.QUARANTINE) == [Photo.objects.get().raw]


def test_a_picture_that_is_here_already_is_not_taken_again_and_its_page_is_named(as_member, asha, nandini):
    first = a_photo(asha)

    answer = send(as_member(nandini), picture())

    assert answer.status_code == 422
    assert "This very photo is here already." in answer.text and f'href="/photos/{first.public_id}/"' in answer.text
    assert lying_in(Folder.QUARANTINE) == [first.raw]


def test_of_the_same_picture_that_waits_for_a_moderator_nothing_is_told(as_member, asha, nandini):
    first = a_photo(nandini)
    assert first.state == State.HELD

    answer = send(as_member(asha), picture())

    assert answer.status_code == 302 and first.public_id not in answer["Location"]
    assert Photo.objects.filter(sha256=first.sha256).count() == 2


@pytest.mark.parametrize("state", [State.HIDDEN, State.REMOVED])
def test_of_the_same_picture_that_was_taken_down_nothing_is_told(as_member, asha, karan, state):
    first = a_photo(karan)
    Photo.objects.filter(pk=first.pk).update(state=state)

    assert send(as_member(asha), picture()).status_code == 302
    assert "This very photo is here already." in send(as_member(karan), picture()).text


def test_of_the_same_picture_past_the_horizon_nothing_is_told(as_member, asha, karan, anupamaa):
    at_episode(asha, anupamaa, 850)
    first = a_photo(karan, anupamaa, about=1018, reveals=1018)

    answer = send(as_member(asha), picture())

    assert answer.status_code == 302 and first.public_id not in answer["Location"]


def test_a_photo_that_was_withdrawn_may_come_again(as_member, asha):
    first = a_photo(asha)
    as_member(asha).post(f"/photos/{first.public_id}/withdrawal/")

    assert send(as_member(asha), picture()).status_code == 302


def test_a_newcomers_photo_waits_and_says_so(as_member, nandini, asha):
    answer = send(as_member(nandini), picture())

    photo = Photo.objects.get()
    assert photo.state == State.HELD and Case.objects.get().origin == Case.Origin.PHOTO
    assert "This waits for a moderator" in as_member(nandini).get(answer["Location"]).text
    assert as_member(asha).get(answer["Location"]).status_code == 404
    assert "Four takes in" not in as_member(asha).get("/photos/").text


def test_its_sender_alone_is_told_what_was_left_behind(as_member, asha, meera):
    page = send(as_member(asha), telling_jpeg())["Location"]

    assert "where it was taken" in as_member(asha).get(page).text
    assert "where it was taken" not in as_member(meera).get(page).text


@pytest.mark.parametrize(
    ("field", "typed", "sentence"),
    [
        ("caption", "", "This field is required."),
        ("credit", "  ", "Say who took it."),
        ("first_published", "", "Say where it is from"),
        ("first_published", "javascript:alert(1)", "Links begin with http"),
        ("first_published", "ftp://example.com/a.jpg", "Links begin with http"),
        ("first_published", "http://[", "Links begin with http"),
        ("about", "soon", "Type an episode number"),
        ("show", "no-such-show", "There is no such show here."),
        ("people", "Sagar Parekh", "Choose the show first"),
        ("caption", "x" * 201, "at most 200 characters"),
    ],
)
def test_a_field_that_is_wrong_is_named_and_the_file_need_not_come_again(as_member, asha, field, typed, sentence):
    browser = as_member(asha)

    answer = send(browser, picture(), **{field: typed})

    assert answer.status_code == 422 and sentence in answer.text
    assert "The photo has come and is kept." in answer.text
    ticket = re.search(r'name="kept" value="([^"]+)"', answer.text)[1]
    assert send(browser, kept=ticket).status_code == 302
    assert lying_in(Folder.QUARANTINE) == [Photo.objects.get().raw]


def test_a_ticket_sent_twice_answers_the_photo_it_made(as_member, asha, outbox):
    browser = as_member(asha)
    ticket = re.search(r'name="kept" value="([^"]+)"', send(browser, picture(), caption="").text)[1]
    first = send(browser, kept=ticket, idempotency_key="once")
    outbox.run()

    again = send(browser, kept=ticket, idempotency_key="once")

    assert again.status_code == 302 and again["Location"] == first["Location"]


def test_a_ticket_sent_twice_with_another_key_leaves_the_photo_its_file(as_member, asha, outbox):
    browser = as_member(asha)
    ticket = re.search(r'name="kept" value="([^"]+)"', send(browser, picture(), caption="").text)[1]
    first = send(browser, kept=ticket, idempotency_key="once")

    again = send(browser, kept=ticket, idempotency_key="twice")

    assert again.status_code == 302 and again["Location"] == first["Location"]
    outbox.run()
    assert Photo.objects.get().is_ready


def test_a_ticket_whose_photo_was_withdrawn_before_it_was_developed_makes_no_second_one(as_member, asha):
    browser = as_member(asha)
    ticket = re.search(r'name="kept" value="([^"]+)"', send(browser, picture(), caption="").text)[1]
    first = send(browser, kept=ticket, idempotency_key="one tab")
    browser.post(f"{first['Location']}withdrawal/")

    again = send(browser, kept=ticket, idempotency_key="another tab")

    assert again["Location"] == first["Location"] and lying_in(Folder.QUARANTINE) == [Photo.objects.get().raw]


def test_the_ticket_of_one_photo_under_the_key_of_another_leaves_both_their_files(as_member, asha):
    browser = as_member(asha)
    ticket = re.search(r'name="kept" value="([^"]+)"', send(browser, picture(1), caption="").text)[1]
    send(browser, kept=ticket, idempotency_key="one")
    send(browser, picture(2), idempotency_key="two")

    send(browser, kept=ticket, idempotency_key="two")

    assert lying_in(Folder.QUARANTINE) == sorted(Photo.objects.values_list("raw", flat=True))


def test_a_ticket_is_good_for_its_owner_alone(as_member, asha, nandini):
    ticket = re.search(r'name="kept" value="([^"]+)"', send(as_member(asha), picture(), caption="").text)[1]

    answer = send(as_member(nandini), kept=ticket)

    assert answer.status_code == 422 and "Choose the photo again" in answer.text
    assert not Photo.objects.exists()


def test_a_form_without_a_file_keeps_its_words(as_member, asha):
    answer = send(as_member(asha), caption="Slate 402")

    assert answer.status_code == 422
    assert "Choose a photo." in answer.text and 'value="Slate 402"' in answer.text


@pytest.mark.parametrize(
    "name", ["empty.jpg", "text.jpg", "drawing.svg", "one-bit-20000.png", "half.jpg", "too-heavy.jpg"]
)
def test_what_is_no_photo_is_refused_with_its_reason_and_leaves_nothing(as_member, asha, name):
    _reason, build = REFUSED[name]

    answer = send(as_member(asha), build())

    assert answer.status_code == 422 and "field__error" in answer.text and 'value="Mitali Rao"' in answer.text
    assert not Photo.objects.exists() and lying_in(Folder.QUARANTINE) == []


def test_no_more_of_a_heavy_file_is_stored_than_shows_that_it_is_heavy(as_member, asha, settings):
    settings.PHOTO_MAX_BYTES = 200_000

    answer = send(as_member(asha), picture() + bytes(600_000))

    assert answer.status_code == 422 and "weighs more than" in answer.text
    assert answer.wsgi_request.FILES["file"].size <= 200_000 + 64 * 1024


def test_a_monstrous_body_is_not_read(as_member, asha, settings):
    settings.PHOTO_MAX_BYTES = 100_000

    assert send(as_member(asha), bytes(500_000)).status_code == 400


def test_when_many_photos_arrive_at_once_the_sender_is_asked_to_come_back(as_member, asha, settings):
    settings.PHOTO_WAIT_SECONDS = 0.01
    from_elsewhere = [imaging.places.acquire() for _ in range(2)]
    try:
        answer = send(as_member(asha), picture())
    finally:
        for _ in from_elsewhere:
            imaging.places.release()

    assert answer.status_code == 503 and answer["Retry-After"] == "60"
    assert 'value="Four takes in"' in answer.text


def test_a_full_disk_is_said_plainly_and_leaves_no_half_of_anything(as_member, asha, settings, tmp_path):
    with small_disk(tmp_path / "disk", kilobytes=64) as disk:
        settings.MEDIA_ROOT = disk
        answer = send(as_member(asha), picture(size=(1200, 900)))
        left = lying_in(Folder.QUARANTINE)

    assert answer.status_code == 507 and "There is no room for photos" in answer.text
    assert not Photo.objects.exists() and left == []


def test_a_guest_keeps_the_words_and_is_asked_to_sign_in(client, db):
    answer = send(client, picture())

    assert answer.status_code == 403 and "Take a seat first" in answer.text
    assert 'value="Four takes in"' in answer.text
    assert lying_in(Folder.QUARANTINE) == []


def test_one_member_cannot_fill_the_disk_in_an_hour(as_member, asha):
    """Slowly enough for the limit of all writes, which is by the minute."""
    with time_machine.travel(NOW.replace(minute=0), tick=False) as clock:
        browser = as_member(asha)
        answers = []
        for _ in range(UPLOADS_AN_HOUR + 1):
            answers.append(send(browser).status_code)
            clock.shift(2)

    assert answers[-2:] == [422, 429]
