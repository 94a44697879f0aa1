"""The whole graph on one sheet: frame, actors, curve, beats, TRP, and the line where its reader has got to."""

from __future__ import annotations

from collections.abc import Iterator

from django.utils.translation import gettext as _

from portal.cast.graphs.curve import colour, curve
from portal.cast.graphs.marks import cast_band, first_name, signs
from portal.cast.graphs.reading import Graph
from portal.cast.graphs.scale import ceiling, text_width, ticks
from portal.cast.graphs.series import Point
from portal.cast.graphs.shapes import Boxes, Drawing, Path, Shape, Words
from portal.cast.graphs.sheets import Sheet, desk, phone
from portal.cast.graphs.strip import merged
from portal.lib.text import grouped

PERCENTS = (0, 25, 50, 75, 100)
SIGN = 14  # half a sign of a beat, and some air


def draw(graph: Graph, *, wide: bool, cloth: bool = False) -> Drawing:
    """The drawing of a graph.

    Args:
        graph: with at least one episode.
        wide: for a desk, else for a phone.
        cloth: whether the cloth is drawn as well; a page puts its own beside it, which is a form.
    """
    sheet = desk(graph) if wide else phone(graph)
    drawing = Drawing(sheet.width + (sheet.cloth if cloth else 0), sheet.height)
    runs = graph.runs if wide else graph.coarser(sheet.most_points)
    drawing.add(*frame(graph, sheet), *cast_band(graph, sheet), *strip(graph, sheet), *wash(graph, sheet))
    drawing.add(*curve(runs, sheet, graph.width), *direct_labels(graph, sheet), *signs(graph, sheet))
    drawing.add(*you(graph, sheet))
    if cloth and sheet.cloth:
        drawing.add(*covered(graph, sheet))
    return drawing


def frame(graph: Graph, sheet: Sheet) -> Iterator[Shape]:
    """Grounds, grid, hatched gaps, and what stands along the axes."""
    for stretch, _points in graph.runs:
        start, end = sheet.x(stretch.first - 0.5), sheet.x(stretch.last + 0.5)
        if graph.spells and stretch.actor is None:
            yield Boxes("hatch", [(start, 0, max(end - start, 4), sheet.bottom)])
        else:
            yield Boxes(f"ground {colour(stretch.actor)}", [(start, sheet.top, end - start, sheet.bottom - sheet.top)])
    for percent in PERCENTS:
        y = sheet.y(percent)
        yield Path("grid", [(sheet.left, y), (sheet.right, y)])
        yield Words("axis", sheet.left - 7, y + 4, f"{percent}%" if sheet.wide else f"{percent}", sheet.small, "end")
    yield Path("base", [(sheet.left, sheet.strip_bottom), (sheet.right, sheet.strip_bottom)])
    marks = ticks(graph.window.first, graph.window.last, sheet.most_ticks)
    for place, episode in enumerate(marks):
        anchor = "start" if place == 0 else "end" if place == len(marks) - 1 else "middle"
        text = _("Ep %(number)s") % {"number": grouped(episode)} if place == 0 else grouped(episode)
        x = {"start": sheet.left, "end": sheet.right}.get(anchor, sheet.x(episode))
        yield Words("axis", x, sheet.strip_bottom + 20, text, sheet.small, anchor)


