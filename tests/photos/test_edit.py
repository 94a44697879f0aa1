"""What stands under a photo can be changed, by its uploader; a newcomer's change waits; the picture stays."""

import pytest

from portal.contributions.models import Revision, State
from portal.moderation.actions import decide
from portal.moderation.models import Case, Decision
from portal.moderation.reading import claim
from portal.photos.models import Photo
from tests.builders import NOW
from tests.photos.scenes import a_photo

pytestmark = pytest.mark.django_db
SAID = {"caption": "Slate 402", "credit": "Unit stills", "first_published": "https://example.com/402", "spot": "event"}


def test_new_words_stand_at_once_and_the_old_ones_are_kept(asha, as_member, outbox):
    photo = a_photo(asha)
    outbox.run()

    answer = as_member(asha).post(f"/photos/{photo.public_id}/edit/", SAID)

    now = Photo.objects.get()
    assert answer.status_code == 302 and now.is_ready
    assert (now.title, now.credit, now.spot) == ("Slate 402", "Unit stills", "event")
    assert now.source_link == "https://example.com/402"
    assert Revision.objects.get().words["credit"] == "Mitali Rao"


def test_the_form_begins_with_what_stands(asha, as_member):
    photo = a_photo(asha, alt="Four people and a lamp")

    page = as_member(asha).get(f"/photos/{photo.public_id}/edit/").text

    assert 'value="Four takes in"' in page and 'value="Mitali Rao"' in page and "Four people and a lamp" in page
    assert 'type="file"' not in page


def test_a_newcomers_change_waits_whole_and_is_taken_whole(nandini, meera, as_member, asha):
    photo = a_photo(nandini)
    Photo.objects.filter(pk=photo.pk).update(state=State.PUBLISHED)
    Case.objects.all().delete()

    as_member(nandini).post(f"/photos/{photo.public_id}/edit/", SAID)
    assert (Photo.objects.get().title, Photo.objects.get().credit) == ("Four takes in", "Mitali Rao")
    assert "Unit stills" not in as_member(asha).get(f"/photos/{photo.public_id}/").text
    case = Case.objects.get()
    assert "Unit stills" in as_member(meera).get(f"/moderation/cases/{case.pk}/").text

    claim(case, by=meera, at=NOW)
    decide(case, verb=Decision.Verb.TAKE, reason="Fine", by=meera, at=NOW)
    assert (Photo.objects.get().title, Photo.objects.get().credit) == ("Slate 402", "Unit stills")


def test_nobody_else_changes_or_withdraws_it(asha, karan, as_member, client):
    photo = a_photo(asha)

    assert as_member(karan).post(f"/photos/{photo.public_id}/edit/", SAID).status_code == 403
    assert as_member(karan).post(f"/photos/{photo.public_id}/withdrawal/").status_code == 403
    assert client.get(f"/photos/{photo.public_id}/edit/").status_code == 302
    assert Photo.objects.get().title == "Four takes in"


def test_withdrawn_it_is_gone_for_everybody_else_at_once(asha, as_member, client, django_capture_on_commit_callbacks):
    photo = a_photo(asha)
    assert client.get(f"/photos/{photo.public_id}/").status_code == 200

    with django_capture_on_commit_callbacks(execute=True):
        as_member(asha).post(f"/photos/{photo.public_id}/withdrawal/")

    assert client.get(f"/photos/{photo.public_id}/").status_code == 404
    assert "Four takes in" not in client.get("/photos/").text
    assert "You have withdrawn this" in as_member(asha).get(f"/photos/{photo.public_id}/").text


def test_the_desk_sees_picture_and_words_of_a_photo_that_waits(nandini, meera, as_member, outbox):
    photo = a_photo(nandini, alt="A lamp")
    outbox.run()

    page = as_member(meera).get(f"/moderation/cases/{Case.objects.get().pk}/").text

    assert f"/media/{photo.stem}-120.webp" in page and "Mitali Rao" in page and "A lamp" in page


def test_the_earlier_versions_tell_what_was_changed_and_nothing_else(asha, client, as_member):
    photo = a_photo(asha, alt="A lamp")
    browser = as_member(asha)
    browser.post(f"/photos/{photo.public_id}/edit/", SAID | {"alt": "A lamp"})
    browser.post(f"/photos/{photo.public_id}/edit/", SAID | {"alt": "Two lamps", "spot": "set"})

    later, first = client.get(f"/contributions/{photo.public_id}/revisions/").text.split('<li class="stack')[1:3]

    assert "A lamp" in later and "Event" in later and "Unit stills" not in later
    assert "Mitali Rao" in first and "I took it" in first and "On set" in first and "A lamp" not in first
    assert "Four takes in" in first
