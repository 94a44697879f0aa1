"""The sheet a graph is drawn on: wide for a desk, tall for a phone."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from portal.cast.graphs.labels import LABEL_ROW, Label, place_labels
from portal.cast.graphs.reading import Graph
from portal.cast.graphs.scale import Scale
from portal.cast.graphs.series import MOST_POINTS


@dataclass(frozen=True)
class Sheet:
    """Where things stand.

    Args:
        wide: whether it is for a desk; a phone's has no labels of beats.
        width: without the cloth.
        cloth: how wide the cloth beside it is; the same whatever lies beneath.
        left, right: of the plot.
        band: height of the strip with the actors.
        top, bottom: of the plot.
        strip_top, strip_bottom: of TRP; equal where there is none.
        height: of all.
        small, middle: letters.
        radius: of signs.
        labels: of beats above the plot, by number.
    """

    wide: bool
    width: float
    cloth: float
    left: float
    right: float
    band: float
    top: float
    bottom: float
    strip_top: float
    strip_bottom: float
    height: float
    small: float
    middle: float
    radius: float
    labels: Mapping[int, Label]
    x: Scale
    y: Scale
    most_ticks: int
    most_points: int


def desk(graph: Graph) -> Sheet:
    """1,152 wide with the cloth of 150, as on a page of 1,280; as high as its labels need."""
    width, cloth, right = sides(graph, 1152, 150, spare=14)
    x = across(graph, 46, right)
    labels = place_labels(graph.happenings, x, 13.5)
    rows = 1 + max((label.row for label in labels.values()), default=-1)
    trp = bool(graph.strip.bars)
    top = 62 + rows * LABEL_ROW
    bottom = top + 316
    base = bottom + 100 if trp else bottom + 34
    return Sheet(
        wide=True, width=width, cloth=cloth, left=46, right=right, band=42, top=top, bottom=bottom,
        strip_top=base - 62 if trp else base, strip_bottom=base, height=base + 30, small=12, middle=13.5, radius=11,
        labels=labels, x=x, y=Scale(0, 100, bottom, top), most_ticks=7, most_points=MOST_POINTS,
    )  # fmt: skip


def phone(graph: Graph) -> Sheet:
    """342 by 440, with a narrower cloth and without labels: the list below carries them."""
    width, cloth, right = sides(graph, 342, 56, spare=8)
    trp = bool(graph.strip.bars)
    top, bottom = 58, 312 if trp else 378
    return Sheet(
        wide=False, width=width, cloth=cloth, left=30, right=right, band=36, top=top, bottom=bottom,
        strip_top=358 if trp else 412, strip_bottom=412, height=440, small=12, middle=13, radius=10, labels={},
        x=across(graph, 30, right), y=Scale(0, 100, bottom, top), most_ticks=4, most_points=180,
    )  # fmt: skip


def sides(graph: Graph, width: float, cloth: float, *, spare: float) -> tuple[float, float, float]:
    """Width without the cloth, the cloth, and where the plot ends; once it is lifted the plot takes its place."""
    if graph.lifted:
        return width, 0, width - spare
    return width - cloth, cloth, width - cloth - 2


def across(graph: Graph, left: float, right: float) -> Scale:
    """Where episodes stand, each with half a step of room."""
    return Scale(graph.window.first - 0.5, graph.window.last + 0.5, left, right)
