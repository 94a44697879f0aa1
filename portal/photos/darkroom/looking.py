"""Is this a photo we take? The whole picture is decoded once, small, before anybody says yes."""

import hashlib
import warnings
from dataclasses import dataclass
from typing import BinaryIO

from PIL import Image

from .anatomy import START_OF_SCAN, WEBP, kind_of, parts_of
from .metadata import found_in
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


def look(file: BinaryIO, *, bounds: Bounds, small: bool) -> tuple[Image.Image, Look]:
    """Check a file from outside in, decode every pixel of it, and answer the loaded picture.

    Args:
        file: at its beginning, seekable.
        bounds: what is refused at once.
        small: read all of a JPEG but keep an eighth of its width and height: 17 MB for 40 megapixels.

    Raises:
        Refused: with the first reason found; a file that is cut short is BROKEN.
    """
    data = file.read(bounds.max_bytes + 1)
    if not data:
        raise Refused(EMPTY)
    if len(data) > bounds.max_bytes:
        raise Refused(TOO_HEAVY)
    kind = kind_of(data)
    parts = list(parts_of(data))
    if sum(name == START_OF_SCAN for name, _content in parts) > MAX_SCANS:
        raise Refused(TOO_MUCH_WORK)
    picture = _open(file, kind, bounds.max_pixels)
    width, height = picture.size
    try:
        if small:
            picture.draft(picture.mode, (max(1, width // 8), max(1, height // 8)))
        picture.load()
    except UNREADABLE as damage:
        raise Refused(BROKEN) from damage
    exif = exif_of(picture)
    if orientation_of(exif) in SWAPS_SIDES:
        width, height = height, width
    digest = hashlib.sha256(data).hexdigest()
    return picture, Look(kind, width, height, digest, len(data), found_in(parts, exif))


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


def orientation_of(exif: Image.Exif) -> int:
    """1 to 8 as EXIF counts; 1, upright, when it says nothing or nonsense."""
    try:
        turned = exif.get(ORIENTATION, 1)
    except UNREADABLE:
        return 1
    return turned if turned in range(1, 9) else 1


def exif_of(picture: Image.Image) -> Image.Exif:
    """Empty where it is damaged: bad notes do not make a bad picture."""
    try:
        return picture.getexif()
    except UNREADABLE:
        return Image.Exif()
