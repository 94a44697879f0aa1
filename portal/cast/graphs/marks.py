"""Who held the part, above the curve; what happened, as numbered signs on it with as many labels as fit."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterator
from operator import attrgetter

from django.utils.translation import gettext as _

from portal.cast.graphs.curve import colour
from portal.cast.graphs.labels import LABEL_ROW
from portal.cast.graphs.reading import Graph
from portal.cast.graphs.scale import text_width
from portal.cast.graphs.series import Point
from portal.cast.graphs.shapes import Boxes, Face, Path, Shape, Sign, Words
from portal.cast.graphs.sheets import Sheet
from portal.cast.graphs.story import Spell
from portal.lib.templatetags.adda import face_of
from portal.lib.text import grouped

FACE = 15


def cast_band(graph: Graph, sheet: Sheet) -> Iterator[Shape]:
    """One strip for each actor, as wide as their episodes; what does not fit into it is left out, the name last."""
    for spell in graph.spells:
        start, end = sheet.x(spell.first - 0.5), sheet.x(spell.last + 0.5)
        role = colour(spell.actor)
        yield Boxes(f"soft {role}", [(start, 0, end - start, sheet.band)])
        yield Path(f"rule {role}", [(start, sheet.band + 1.5), (end, sheet.band + 1.5)])
        yield from name_plate(graph, spell, sheet, start + 8, end - 4)


def name_plate(graph: Graph, spell: Spell, sheet: Sheet, start: float, end: float) -> Iterator[Shape]:
    """Disc, name and range between two places."""
    name = spell.person.called if sheet.wide else first_name(spell.person.called)
    room = end - start
    reach = FACE if sheet.wide else 12
    if room >= 2 * reach:
        drawing = face_of(spell.person.slug, graph.character.portrait, "disc")
        middle = sheet.band / 2
        yield Face(f"sign {colour(spell.actor)}", start + reach, middle, reach, drawing, spell.shape)
        start += 2 * reach + 8
    if end - start >= text_width(name, sheet.middle):
        yield Words("name", start, sheet.band / 2 - 2, name, sheet.middle)
        told = range_words(spell, sheet.wide)
        if end - start >= text_width(told, sheet.small):
            yield Words("quiet", start, sheet.band / 2 + 14, told, sheet.small)


def first_name(name: str) -> str:
    """As people say it."""
    return (name.split(maxsplit=1) or [name])[0]


def range_words(spell: Spell, wide: bool) -> str:
    """Ep 1–648, Ep 656 on; on a phone without the word."""
    if spell.ended is None:
        words = _("Ep %(first)s on") if wide else "%(first)s–"
    else:
        words = _("Ep %(first)s–%(last)s") if wide else "%(first)s–%(last)s"
    return words % {"first": grouped(spell.began), "last": grouped(spell.ended or 0)}


def signs(graph: Graph, sheet: Sheet) -> Iterator[Shape]:
    """Every happening on the line; on a wide sheet with leader and label where there is room."""
    taken: list[tuple[float, float]] = []
    leaders: list[Shape] = []
    words: list[Shape] = []
    marks: list[Shape] = []
    points = graph.points
    for happening in graph.happenings:
        x = sheet.x(happening.episode)
        y = free_height(x, sheet.y(height_at(points, happening.episode)), taken, sheet)
        taken.append((x, y))
        marks.append(Sign(f"sign {colour(happening.actor)}", happening.shape, x, y, sheet.radius, happening.number))
        if label := sheet.labels.get(happening.number):
            baseline = sheet.top - 10 - label.row * LABEL_ROW
            leaders.append(Path("leader", [(x, baseline + 5), (x, y - sheet.radius - 2)]))
            words.append(Words("label", label.middle, baseline, label.text, sheet.middle, "middle"))
    yield from leaders + words + marks


def height_at(points: list[Point], episode: int) -> float:
    """The approval where an episode stands, else of the nearest point; the middle where there is none."""
    place = bisect_right(points, episode, key=attrgetter("first"))
    beside = points[max(0, place - 1) : place + 1]
    nearest = min(beside, key=lambda point: max(point.first - episode, episode - point.last), default=None)
    return nearest.approve if nearest is not None else 50.0


def free_height(x: float, y: float, taken: list[tuple[float, float]], sheet: Sheet) -> float:
    """The height at which a sign covers no earlier one, as far as there is such a place above it or below."""
    apart = 2.3 * sheet.radius
    beside = [ty for tx, ty in taken if abs(x - tx) < apart]
    for step in (0, -1, 1, -2, 2, -3, 3, -4, 4, -5, 5):
        tried = y + step * apart
        inside = sheet.top + sheet.radius <= tried <= sheet.bottom - sheet.radius
        if inside and all(abs(tried - ty) >= apart - 1 for ty in beside):
            return tried
    return min(max(y, sheet.top + sheet.radius), sheet.bottom - sheet.radius)
