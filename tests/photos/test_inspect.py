"""Every foreign file is taken, or refused with a reason, within 2 seconds and 300 MB."""

import io
import multiprocessing
import resource
from pathlib import Path

import pytest

from portal.photos import imaging
from portal.photos.imaging import ImageRefused, Inspection, inspect
from tests.files.make_bombs import REFUSED, TAKEN
from tests.files.make_photos import jpeg, telling_jpeg, telling_webp, turned
from tests.files.samples import each_of

SECONDS, MEGABYTES = 2, 300
Outcome = tuple[Inspection | str, float, float]


def measured(source: Path) -> Outcome:
    """What `inspect` said, the seconds its child worked (a busy machine must not fail the test), and its megabytes."""
    near, far = multiprocessing.Pipe()
    process = multiprocessing.get_context("fork").Process(target=_measure, args=(source, far))
    process.start()
    outcome: Outcome = near.recv()
    process.join()
    return outcome


def _measure(source, answer):
    try:
        said = inspect(source)
    except ImageRefused as refused:
        said = refused.reason
    spent = resource.getrusage(resource.RUSAGE_CHILDREN)
    # Linux counts what a child weighed before it became another program, which is what this process weighs
    inherited = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss * 1.05
    megabytes = spent.ru_maxrss / 1024 if spent.ru_maxrss > inherited else 0
    answer.send((said, spent.ru_utime + spent.ru_stime, megabytes))


@pytest.fixture
def bomb(tmp_path):
    def write(name, build):
        path = tmp_path / name
        path.write_bytes(build())
        return path

    return write


@pytest.mark.parametrize("name", REFUSED)
def test_bombs_and_broken_files_are_refused_in_time_and_say_why(bomb, name):
    reason, build = REFUSED[name]
    said, seconds, megabytes = measured(bomb(name, build))
    assert said == reason
    assert seconds < SECONDS
    assert megabytes < MEGABYTES


@pytest.mark.parametrize("name", TAKEN)
def test_odd_files_that_hold_a_picture_are_taken(bomb, name):
    kind, build = TAKEN[name]
    said, seconds, megabytes = measured(bomb(name, build))
    assert said.kind == kind
    assert seconds < SECONDS
    assert megabytes < MEGABYTES


@each_of("photos/hostile")
def test_files_that_once_broke_decoders_are_refused_in_time(sample):
    said, seconds, megabytes = measured(sample)
    assert said in {"not_a_photo", "broken", "too_many_pixels", "too_much_work"}
    assert seconds < SECONDS
    assert megabytes < MEGABYTES


@each_of("photos/gps", "photos/modes", "photos/orientation", "photos/pdq")
def test_real_photos_are_taken(sample):
    assert inspect(sample).width > 0


def test_an_upload_in_memory_is_looked_at_and_left_at_its_beginning():
    upload = io.BytesIO(jpeg())
    seen = inspect(upload)
    assert (seen.kind, seen.width, seen.height, seen.weight) == ("JPEG", 640, 480, len(upload.getvalue()))
    assert upload.tell() == 0


def test_a_photo_taken_sideways_is_measured_upright():
    seen = inspect(io.BytesIO(turned(6)))
    assert (seen.width, seen.height) == (600, 400)


def test_the_uploader_can_be_told_what_the_file_gives_away():
    seen = inspect(io.BytesIO(telling_jpeg()))
    assert seen.removed == (
        "location", "camera", "serial", "dates", "names", "maker_notes", "software", "comment", "xmp", "iptc", "exif",
        "attached",
    )  # fmt: skip
    assert {"location", "camera", "xmp", "exif"} <= set(inspect(io.BytesIO(telling_webp())).removed)


def test_a_photo_that_says_nothing_has_nothing_removed():
    assert inspect(io.BytesIO(jpeg())).removed == ()


@pytest.mark.parametrize("reason", sorted({reason for reason, _build in REFUSED.values()} | {"busy"}))
def test_each_refusal_is_a_sentence(reason):
    assert str(ImageRefused(reason)).endswith(".")


def test_the_sentence_names_the_limit_of_this_portal(settings):
    settings.PHOTO_MAX_BYTES = 3 * 1024 * 1024
    assert "3 MB" in str(ImageRefused("too_heavy"))


def test_a_file_that_ends_its_child_is_refused_and_not_a_crash(bomb, settings):
    settings.PHOTO_CPU_SECONDS = 0.01
    with pytest.raises(ImageRefused) as refused:
        inspect(bomb("any.jpg", jpeg))
    assert refused.value.reason == "too_much_work"


def test_when_all_places_are_taken_the_sender_is_asked_to_come_back(bomb, settings):
    settings.PHOTO_WAIT_SECONDS = 0.01
    path = bomb("any.jpg", jpeg)
    with imaging.places, imaging.places, pytest.raises(ImageRefused) as refused:
        inspect(path)
    assert refused.value.reason == "busy"
