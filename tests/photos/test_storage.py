"""What storage says it kept is kept, whole; what it could not keep left no trace."""

import io
import os
from datetime import UTC, datetime, timedelta

import pytest

from portal.photos.darkroom.durable import PARTIAL
from portal.photos.refusals import StorageFull
from portal.photos.storage import Folder, LocalStore, local_store, new_name
from tests.photos.full_disk import small_disk

NOON = datetime(2026, 11, 2, 12, tzinfo=UTC)


@pytest.fixture
def store(tmp_path):
    return LocalStore(tmp_path)


def touched(path, at):
    os.utime(path, (at.timestamp(), at.timestamp()))


class FailingStream(io.BytesIO):
    def read(self, size=-1):
        piece = super().read(5)
        if not piece:
            raise ConnectionResetError("the sender went away")
        return piece


def test_what_was_written_is_read_back_under_a_name_that_tells_nothing(store):
    name = store.write_durably(io.BytesIO(b"the raw bytes"), Folder.QUARANTINE)
    assert len(name) == 32
    with store.open_private(name, Folder.QUARANTINE) as file:
        assert file.read() == b"the raw bytes"


def test_names_never_meet(store):
    assert len({new_name() for _ in range(1000)}) == 1000


def test_a_name_belongs_to_one_folder_only(store):
    name = store.write_durably(io.BytesIO(b"raw"), Folder.QUARANTINE)
    with pytest.raises(FileNotFoundError):
        store.open_private(name, Folder.MEDIA)


def test_a_sender_who_goes_away_leaves_no_half_file(store):
    with pytest.raises(ConnectionResetError):
        store.write_durably(FailingStream(b"half a photo"), Folder.QUARANTINE)
    assert list(store.folder(Folder.QUARANTINE).iterdir()) == []


@pytest.mark.parametrize("name", ["../secret_key", "/etc/passwd", ".partial-00", "", "a/b", "A B"])
def test_no_name_leads_out_of_its_folder(store, name):
    with pytest.raises(ValueError, match="Not a name"):
        store.open_private(name, Folder.MEDIA)


def test_removing_twice_is_the_same_as_once(store):
    name = store.write_durably(io.BytesIO(b"raw"), Folder.QUARANTINE)
    store.remove(name, Folder.QUARANTINE)
    store.remove(name, Folder.QUARANTINE)
    assert list(store.names_in(Folder.QUARANTINE, untouched_since=datetime.now(UTC) + timedelta(days=1))) == []


def test_the_sweep_sees_old_files_and_neither_young_nor_half_ones(store):
    old, young = (store.write_durably(io.BytesIO(b"x"), Folder.MEDIA) for _ in range(2))
    half = store.folder(Folder.MEDIA) / f"{PARTIAL}00"
    half.write_bytes(b"x")
    touched(store.path_of(old, Folder.MEDIA), NOON - timedelta(hours=2))
    touched(half, NOON - timedelta(hours=2))
    touched(store.path_of(young, Folder.MEDIA), NOON)
    assert list(store.names_in(Folder.MEDIA, untouched_since=NOON - timedelta(hours=1))) == [old]


def test_what_killed_writers_left_is_cleared_once_it_is_old(store):
    old, young = (store.folder(folder) / f"{PARTIAL}00" for folder in (Folder.MEDIA, Folder.QUARANTINE))
    for path, at in ((old, NOON - timedelta(hours=2)), (young, NOON)):
        path.write_bytes(b"x")
        touched(path, at)
    assert store.clear_partials(untouched_since=NOON - timedelta(hours=1)) == 1
    assert (old.exists(), young.exists()) == (False, True)


def test_a_full_disk_is_refused_and_left_as_it_was(tmp_path):
    with small_disk(tmp_path / "small", kilobytes=256) as disk:
        store = LocalStore(disk)
        kept = store.write_durably(io.BytesIO(bytes(100_000)), Folder.QUARANTINE)
        with pytest.raises(StorageFull, match="no room"):
            store.write_durably(io.BytesIO(bytes(400_000)), Folder.QUARANTINE)
        assert [path.name for path in store.folder(Folder.QUARANTINE).iterdir()] == [kept]
        assert len(store.open_private(kept, Folder.QUARANTINE).read()) == 100_000


def test_photos_of_this_portal_lie_under_its_media_root(settings, tmp_path):
    settings.MEDIA_ROOT = tmp_path
    assert local_store().folder(Folder.ORIGINALS) == tmp_path / "originals"
