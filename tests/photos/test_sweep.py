"""The sweep: what was left undone is asked for again, what belongs to nothing goes, and nothing else does."""

import os
from datetime import timedelta

import pytest
import time_machine
from django.conf import settings
from django.utils import timezone

from portal.outbox.models import Job
from portal.outbox.tasks import go_round
from portal.photos.darkroom.durable import PARTIAL
from portal.photos.models import Photo
from portal.photos.storage import Folder, local_store, new_name
from portal.photos.tasks import sweep
from tests.builders import NOW
from tests.photos.scenes import a_photo, lying_in

NAME = "0123456789abcdef" * 2

pytestmark = pytest.mark.django_db


def a_stray(folder, name="", *, hours):
    """A file without a row, last touched so many hours ago."""
    path = local_store().folder(folder) / (name or new_name())
    path.write_bytes(b"stray")
    then = (timezone.now() - timedelta(hours=hours)).timestamp()
    os.utime(path, (then, then))
    return path.name


@pytest.mark.parametrize(
    ("folder", "name", "hours"),
    [
        (Folder.QUARANTINE, "", 4),
        (Folder.ORIGINALS, f"{NAME}.jpg", 2),
        (Folder.MEDIA, f"{NAME}-400.webp", 2),
        (Folder.MEDIA, f"{PARTIAL}{NAME}", 2),
    ],
)
def test_an_old_file_of_nobody_goes(folder, name, hours):
    a_stray(folder, name, hours=hours)

    sweep()

    assert lying_in(folder) == []


@pytest.mark.parametrize(("folder", "hours"), [(Folder.QUARANTINE, 2.5), (Folder.ORIGINALS, 0.5), (Folder.MEDIA, 0.5)])
def test_a_young_file_may_yet_get_its_row(folder, hours):
    name = a_stray(folder, hours=hours)

    sweep()

    assert lying_in(folder) == [name]


def test_files_of_a_photo_stay_however_old_it_is(asha, outbox):
    waiting, done = a_photo(asha, seed=1), a_photo(asha, seed=2)
    Job.objects.filter(key=str(waiting.pk)).delete()
    outbox.run()
    done.refresh_from_db()

    with time_machine.travel(timezone.now() + timedelta(days=30)):
        sweep()

    assert lying_in(Folder.QUARANTINE) == [waiting.raw]
    assert lying_in(Folder.ORIGINALS) == [done.original]
    assert lying_in(Folder.MEDIA) == [one["name"] for one in done.renditions]


def test_a_photo_whose_job_was_lost_is_developed_after_all(asha, outbox):
    with time_machine.travel(NOW):
        photo = a_photo(asha)
        Job.objects.all().delete()
        sweep()
    assert outbox.waiting("photos.develop") == []
    later = timezone.now() + timedelta(days=1)
    with time_machine.travel(later):
        sweep()
        sweep()

    assert outbox.waiting("photos.develop") == [{"photo_id": photo.pk}]
    outbox.run(at=later + timedelta(hours=1))
    assert Photo.objects.get().is_ready


def test_what_was_parked_is_left_to_the_operator(asha, outbox):
    photo = a_photo(asha)
    Job.objects.filter(key=str(photo.pk)).update(parked_at=timezone.now(), parked_reason="eight times")

    with time_machine.travel(timezone.now() + timedelta(days=1)):
        sweep()

    assert outbox.waiting("photos.develop") == []


def test_beat_asks_for_the_sweep_and_while_it_waits_asks_once(db, outbox):
    entry = settings.CELERY_BEAT_SCHEDULE["sweep-the-photos"]

    go_round(*entry["args"])
    go_round(*entry["args"])

    assert entry["task"] == go_round.name and outbox.waiting("photos.sweep") == [{}]
