"""The picture of a member: the middle of what they sent, square, in the sizes it is shown in."""

from dataclasses import dataclass
from pathlib import Path
from typing import BinaryIO

from PIL import Image

from .anatomy import WEBP
from .developing import UPRIGHT, Copy, print_of, write
from .looking import Bounds, look


@dataclass(frozen=True)
class Squares:
    """What was written, from the largest to the smallest."""

    squares: list[Copy]


def square(file: BinaryIO, *, bounds: Bounds, stem: str, media: Path, sides: list[int]) -> Squares:
    """Write the squares of one raw file; nothing of it but the pixels goes along.

    Raises:
        Refused: the file is none that we take.
        OSError: with an errno, when a file cannot be written.
    """
    picture, orientation, _seen = look(file, bounds=bounds)
    picture = middle_of(print_of(picture, UPRIGHT.get(orientation)))
    squares = []
    for side in sorted(sides, reverse=True):
        picture = picture.resize((side, side), Image.Resampling.LANCZOS, reducing_gap=3.0)
        squares.append(write(picture, media / f"{stem}-{side}.webp", format=WEBP, quality=82, method=4))
    return Squares(squares)


def middle_of(picture: Image.Image) -> Image.Image:
    """The largest square around the middle."""
    side = min(picture.size)
    left, top = (picture.width - side) // 2, (picture.height - side) // 2
    return picture.crop((left, top, left + side, top + side))
