"""Where photos lie: raw files in a quarantine no address reaches, clean originals, and what everybody may see."""

import errno
import os
import re
import secrets
import shutil
from collections.abc import Iterator
from datetime import datetime
from enum import StrEnum
from pathlib import Path
from typing import BinaryIO, Protocol

from django.conf import settings

from .darkroom.durable import PARTIAL, fsync_folder, write_whole
from .refusals import StorageFull

_OPAQUE = re.compile(r"[0-9a-z][0-9a-z.-]{0,99}")


class Folder(StrEnum):
    """Only what lies in MEDIA may ever be served."""

    QUARANTINE = "quarantine"
    ORIGINALS = "originals"
    MEDIA = "media"


class Store(Protocol):
    """What photos ask of a place for files; names are opaque and live in one folder."""

    def write_durably(self, stream: BinaryIO, folder: Folder) -> str: ...
    def open_private(self, name: str, folder: Folder) -> BinaryIO: ...
    def remove(self, name: str, folder: Folder) -> None: ...
    def names_in(self, folder: Folder, *, untouched_since: datetime) -> Iterator[str]: ...
    def clear_partials(self, *, untouched_since: datetime) -> int: ...


class LocalStore:
    """A folder on a disk of this machine."""

    def __init__(self, root: Path) -> None:
        self.root = root

    def folder(self, folder: Folder) -> Path:
        """The folder itself, made if need be: the child process writes there by itself."""
        path = self.root / folder
        path.mkdir(parents=True, exist_ok=True)
        return path

    def path_of(self, name: str, folder: Folder) -> Path:
        """Where a name lies, whether or not anything is there.

        Raises:
            ValueError: the name is none of ours, and so might lead elsewhere.
        """
        if not _OPAQUE.fullmatch(name):
            raise ValueError(f"Not a name of a stored file: {name!r}")
        return self.root / folder / name

    def write_durably(self, stream: BinaryIO, folder: Folder) -> str:
        """Keep a stream, from where it stands to its end; once this returns, a power cut cannot take it back.

        Returns:
            The new, opaque name.

        Raises:
            StorageFull: nothing is left behind, not even half a file.
        """
        name = new_name()
        try:
            write_whole(self.path_of(name, folder), lambda file: shutil.copyfileobj(stream, file))
        except OSError as fault:
            if fault.errno in {errno.ENOSPC, errno.EDQUOT}:
                raise StorageFull from fault
            raise
        return name

    def open_private(self, name: str, folder: Folder) -> BinaryIO:
        """Open for reading.

        Raises:
            FileNotFoundError: nothing has that name.
        """
        return self.path_of(name, folder).open("rb")

    def remove(self, name: str, folder: Folder) -> None:
        """Take a file away for good; one that is gone already is no error, because jobs run twice."""
        path = self.path_of(name, folder)
        path.unlink(missing_ok=True)
        if path.parent.is_dir():
            fsync_folder(path.parent)

    def names_in(self, folder: Folder, *, untouched_since: datetime) -> Iterator[str]:
        """The names of whole files last written before a moment: younger ones may yet get their row."""
        for entry in self._entries(folder, untouched_since):
            if not entry.name.startswith(PARTIAL):
                yield entry.name

    def clear_partials(self, *, untouched_since: datetime) -> int:
        """Remove what writers left that were killed before a moment; answers how many files went."""
        left = [
            Path(entry)
            for folder in Folder
            for entry in self._entries(folder, untouched_since)
            if entry.name.startswith(PARTIAL)
        ]
        for path in left:
            path.unlink(missing_ok=True)
        return len(left)

    def _entries(self, folder: Folder, untouched_since: datetime) -> Iterator["os.DirEntry[str]"]:
        with os.scandir(self.folder(folder)) as entries:
            for entry in entries:
                try:
                    written_at = entry.stat().st_mtime
                except FileNotFoundError:
                    continue
                if written_at < untouched_since.timestamp():
                    yield entry


def new_name() -> str:
    """A name that tells nothing: 128 random bits in hex."""
    return secrets.token_hex(16)


def local_store() -> LocalStore:
    """The store of this portal, under MEDIA_ROOT."""
    return LocalStore(Path(settings.MEDIA_ROOT))
