"""Smaller copies and a clean original, the right way up, with everything but the picture left behind."""

import zlib
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import Any, BinaryIO

from PIL import Image

from .anatomy import JPEG, PNG, WEBP
from .colours import to_srgb
from .durable import write_whole
from .looking import Bounds, Look, look
from .placeholder import Placeholder, placeholder_of
from .refusals import BROKEN, UNREADABLE, Refused

WIDTHS = (2048, 1280, 800, 400)
# libwebp's own limit for a side.
WEBP_MAX_SIDE = 16_383
_ORIGINALS: dict[str, tuple[str, dict[str, Any]]] = {
    JPEG: ("jpg", {"quality": 92}),
    # Filtered photos are mostly short runs: as small as level 2 makes them, in four fifths of the time.
    PNG: ("png", {"compress_level": 1, "compress_type": zlib.Z_RLE}),
    WEBP: ("webp", {"quality": 92, "method": 2}),
}
UPRIGHT = {
    2: Image.Transpose.FLIP_LEFT_RIGHT,
    3: Image.Transpose.ROTATE_180,
    4: Image.Transpose.FLIP_TOP_BOTTOM,
    5: Image.Transpose.TRANSPOSE,
    6: Image.Transpose.ROTATE_270,
    7: Image.Transpose.TRANSVERSE,
    8: Image.Transpose.ROTATE_90,
}


@dataclass(frozen=True)
class Copy:
    """One written file: its name in its folder, its size in pixels, its weight in bytes."""

    name: str
    width: int
    height: int
    weight: int


@dataclass(frozen=True)
class Development:
    """All that came of one raw file; renditions from the smallest to the largest."""

    seen: Look
    original: Copy
    renditions: list[Copy]
    placeholder: Placeholder


def develop(file: BinaryIO, *, bounds: Bounds, stem: str, originals: Path, media: Path) -> Development:
    """Write the clean original and the renditions of one raw file; a second run writes the same names again.

    Raises:
        Refused: the raw file cannot be read (any more).
        OSError: with an errno, when a file cannot be written.
    """
    picture, orientation, seen = look(file, bounds=bounds)
    # Chroma that was never thinned out is not thinned out now.
    full_chroma = seen.kind == JPEG and all(layer[1:3] == (1, 1) for layer in getattr(picture, "layer", []))
    fresh = print_of(picture, UPRIGHT.get(orientation))
    del picture
    ending, how = _ORIGINALS[seen.kind]
    if seen.kind == JPEG:
        how = {**how, "subsampling": 0 if full_chroma else 2}
    original = write(fresh, originals / f"{stem}.{ending}", format=seen.kind, **how)
    renditions = []
    for width in sorted({min(width, fresh.width) for width in WIDTHS}, reverse=True):
        fresh = _shrink(fresh, width)
        target = media / f"{stem}-{width}.webp"
        renditions.append(write(fresh, target, format=WEBP, quality=80, method=2))
    return Development(seen, original, renditions[::-1], placeholder_of(fresh))


def print_of(picture: Image.Image, turn: Image.Transpose | None) -> Image.Image:
    """The pixels alone, upright and in sRGB, in a picture that never knew the file they came from.

    Each step lets go of the one before: 40 megapixels take 160 MB, and there is room for two and a half.
    """
    try:
        picture.load()
        picture = to_srgb(picture)
    except UNREADABLE as damage:
        raise Refused(BROKEN) from damage
    if turn is not None:
        picture = picture.transpose(turn)
    fresh = Image.new(picture.mode, picture.size)
    fresh.paste(picture)
    return fresh


def _shrink(picture: Image.Image, width: int) -> Image.Image:
    height = max(1, min(WEBP_MAX_SIDE, round(picture.height * width / picture.width)))
    if (width, height) == picture.size:
        return picture
    return picture.resize((width, height), Image.Resampling.LANCZOS, reducing_gap=3.0)


def write(picture: Image.Image, target: Path, **how: Any) -> Copy:
    weight = write_whole(target, partial(picture.save, **how))
    return Copy(target.name, picture.width, picture.height, weight)
