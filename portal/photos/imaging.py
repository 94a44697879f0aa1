"""Photos are looked at and developed in a child process, so that a hostile file harms nothing but itself."""

import json
import logging
import subprocess
import sys
import tempfile
import threading
from dataclasses import dataclass
from pathlib import Path
from typing import Any, BinaryIO

from django.conf import settings

from .darkroom import refusals
from .refusals import ImageRefused, StorageFull

log = logging.getLogger(__name__)

MEGABYTE = 1024 * 1024
# 40 megapixels and a second copy of them fit; nothing that is refused may reach 300 MB, so the decoder refuses earlier.
MEMORY = 480 * MEGABYTE
DEVELOP_CPU_SECONDS = 20.0
# The clock on the wall only ends what CPU time does not see: a disk that hangs.
INSPECT_WAIT_SECONDS = 10
DEVELOP_WAIT_SECONDS = 90
LARGEST_FILE = 200 * MEGABYTE
LARGEST_SQUARE = MEGABYTE
SIDES = (96, 256)
# Each child may take hundreds of megabytes: so many at once in this process, the others wait PHOTO_WAIT_SECONDS.
places = threading.BoundedSemaphore(2)

_HERE = Path(__file__).parent
# Run beside the project package, not through it: importing that would import Celery and Django.
_PROGRAM = "import sys; sys.path.insert(0, sys.argv.pop(1)); from darkroom.program import main; main()"


@dataclass(frozen=True)
class Inspection:
    """A photo that was taken in: kind (JPEG, PNG, WEBP), upright pixels, digest and weight of the raw file.

    `removed` holds codes of what will be left behind; `metadata.words_for` says them.
    """

    kind: str
    width: int
    height: int
    sha256: str
    weight: int
    removed: tuple[str, ...]


@dataclass(frozen=True)
class Copy:
    """A file that was written: its name in its folder, its size in pixels, its weight in bytes."""

    name: str
    width: int
    height: int
    weight: int


@dataclass(frozen=True)
class Developed:
    """What came of a raw file; `renditions` from the smallest to the largest, never larger than the original.

    `thumbhash` is base64 of some twenty bytes, `colour` the dominant one as #rrggbb.
    """

    seen: Inspection
    original: Copy
    renditions: tuple[Copy, ...]
    thumbhash: str
    colour: str


def inspect(source: Path | BinaryIO) -> Inspection:
    """Decode a stranger's file once, in a child process, and say what it is.

    Args:
        source: a path, or an open binary file from its beginning (an upload).

    Raises:
        ImageRefused: with the sentence for the person who sent it.
    """
    limits = {"memory": MEMORY, "cpu_seconds": settings.PHOTO_CPU_SECONDS, "largest_file": 0}
    return _inspection(_run(source, {"limits": limits}, patience=INSPECT_WAIT_SECONDS))


def develop(raw: Path, *, stem: str, originals: Path, media: Path) -> Developed:
    """Write the clean original and the renditions, each whole and on the disk before this returns.

    The names are made of `stem`, so that a second run after a kill replaces what the first one left.

    Args:
        raw: the file as it was sent.
        stem: an opaque name, from `storage.new_name`.
        originals: the folder of the clean original.
        media: the folder of the renditions.

    Raises:
        ImageRefused: the raw file cannot be read.
        StorageFull: no room; what was written of this photo so far is whole and stays for the next run.
    """
    limits = {"memory": MEMORY, "cpu_seconds": DEVELOP_CPU_SECONDS, "largest_file": LARGEST_FILE}
    order = {"limits": limits, "stem": stem, "originals": str(originals), "media": str(media)}
    answer = _run(raw, order, patience=DEVELOP_WAIT_SECONDS)
    return Developed(
        seen=_inspection(answer["seen"]),
        original=Copy(**answer["original"]),
        renditions=tuple(Copy(**copy) for copy in answer["renditions"]),
        **answer["placeholder"],
    )


def square(source: Path | BinaryIO, *, stem: str, media: Path) -> tuple[Copy, ...]:
    """Write a member's picture in its square sizes, each whole and on the disk before this returns.

    Args:
        source: a path, or an open binary file from its beginning (an upload).
        stem: an opaque name, from `storage.new_name`; the files are called `<stem>-<side>.webp`.
        media: the folder they lie in.

    Raises:
        ImageRefused: with the sentence for the person who sent it.
        StorageFull: no room; the sweep removes what was written of it so far.
    """
    limits = {"memory": MEMORY, "cpu_seconds": settings.PHOTO_CPU_SECONDS, "largest_file": LARGEST_SQUARE}
    order = {"limits": limits, "stem": stem, "media": str(media), "sides": SIDES}
    answer = _run(source, order, patience=INSPECT_WAIT_SECONDS)
    return tuple(Copy(**copy) for copy in answer["squares"])


def _inspection(seen: dict[str, Any]) -> Inspection:
    return Inspection(**{**seen, "removed": tuple(seen["removed"])})


def _run(source: Path | BinaryIO, order: dict[str, Any], *, patience: int) -> dict[str, Any]:
    order["bounds"] = {"max_bytes": settings.PHOTO_MAX_BYTES, "max_pixels": settings.PHOTO_MAX_PIXELS}
    if not places.acquire(timeout=settings.PHOTO_WAIT_SECONDS):
        raise ImageRefused(refusals.BUSY)
    try:
        if isinstance(source, Path):
            with source.open("rb") as file:
                done = _child(file, order, patience)
        else:
            done = _child_for_stream(source, order, patience)
    finally:
        places.release()
    return _answer_of(done)


def _child_for_stream(stream: BinaryIO, order: dict[str, Any], patience: int) -> subprocess.CompletedProcess[bytes]:
    with tempfile.TemporaryFile() as file:
        file.write(stream.read(settings.PHOTO_MAX_BYTES + 1))
        file.seek(0)
        stream.seek(0)
        return _child(file, order, patience)


def _child(file: BinaryIO, order: dict[str, Any], patience: int) -> subprocess.CompletedProcess[bytes]:
    command = [sys.executable, "-I", "-c", _PROGRAM, str(_HERE), json.dumps(order)]
    try:
        return subprocess.run(command, stdin=file, capture_output=True, timeout=patience, env={}, check=False)
    except subprocess.TimeoutExpired as late:
        raise ImageRefused(refusals.TOO_MUCH_WORK) from late


def _answer_of(done: subprocess.CompletedProcess[bytes]) -> dict[str, Any]:
    if done.returncode < 0:
        log.warning("A photo ended its child process with signal %d", -done.returncode)
        raise ImageRefused(refusals.TOO_MUCH_WORK)
    if done.returncode > 0:
        log.warning("A photo failed in its child process: %s", done.stderr[-2000:].decode(errors="replace"))
        raise ImageRefused(refusals.BROKEN)
    answer: dict[str, Any] = json.loads(done.stdout)
    peak = answer.pop("peak_kb")
    log.debug("A photo took %d kB", peak)
    if reason := answer.get("refused"):
        raise StorageFull if reason == refusals.NO_ROOM else ImageRefused(reason)
    return answer
