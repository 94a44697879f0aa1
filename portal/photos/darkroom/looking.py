"""Is this a photo we take? Asked from outside in: bytes, kind, parts, promises, and last the pixels."""

import hashlib
import io
import warnings
from dataclasses import dataclass
from typing import BinaryIO

from PIL import Image

from .anatomy import JPEG, PNG, START_OF_SCAN, WEBP, Part, drawing_of, kind_of, parts_of
from .metadata import found_in
from .promises import jpeg_can_hold_all_blocks, png_holds_all_rows, swells
from .refusals import (
    BROKEN,
    EMPTY,
    TOO_HEAVY,
    TOO_MANY_PIXELS,
    TOO_MANY_PIXELS_WEBP,
    TOO_MUCH_WORK,
    UNREADABLE,
    Refused,
)

# libwebp holds three whole canvases beside Pillow's own: 25 megapixels take 403 MB, 40 would take 633.
WEBP_MAX_PIXELS = 25_000_000
# Every scan walks the whole picture again; encoders write about ten.
MAX_SCANS = 100
MAX_SCANNED_PIXELS = 20 * 40_000_000
SWAPS_SIDES = {5, 6, 7, 8}
ORIENTATION = 0x0112


@dataclass(frozen=True)
class Look:
    """A photo's outside: kind, upright size in pixels, digest and weight in bytes, and what it says beside."""

    kind: str
    width: int
    height: int
    sha256: str
    weight: int
    removed: list[str]


@dataclass(frozen=True)
class Bounds:
    """The operator's limits: heavier files are refused unread, larger pictures undecoded."""

    max_bytes: int
    max_pixels: int


def look(file: BinaryIO, *, bounds: Bounds) -> tuple[Image.Image, int, Look]:
    """Check a file from outside in, up to where its pixels would be decoded; also answers its EXIF orientation.

    Args:
        file: at its beginning, seekable.
        bounds: what is refused at once.

    Raises:
        Refused: with the first reason found.
    """
    data = file.read(bounds.max_bytes + 1)
    if not data:
        raise Refused(EMPTY)
    if len(data) > bounds.max_bytes:
        raise Refused(TOO_HEAVY)
    kind, parts = kind_of(data), list(parts_of(data))
    scans = sum(name == START_OF_SCAN for name, _content in parts)
    if scans > MAX_SCANS or any(map(swells, parts)):
        raise Refused(TOO_MUCH_WORK)
    picture = _open(io.BytesIO(drawing_of(parts)) if kind == PNG else file, kind, bounds.max_pixels)
    if scans * picture.width * picture.height > MAX_SCANNED_PIXELS:
        raise Refused(TOO_MUCH_WORK)
    if not _holds_what_it_promises(kind, parts, len(data)):
        raise Refused(BROKEN)
    exif = _exif_of(picture, kind, parts)
    orientation = _orientation_of(exif)
    width, height = reversed(picture.size) if orientation in SWAPS_SIDES else picture.size
    digest = hashlib.sha256(data).hexdigest()
    seen = Look(kind, width, height, digest, len(data), found_in(parts, exif))
    return picture, orientation, seen


def inspect(file: BinaryIO, *, bounds: Bounds) -> Look:
    """As `look`, and through to the last byte of the picture: a file that is cut short is refused here.

    Raises:
        Refused: with the reason.
    """
    picture, _orientation, seen = look(file, bounds=bounds)
    if seen.kind == PNG:
        return seen
    try:
        # All of a JPEG is read but an eighth of its width and height kept: 17 MB for 40 megapixels.
        picture.draft(picture.mode, (max(1, picture.width // 8), max(1, picture.height // 8)))
        picture.load()
    except UNREADABLE as damage:
        raise Refused(BROKEN) from damage
    return seen


def _open(file: BinaryIO, kind: str, max_pixels: int) -> Image.Image:
    limit = min(max_pixels, WEBP_MAX_PIXELS) if kind == WEBP else max_pixels
    # Pillow merely warns above this number and refuses above its double: half of ours makes its refusal our limit.
    Image.MAX_IMAGE_PIXELS = limit // 2
    warnings.simplefilter("ignore")
    file.seek(0)
    try:
        return Image.open(file, formats=[kind])
    except Image.DecompressionBombError as bomb:
        raise Refused(TOO_MANY_PIXELS_WEBP if limit < max_pixels else TOO_MANY_PIXELS) from bomb
    except UNREADABLE as damage:
        raise Refused(BROKEN) from damage


def _holds_what_it_promises(kind: str, parts: list[Part], weight: int) -> bool:
    try:
        if kind == PNG:
            return png_holds_all_rows(parts)
        return kind != JPEG or jpeg_can_hold_all_blocks(parts, weight)
    except UNREADABLE:
        return False


def _orientation_of(exif: Image.Exif) -> int:
    """1 to 8 as EXIF counts; 1, upright, when it says nothing or nonsense."""
    try:
        turned = exif.get(ORIENTATION, 1)
    except UNREADABLE:
        return 1
    return turned if turned in range(1, 9) else 1


def _exif_of(picture: Image.Image, kind: str, parts: list[Part]) -> Image.Exif:
    """Empty where it is damaged: bad notes do not make a bad picture."""
    exif = Image.Exif()
    try:
        if kind != PNG:
            return picture.getexif()
        exif.load(b"Exif\0\0" + next((content for name, content in parts if name == "eXIf"), b""))
    except UNREADABLE:
        return Image.Exif()
    return exif
