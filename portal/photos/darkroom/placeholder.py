"""What stands in a photo's place until it arrives: a blur of some twenty bytes, and one colour."""

import base64
from dataclasses import dataclass

import thumbhash
from PIL import Image

# The hash keeps a handful of waves; more pixels cost time (it is pure Python) and change nothing.
_SIDE = 32


@dataclass(frozen=True)
class Placeholder:
    """`thumbhash` in base64 (https://evanw.github.io/thumbhash/), `colour` as #rrggbb."""

    thumbhash: str
    colour: str


def placeholder_of(picture: Image.Image) -> Placeholder:
    """What is transparent counts as white paper: thumbhash 0.1.2 fails on transparency."""
    small = picture.convert("RGBA")
    small.thumbnail((_SIDE, _SIDE))
    paper = Image.new("RGBA", small.size, "white")
    paper.alpha_composite(small)
    hashed = thumbhash.rgba_to_thumb_hash(paper.width, paper.height, list(paper.tobytes()))
    return Placeholder(base64.b64encode(bytes(hashed)).decode(), _dominant_colour(paper.convert("RGB")))


def _dominant_colour(small: Image.Image) -> str:
    """The largest of eight groups of colours."""
    grouped = small.quantize(8)
    _count, index = max(grouped.getcolors() or [(1, 0)])
    palette = grouped.getpalette() or [0, 0, 0]
    red, green, blue = palette[3 * int(str(index)) : 3 * int(str(index)) + 3]
    return f"#{red:02x}{green:02x}{blue:02x}"