def strip(graph: Graph, sheet: Sheet) -> Iterator[Shape]:
    """Weekly TRP on an axis of its own; where sources disagree, the lighter tip reaches to the highest."""
    bars = merged(graph.strip.bars, sheet.most_points * 2 // 3)
    if not bars:
        return
    top = ceiling(max(bar.high for bar in bars))
    tall = sheet.strip_bottom - sheet.strip_top
    yield Words("title", sheet.left, sheet.strip_top - 10, _("Weekly TRP of the show"), sheet.small + 0.5)
    yield Words(
        "axis", sheet.left - 7, sheet.strip_top + 8, f"{top:.1f}" if top < 10 else f"{top:g}", sheet.small, "end"
    )
    yield Words("axis", sheet.left - 7, sheet.strip_bottom, "0", sheet.small, "end")
    low, tips = [], []
    for bar in bars:
        start, end = sheet.x(bar.first - 0.5), sheet.x(bar.last + 0.5)
        gap = 1 if end - start > 3 else 0
        height, more = bar.low / top * tall, (bar.high - bar.low) / top * tall
        low.append((start, sheet.strip_bottom - height, end - start - gap, height))
        if more:
            tips.append((start, sheet.strip_bottom - height - more, end - start - gap, more))
    yield Boxes("bars", low)
    if tips:
        yield Boxes("bars tip", tips)


def wash(graph: Graph, sheet: Sheet) -> Iterator[Shape]:
    """Over what the reader has not watched, once they have lifted the cloth."""
    if graph.lifted:
        start = sheet.x(max(graph.window.you + 0.5, graph.window.first - 0.5))
        yield Boxes("wash", [(start, sheet.top, sheet.right - start, sheet.strip_bottom - sheet.top)])


def direct_labels(graph: Graph, sheet: Sheet) -> Iterator[Shape]:
    """Whose line it is, under the line: at its lowest point that no sign of a beat stands near."""
    if not sheet.wide:
        return
    beats = [sheet.x(one.episode) for one in graph.happenings]
    for stretch, points in graph.runs:
        inner = points[len(points) // 5 : max(1, len(points) * 4 // 5)]
        spell = next((one for one in graph.spells if one.actor == stretch.actor and one.first == stretch.first), None)
        if spell is None or not inner:
            continue
        words = {"actor": first_name(spell.person.called), "character": first_name(graph.character.called)}
        text = _("%(actor)s’s %(character)s") % words
        room = text_width(text, sheet.middle) / 2 + SIGN
        low_first = sorted(inner, key=lambda point: (point.approve, point.first))
        clear = (one for one in low_first if all(abs(sheet.x(one.middle) - x) > room for x in beats))
        lowest: Point = next(clear, low_first[0])
        under = sheet.y(lowest.approve if lowest.thin else min(lowest.low, lowest.approve)) + 26
        if text_width(text, sheet.middle) < sheet.x(stretch.last) - sheet.x(stretch.first) and under < sheet.bottom:
            yield Words(f"whose {colour(stretch.actor)}", sheet.x(lowest.middle), under, text, sheet.middle, "middle")


def you(graph: Graph, sheet: Sheet) -> Iterator[Shape]:
    """The marigold line at the reader's episode."""
    window = graph.window
    if window.you < window.first:
        return
    x = sheet.right if window.you >= window.last else sheet.x(window.you + 0.5)
    yield Path("you", [(x, sheet.top - 8), (x, sheet.strip_bottom)])
    text = _("You · %(number)s") % {"number": grouped(window.you)}
    wide = text_width(text, sheet.small) + 18
    start = max(x - wide, sheet.left)
    yield Boxes("flag", [(start, sheet.bottom + 6, wide, 23)])
    yield Words("flagged", start + wide / 2, sheet.bottom + 22, text, sheet.small, "middle")


def covered(graph: Graph, sheet: Sheet) -> Iterator[Shape]:
    """The cloth: drawn for every reader, of one width, whatever lies beneath."""
    start, middle = sheet.width, sheet.width + sheet.cloth / 2
    yield Boxes("cloth", [(start, 0, sheet.cloth, sheet.strip_bottom)])
    for row in range(int(sheet.strip_bottom // 16)):
        xs = range(8 + 16 * (row % 2), int(sheet.cloth), 32)
        yield Boxes("knot", [(start + x - 1.5, 16 * row + 6.5, 3, 3) for x in xs])
    if sheet.wide:
        top = sheet.strip_bottom / 2 - 34
        yield Boxes("patch", [(start + 12, top, sheet.cloth - 24, 68)])
        following = _("Ep %(number)s on") % {"number": grouped(graph.window.last + 1)}
        yield Words("name", middle, top + 30, following, sheet.middle, "middle")
        yield Words("quiet", middle, top + 50, _("past your episode"), sheet.small, "middle")
