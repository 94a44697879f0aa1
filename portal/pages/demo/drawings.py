"""The pictures of the demo, drawn when they are needed: nobody's photograph is in them."""

from __future__ import annotations

import math
import random
from collections.abc import Callable
from io import BytesIO

from PIL import Image, ImageDraw

from portal.pages.demo.figures import (
    HIGH,
    SKINS,
    WIDE,
    Pen,
    arch,
    bust,
    darker,
    disc,
    garland,
    glow,
    ground,
    lamp,
    town,
)

QUALITY = 90


def picture(name: str) -> BytesIO:
    """One scene as a JPEG file, named as uploads are.

    Args:
        name: of `SCENES`.
    """
    sheet = SCENES[name]()
    file = BytesIO()
    sheet.resize((WIDE * 2 // 3, HIGH * 2 // 3), Image.Resampling.LANCZOS).save(file, "JPEG", quality=QUALITY)
    file.name = f"{name}.jpg"
    file.seek(0)
    return file


def begin(top: str, bottom: str) -> tuple[Image.Image, Pen]:
    """An empty sheet and a pen."""
    sheet = ground(top, bottom)
    return sheet, ImageDraw.Draw(sheet)


def table() -> Image.Image:
    """A dinner under one lamp."""
    sheet, pen = begin("#2a5254", "#14292c")
    for x in (480, 1200, 1920):
        arch(pen, x, 1080, 460, 880, "#1d3c3f")
    glow(sheet, 1200, 520, 820, "#e9c77a", 0.7)
    pen.chord((1010, 190, 1390, 560), 180, 360, fill="#f5a93b")
    pen.line((1200, 0, 1200, 200), fill="#0f1d1f", width=10)
    people = [(330, "#33302f", "beard"), (790, "#a1303b", "woman"), (1240, "#643074", "man"), (1690, "#8a7a52", "veil"),
              (2120, "#6b4a2a", "man")]  # fmt: skip
    for place, (x, dress, hair) in enumerate(people):
        bust(pen, x, 1060, 215, dress, SKINS[place], hair)
    pen.rectangle((0, 1090, WIDE, HIGH), fill="#7c3a22")
    pen.rectangle((0, 1090, WIDE, 1116), fill="#9a4d2d")
    for x in range(200, WIDE, 400):
        pen.ellipse((x - 110, 1180, x + 110, 1250), fill="#f2e8d5")
        pen.ellipse((x - 70, 1188, x + 70, 1236), fill="#e2a04b")
    return sheet


def garba() -> Image.Image:
    """Dancers from behind, under strings of lights."""
    sheet, pen = begin("#2b0d33", "#c2405a")
    for row in range(5):
        for x in range(40 + row * 30, WIDE, 130):
            disc(pen, x, 110 + row * 70 + 40 * math.sin(x / 260 + row), 9, "#fbe3a8")
    glow(sheet, 1200, 1250, 1100, "#f08a4a", 0.6)
    for place, (x, dress) in enumerate([(390, "#0e5c66"), (930, "#b3172f"), (1480, "#5d7a1e"), (2020, "#643074")]):
        skin = SKINS[place]
        for side in (-1, 1):
            pen.line((x, 820, x + side * 190, 560), fill=skin, width=64)
            pen.line((x + side * 150, 640, x + side * 260, 300), fill="#f5d79a", width=22)
        pen.polygon([(x - 60, 800), (x + 60, 800), (x + 330, HIGH), (x - 330, HIGH)], fill=dress)
        pen.polygon([(x - 285, 1400), (x + 285, 1400), (x + 330, HIGH), (x - 330, HIGH)], fill="#f5b13d")
        pen.rounded_rectangle((x - 95, 640, x + 95, 850), 50, fill=darker(dress))
        pen.rectangle((x - 34, 560, x + 34, 660), fill=skin)
        pen.ellipse((x - 92, 380, x + 92, 600), fill="#241512")
        for bead in range(9):
            disc(pen, x - 62 + bead * 15.5, 548 + 22 * math.sin(bead * math.pi / 8), 13, "#fff4e2")
    return sheet


def mirror() -> Image.Image:
    """A dressing table with bulbs."""
    sheet, pen = begin("#3a2638", "#1f1420")
    pen.rounded_rectangle((700, 120, 1700, 1180), 40, fill="#f3e4c3")
    pen.rounded_rectangle((790, 210, 1610, 1090), 20, fill="#b3a08f")
    pen.rectangle((790, 700, 1610, 1090), fill="#a18d7d")
    bust(pen, 1200, 1060, 250, "#9c1b30", SKINS[2], "woman")
    pen.rectangle((0, 1090, WIDE, HIGH), fill="#2a1a1d")
    pen.rounded_rectangle((640, 1080, 1760, 1150), 16, fill="#5a2b2b")
    spots = [(x, y) for x in (745, 1655) for y in range(200, 1100, 170)] + [(x, 165) for x in range(860, 1600, 170)]
    for x, y in spots:
        glow(sheet, x, y, 110, "#fff0c0", 0.6)
        disc(pen, x, y, 28, "#fffbe8")
    for x, fill in ((930, "#c43148"), (1010, "#e58e0b"), (1430, "#0e5c66")):
        pen.rounded_rectangle((x, 980, x + 56, 1090), 14, fill=fill)
    return sheet


def clap() -> Image.Image:
    """A clapperboard."""
    sheet, pen = begin("#e6b04a", "#d08f22")
    disc(pen, 1200, 760, 620, "#f0c56c")
    pen.rounded_rectangle((640, 640, 1760, 1260), 24, fill="#1d1513")
    for turn in range(7):
        left = 640 + turn * 160
        pen.polygon([(left, 640), (left + 80, 640), (left + 40, 720), (left - 40, 720)], fill="#f6ecdc")
    pen.polygon([(630, 610), (650, 500), (1740, 210), (1770, 320)], fill="#1d1513")
    for turn in range(6):
        x, y = 740 + turn * 180, 478 - turn * 48
        pen.polygon([(x, y), (x + 84, y - 22), (x + 66, y + 84), (x - 18, y + 106)], fill="#f6ecdc")
    for y in (880, 1040):
        pen.line((700, y, 1700, y), fill="#6e5d52", width=6)
    pen.line((1060, 880, 1060, 1200), fill="#6e5d52", width=6)
    return sheet


def group() -> Image.Image:
    """Five people close together on a set."""
    sheet, pen = begin("#7a3526", "#3b1413")
    for x in range(300, WIDE, 600):
        arch(pen, x, 1200, 420, 980, "#c9773f")
        arch(pen, x, 1200, 320, 860, "#e7a765")
    garland(pen, 0, 110, 6)
    pen.polygon([(2010, 150), (2300, 60), (2380, 320), (2090, 400)], fill="#1b1011")
    pen.polygon([(2030, 170), (1960, 380), (2080, 390)], fill="#fff4d2")
    pen.line((2220, 360, 2150, HIGH), fill="#1b1011", width=24)
    pen.line((2200, 900, 2370, HIGH), fill="#1b1011", width=20)
    glow(sheet, 1800, 500, 700, "#ffd88a", 0.45)
    people = [(620, "#b0492a", "grey"), (960, "#5b2a73", "man"), (1290, "#a3182c", "woman"), (1620, "#2e4f86", "beard"),
              (1900, "#3f6d4a", "man")]  # fmt: skip
    for place, (x, dress, hair) in enumerate(people):
        bust(pen, x, 1240 + 60 * (place % 2), 225, dress, SKINS[(place + 1) % 5], hair)
    pen.rectangle((0, 1420, WIDE, HIGH), fill="#1b0c0d")
    return sheet


def kite() -> Image.Image:
    """Two on a terrace, a kite above the town."""
    sheet, pen = begin("#5b3a7a", "#f0915a")
    glow(sheet, 600, 1000, 900, "#ffd08a", 0.7)
    town(pen, 1080, "#5a2a44", (260, 640, 1100, 1560, 2050))
    pen.line((1560, 300, 1250, 900), fill="#f8e6cc", width=5)
    pen.polygon([(1560, 150), (1690, 310), (1560, 500), (1430, 310)], fill="#c43148")
    pen.polygon([(1560, 150), (1690, 310), (1560, 310)], fill="#f5b13d")
    pen.polygon([(1560, 500), (1610, 580), (1510, 580)], fill="#f5b13d")
    bust(pen, 820, 1290, 190, "#9c1b30", SKINS[0], "woman")
    bust(pen, 1330, 1290, 190, "#3d6b46", SKINS[2], "man")
    pen.rectangle((0, 1270, WIDE, HIGH), fill="#3a1722")
    for x in range(60, WIDE, 160):
        pen.rounded_rectangle((x, 1310, x + 70, 1460), 30, fill="#57233a")
    return sheet


def diyas() -> Image.Image:
    """A row of lamps on a step."""
    sheet, pen = begin("#1a0b1f", "#32101d")
    arch(pen, 1200, 1050, 1000, 920, "#2c1230")
    arch(pen, 1200, 1050, 860, 800, "#4a1f33")
    disc(pen, 1390, 470, 90, "#f3ddb0")
    pen.rectangle((0, 1050, WIDE, 1230), fill="#2a0f16")
    pen.rectangle((0, 1230, WIDE, HIGH), fill="#1d090f")
    for place, x in enumerate(range(180, WIDE, 290)):
        lamp(sheet, pen, x, 1080 + 14 * (place % 2), 84)
    return sheet


def chai() -> Image.Image:
    """A cup and a page of script."""
    sheet, pen = begin("#7b4a2c", "#5b331d")
    for y in range(0, HIGH, 210):
        pen.line((0, y, WIDE, y + 30), fill="#6a3d23", width=8)
    pen.polygon([(1220, 180), (2180, 330), (2020, 1400), (1060, 1250)], fill="#f8efdc")
    for line in range(9):
        width = (700, 560, 640, 380)[line % 4]
        x, y = 1300 - line * 15, 380 + line * 95
        pen.line((x, y, x + width, y + round(width * 0.155)), fill="#a6927c", width=14)
    pen.ellipse((260, 720, 1100, 1330), fill="#efe3cf")
    pen.ellipse((330, 780, 1030, 1270), fill="#dccdb4")
    pen.ellipse((420, 640, 940, 1150), fill="#fffaf0")
    pen.ellipse((480, 700, 880, 1090), fill="#a5602f")
    pen.arc((880, 780, 1120, 1020), 250, 110, fill="#fffaf0", width=46)
    for turn in (-90, 10, 110):
        points = [(680 + turn + 34 * math.sin(step / 2.4), 620 - step * 22) for step in range(18)]
        pen.line(points, fill="#d9c2a8", width=14, joint="curve")
    return sheet


def swing() -> Image.Image:
    """An empty swing in a courtyard."""
    sheet, pen = begin("#24102f", "#5a2238")
    for x in (300, 900, 1500, 2100):
        arch(pen, x, 1180, 430, 860, "#1a0a20")
        arch(pen, x, 1180, 330, 740, "#7b3a35" if x in (300, 2100) else "#2a1230")
    garland(pen, 60, 130, 5)
    pen.rectangle((0, 1180, WIDE, HIGH), fill="#2c121b")
    glow(sheet, 1200, 1330, 760, "#c9683d", 0.5)
    for x in (900, 1390):
        pen.line((x, 0, x + 90, 1080), fill="#d9a441", width=12)
    pen.polygon([(930, 1060), (1540, 1080), (1540, 1130), (930, 1110)], fill="#8a4a23")
    for x in (330, 620, 1860, 2130):
        lamp(sheet, pen, x, 1330, 56)
    return sheet


def rain() -> Image.Image:
    """Two under one umbrella."""
    sheet, pen = begin("#3c5561", "#22333b")
    drops = random.Random(880)
    for _drop in range(520):
        x, y = drops.randrange(WIDE), drops.randrange(HIGH)
        pen.line((x, y, x - 18, y + 70), fill="#6d8793", width=4)
    for x, dress, hair in ((1060, "#9c1b30", "woman"), (1380, "#2e4a5a", "man")):
        bust(pen, x, 1330, 200, dress, SKINS[1], hair)
    pen.line((1230, 340, 1230, 1180), fill="#1b1513", width=20)
    pen.chord((560, 330, 1900, 1250), 180, 360, fill="#2f6b4f")
    pen.chord((960, 330, 1500, 1250), 180, 360, fill="#3c8262")
    for x in range(560, 1900, 268):
        pen.ellipse((x, 740, x + 268, 840), fill="#263a43")
    return sheet


def rangoli() -> Image.Image:
    """Petals in rings."""
    sheet, pen = begin("#3a1a16", "#2a1110")
    rings = [(620, 24, 92, "#e58e0b"), (500, 20, 84, "#b3175e"), (385, 16, 76, "#f5d06b"), (275, 12, 70, "#5d7a1e"),
             (165, 8, 62, "#f8efdc")]  # fmt: skip
    for radius, petals, size, fill in rings:
        for petal in range(petals):
            angle = 2 * math.pi * petal / petals
            disc(pen, 1200 + radius * math.cos(angle), 750 + radius * math.sin(angle), size, fill)
            disc(pen, 1200 + radius * math.cos(angle), 750 + radius * math.sin(angle), size * 0.45, darker(fill))
    disc(pen, 1200, 750, 90, "#c43148")
    for turn in range(8):
        angle = 2 * math.pi * (turn + 0.5) / 8
        lamp(sheet, pen, round(1200 + 720 * math.cos(angle) * 1.25), round(760 + 640 * math.sin(angle)), 46)
    return sheet


SCENES: dict[str, Callable[[], Image.Image]] = {
    scene.__name__: scene for scene in (table, garba, mirror, clap, group, kite, diyas, chai, swing, rain, rangoli)
}
