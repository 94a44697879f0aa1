"""Flat, faceless figures and things for drawn photos: told apart by dress and hair, like the portraits of the house."""

from __future__ import annotations

from collections.abc import Sequence

from PIL import Image, ImageDraw, ImageFilter

WIDE, HIGH = 2400, 1500
Colour = str
Pen = ImageDraw.ImageDraw
SKINS = ("#b97a56", "#8d5b3f", "#c68a63", "#a0694a", "#7a4b34")


def ground(top: Colour, bottom: Colour) -> Image.Image:
    """A sheet that goes from one colour to another, from above."""
    sheet = Image.new("RGB", (1, 2))
    sheet.putpixel((0, 0), rgb(top))
    sheet.putpixel((0, 1), rgb(bottom))
    return sheet.resize((WIDE, HIGH), Image.Resampling.BILINEAR)


def rgb(colour: Colour) -> tuple[int, int, int]:
    """`#rrggbb` as three numbers."""
    return int(colour[1:3], 16), int(colour[3:5], 16), int(colour[5:7], 16)


def glow(sheet: Image.Image, x: int, y: int, radius: int, colour: Colour, strength: float = 0.8) -> None:
    """Light that fades outward from a point."""
    size = max(radius // 8, 8)
    spot = Image.new("L", (size * 2, size * 2))
    ImageDraw.Draw(spot).ellipse((size // 2, size // 2, size * 3 // 2, size * 3 // 2), fill=round(255 * strength))
    mask = spot.filter(ImageFilter.GaussianBlur(size / 3.2)).resize((radius * 2, radius * 2))
    sheet.paste(Image.new("RGB", mask.size, colour), (x - radius, y - radius), mask)


def disc(pen: Pen, x: float, y: float, radius: float, fill: Colour) -> None:
    """A full circle."""
    pen.ellipse((x - radius, y - radius, x + radius, y + radius), fill=fill)


def arch(pen: Pen, x: int, y: int, width: int, height: int, fill: Colour) -> None:
    """A pointed window that stands on `y`, `x` in its middle."""
    half, spring = width // 2, y - height + width * 6 // 10
    left = [(x - half, y), (x - half, spring), (x - half * 8 // 10, spring - half * 7 // 10), (x, y - height)]
    pen.polygon([*left, *[(2 * x - px, py) for px, py in reversed(left[:-1])]], fill=fill)


def bust(pen: Pen, x: int, y: int, size: int, dress: Colour, skin: Colour, hair: str = "man") -> None:
    """Somebody from the chest up, the chest at `y`; `size` is the height of the head.

    Args:
        pen: draws on the sheet.
        x, y: middle, and where the sheet or a table cuts them off.
        size: height of the head.
        dress, skin: colours.
        hair: man, beard, grey, woman or veil.
    """
    head = y - round(size * 1.75)
    dark = "#b9b0a6" if hair == "grey" else "#241512"
    if hair == "woman":
        disc(pen, x + size * 0.5, head - size * 0.05, size * 0.3, dark)
        for turn in range(-3, 4):
            disc(pen, x + size * 0.62 + abs(turn) * size * -0.03, head - size * 0.05 + turn * size * 0.1, size * 0.08,
                 "#fff4e2")  # fmt: skip
    if hair == "veil":
        pen.ellipse((x - size * 0.72, head - size * 0.78, x + size * 0.72, y + size * 0.9), fill=dress)
    pen.rounded_rectangle((x - size * 0.95, y - size, x + size * 0.95, y + size * 2), size * 0.55, fill=dress)
    pen.rectangle((x - size * 0.2, head + size * 0.25, x + size * 0.2, y - size * 0.75), fill=darker(skin))
    pen.ellipse((x - size * 0.4, head - size * 0.52, x + size * 0.4, head + size * 0.54), fill=skin)
    pen.chord((x - size * 0.44, head - size * 0.6, x + size * 0.44, head + size * 0.4), 190, 350, fill=dark)
    if hair in ("beard", "grey"):
        pen.chord((x - size * 0.38, head - size * 0.2, x + size * 0.38, head + size * 0.58), 15, 165, fill=dark)
    if hair in ("woman", "veil"):
        disc(pen, x, head - size * 0.12, size * 0.05, "#9c1b30")
        pen.polygon([(x - size * 0.95, y), (x - size * 0.5, y - size), (x + size * 0.2, y - size * 0.4),
                     (x - size * 0.5, y + size)], fill="#f5b13d")  # fmt: skip


def darker(colour: Colour, by: float = 0.82) -> Colour:
    """The same, in shade."""
    return "#" + "".join(f"{round(part * by):02x}" for part in rgb(colour))


def garland(pen: Pen, y: int, sag: int, swags: int) -> None:
    """Marigolds across the sheet."""
    step = WIDE / swags / 18
    for bead in range(swags * 18 + 1):
        along = (bead % 18) / 18
        drop = sag * 4 * along * (1 - along)
        disc(pen, bead * step, y + drop, 22 if bead % 2 else 18, "#f5b13d" if bead % 3 else "#e58e0b")


def lamp(sheet: Image.Image, pen: Pen, x: int, y: int, size: int) -> None:
    """A clay lamp with its flame."""
    glow(sheet, x, y - size, size * 3, "#f7a93a", 0.75)
    pen.chord((x - size, y - size, x + size, y + size), 0, 180, fill="#8c3a1d")
    pen.ellipse((x - size, y - size * 0.2, x + size, y + size * 0.2), fill="#5d2412")
    pen.polygon([(x, y - size * 1.5), (x + size * 0.28, y - size * 0.45), (x, y - size * 0.05),
                 (x - size * 0.28, y - size * 0.45)], fill="#ffe2a0")  # fmt: skip


def town(pen: Pen, y: int, fill: Colour, places: Sequence[int]) -> None:
    """Domes against the sky."""
    pen.rectangle((0, y, WIDE, HIGH), fill=fill)
    for place, x in enumerate(places):
        size = 150 + 60 * (place % 3)
        pen.chord((x - size, y - size, x + size, y + size), 180, 360, fill=fill)
        pen.rectangle((x - 8, y - size - 70, x + 8, y - size), fill=fill)
