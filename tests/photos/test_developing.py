"""From the raw file to the pictures: once, whatever is killed on the way."""

import contextlib

import pytest

from portal.contributions.models import State
from portal.notifications.models import Notification
from portal.outbox.registry import NotYet
from portal.photos import imaging
from portal.photos.imaging import develop as make_pictures
from portal.photos.models import Photo
from portal.photos.storage import Folder, local_store
from portal.photos.tasks import develop
from tests.photos.full_disk import small_disk
from tests.photos.scenes import a_photo, lying_in, picture

pytestmark = pytest.mark.django_db


def developed(photo):
    return Photo.objects.get(pk=photo.pk)


def files():
    return {folder: lying_in(folder) for folder in Folder}


def test_a_photo_gets_its_pictures_and_its_raw_file_goes(asha, outbox):
    photo = a_photo(asha, content=picture(size=(900, 600)))

    outbox.run()

    now = developed(photo)
    assert now.is_ready and [one["width"] for one in now.renditions] == [400, 800, 900]
    assert (now.width, now.height) == (900, 600) and now.thumbhash and now.colour.startswith("#")
    assert files() == {
        Folder.QUARANTINE: [],
        Folder.ORIGINALS: [now.original],
        Folder.MEDIA: sorted(one["name"] for one in now.renditions),
    }


def test_doing_it_again_changes_nothing(asha, outbox):
    photo = a_photo(asha)
    outbox.run()
    before, lay = developed(photo), files()

    develop(photo_id=photo.pk)

    after = developed(photo)
    assert files() == lay and after.developed_at == before.developed_at and after.renditions == before.renditions


def test_killed_after_the_pictures_and_before_the_row_it_is_finished_by_the_next_run(asha, outbox):
    photo = a_photo(asha)
    store = local_store()
    make_pictures(
        store.path_of(photo.raw, Folder.QUARANTINE),
        stem=photo.stem,
        originals=store.folder(Folder.ORIGINALS),
        media=store.folder(Folder.MEDIA),
    )
    lay = files()

    outbox.run()

    now = developed(photo)
    assert now.is_ready and files() == lay | {Folder.QUARANTINE: []}


def test_killed_after_the_row_and_before_the_raw_file_went_the_next_run_removes_it(asha, outbox):
    photo = a_photo(asha)
    raw = local_store().path_of(photo.raw, Folder.QUARANTINE).read_bytes()
    outbox.run()
    local_store().path_of(photo.raw, Folder.QUARANTINE).write_bytes(raw)
    Photo.objects.filter(pk=photo.pk).update(raw=photo.raw)

    develop(photo_id=photo.pk)

    assert lying_in(Folder.QUARANTINE) == [] and developed(photo).raw == ""


def test_killed_after_the_raw_file_went_nothing_is_missing(asha, outbox):
    photo = a_photo(asha)
    outbox.run()
    Photo.objects.filter(pk=photo.pk).update(raw=photo.raw)

    develop(photo_id=photo.pk)

    assert developed(photo).is_ready and developed(photo).state == State.PUBLISHED


def test_a_photo_that_cannot_be_developed_goes_back_to_its_uploader_who_is_told(asha, as_member, outbox):
    photo = a_photo(asha)
    local_store().path_of(photo.raw, Folder.QUARANTINE).write_bytes(b"eaten by the disk")

    for _ in range(2):
        with pytest.raises(NotYet):
            develop(photo_id=photo.pk)
    develop(photo_id=photo.pk)

    now = developed(photo)
    assert (now.state, now.develop_error) == (State.DRAFT, "not_a_photo") and not now.is_ready
    assert Notification.objects.get(recipient=asha).kind == "photos.not_developed"
    browser = as_member(asha)
    assert "No picture could be made" in browser.get("/notifications/").text
    assert "No picture could be made" in browser.get(f"/photos/{photo.public_id}/").text
    assert lying_in(Folder.QUARANTINE) == []


def test_a_file_that_is_gone_is_no_endless_work(asha, outbox):
    photo = a_photo(asha)
    local_store().remove(photo.raw, Folder.QUARANTINE)

    for _ in range(2):
        with pytest.raises(NotYet):
            develop(photo_id=photo.pk)
    develop(photo_id=photo.pk)

    assert developed(photo).develop_error == "missing"


def test_a_crowd_in_the_darkroom_counts_as_no_try(asha, settings):
    settings.PHOTO_WAIT_SECONDS = 8
    photo = a_photo(asha)
    settings.PHOTO_WAIT_SECONDS = 0.01
    for _ in range(2):
        imaging.places.acquire()
    try:
        with pytest.raises(NotYet):
            develop(photo_id=photo.pk)
    finally:
        for _ in range(2):
            imaging.places.release()

    assert developed(photo).develop_tries == 0


def test_without_room_it_waits_and_is_made_when_there_is_some(asha, outbox, settings, tmp_path):
    with small_disk(tmp_path / "disk", kilobytes=200) as disk:
        settings.MEDIA_ROOT = disk
        photo = a_photo(asha)
        with contextlib.suppress(OSError), (disk / "ballast").open("wb", buffering=0) as ballast:
            while ballast.write(bytes(1024)):
                pass
        with pytest.raises(NotYet):
            develop(photo_id=photo.pk)
        assert not developed(photo).is_ready and developed(photo).develop_tries == 0

        (disk / "ballast").unlink()
        develop(photo_id=photo.pk)
        assert developed(photo).is_ready


def test_a_photo_that_is_no_more_is_no_work(db):
    develop(photo_id=404)


def test_until_it_is_developed_a_tile_stands_for_it(asha, client, anupamaa, outbox, django_capture_on_commit_callbacks):
    photo = a_photo(asha, anupamaa)
    for address in ("/", "/photos/", "/shows/anupamaa/", "/shows/anupamaa/photos/", f"/photos/{photo.public_id}/"):
        assert "Developing" in client.get(address).text, address

    with django_capture_on_commit_callbacks(execute=True):
        outbox.run()

    for address in ("/", "/photos/", "/shows/anupamaa/", "/shows/anupamaa/photos/", f"/photos/{photo.public_id}/"):
        page = client.get(address).text
        assert "Developing" not in page and f"/media/{photo.stem}-120.webp" in page, address


def test_its_uploader_is_told_that_it_is_developed_once(asha, as_member, outbox):
    photo = a_photo(asha)
    outbox.run()
    develop(photo_id=photo.pk)

    assert [alert.kind for alert in Notification.objects.filter(recipient=asha)] == ["photos.developed"]
    page = as_member(asha).get("/notifications/").text
    assert "Your photo is developed" in page and f"/photos/{photo.public_id}/" in page
