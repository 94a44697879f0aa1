"""A drawing as a picture, by the same shapes and the same look as the file in SVG; at twice the size."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from functools import lru_cache
from io import BytesIO
from itertools import pairwise
from math import hypot
from pathlib import Path as File

from django.conf import settings
from PIL import Image, ImageColor, ImageDraw, ImageFont

from portal.cast.graphs.look import SURFACE, look
from portal.cast.graphs.shapes import Boxes, Drawing, Face, Path, Place, Sign, Words
from portal.lib.text import clean_line

TIMES = 2
FONTS = File(settings.BASE_DIR) / "static" / "fonts"
RUNS = re.compile(r"[\u0900-\u097f\u200c\u200d]+(?:\s+[\u0900-\u097f\u200c\u200d]+)*|[^\u0900-\u097f]+")
ANCHORS = {"start": 0.0, "middle": 0.5, "end": 1.0}
Pen = ImageDraw.ImageDraw
Font = ImageFont.FreeTypeFont


def as_picture(drawing: Drawing) -> bytes:
    """The drawing as PNG."""
    size = round(drawing.width * TIMES), round(drawing.height * TIMES)
    sheet = Image.new("RGB", size, SURFACE)
    pen = ImageDraw.Draw(sheet, "RGBA")
    for shape in drawing.shapes:
        match shape:
            case Path():
                path(pen, shape)
            case Boxes():
                boxes(pen, shape)
            case Words():
                words(pen, shape)
            case Sign():
                sign(pen, shape)
            case Face():
                sign(pen, Sign(shape.role, shape.shape, shape.x, shape.y, shape.radius * 0.7))
    kept = BytesIO()
    sheet.save(kept, "PNG", optimize=True)
    return kept.getvalue()


def ink(role: str, kind: str) -> tuple[int, ...] | None:
    """The fill or stroke of a role with its transparency; None for none."""
    style = look(role)
    colour = style.get(kind, "none")
    if colour == "none":
        return None
    return (*ImageColor.getrgb(colour)[:3], round(255 * float(style.get(f"{kind}-opacity", "1"))))


def breadth(role: str) -> int:
    """Of a line, in dots of the picture."""
    return max(1, round(float(look(role).get("stroke-width", "1")) * TIMES))


def enlarged(places: Sequence[Place]) -> list[Place]:
    """In dots of the picture."""
    return [(x * TIMES, y * TIMES) for x, y in places]


def path(pen: Pen, shape: Path) -> None:
    """A line, a dotted line, an area or a dot."""
    places, stroke, wide = enlarged(shape.places), ink(shape.role, "stroke"), breadth(shape.role)
    if shape.closed:
        pen.polygon(places, fill=ink(shape.role, "fill"))
    if stroke is None:
        return
    if len(places) == 1 or "stroke-dasharray" in look(shape.role):
        for x, y in beads(places, step=5.0 * TIMES):
            pen.ellipse((x - wide / 2, y - wide / 2, x + wide / 2, y + wide / 2), fill=stroke)
    else:
        pen.line(places + places[:1] if shape.closed else places, fill=stroke, width=wide, joint="curve")


def beads(places: Sequence[Place], step: float) -> Iterator[Place]:
    """Places at even steps along a line, its first among them."""
    yield places[0]
    left = step
    for (x, y), (ex, ey) in pairwise(places):
        length, gone = hypot(ex - x, ey - y), left
        while gone <= length and length:
            yield x + (ex - x) * gone / length, y + (ey - y) * gone / length
            gone += step
        left = gone - length


def boxes(pen: Pen, shape: Boxes) -> None:
    """Rectangles."""
    fill = ink(shape.role, "fill")
    for x, y, wide, tall in shape.boxes:
        if wide > 0 and tall > 0:
            pen.rectangle((x * TIMES, y * TIMES, (x + wide) * TIMES - 1, (y + tall) * TIMES - 1), fill=fill)


def sign(pen: Pen, shape: Sign) -> None:
    """A mark with its number."""
    fill, stroke, wide = ink(shape.role, "fill"), ink(shape.role, "stroke"), breadth(shape.role)
    if shape.shape == "circle":
        x, y, radius = shape.x * TIMES, shape.y * TIMES, shape.radius * TIMES
        pen.ellipse((x - radius, y - radius, x + radius, y + radius), fill=fill, outline=stroke, width=wide)
    else:
        pen.polygon(enlarged(shape.corners), fill=fill, outline=stroke, width=wide)
    if shape.number:
        size = shape.radius * 1.1
        words(pen, Words("number", shape.x, shape.y + size * 0.35, str(shape.number), size, "middle"))


def words(pen: Pen, shape: Words) -> None:
    """Text, each script in its own half of the face; a font measures one line, so one line it is."""
    weight = "600" if "font-weight" in look(shape.role) else "400"
    runs = [
        (text, font(script(text), weight, round(shape.size * TIMES))) for text in RUNS.findall(clean_line(shape.text))
    ]
    x = shape.x * TIMES - ANCHORS[shape.anchor] * sum(face.getlength(text) for text, face in runs)
    for text, face in runs:
        pen.text((x, shape.y * TIMES), text, font=face, fill=ink(shape.role, "fill"), anchor="ls")
        x += face.getlength(text)


def script(text: str) -> str:
    """The half of the face a run of text is in."""
    return "devanagari" if any("\u0900" <= char <= "\u097f" for char in text) else "latin"


@lru_cache(maxsize=32)
def font(half: str, weight: str, size: int) -> Font:
    """Mukta, as the pages load it."""
    return ImageFont.truetype(FONTS / f"mukta-{half}-{weight}-normal.woff2", size)
