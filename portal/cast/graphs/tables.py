"""The same figures as rows: for a table, a spreadsheet, a program."""

from __future__ import annotations

import csv
from collections.abc import Iterator
from dataclasses import dataclass
from io import StringIO
from typing import Any

from portal.cast.graphs.reading import ALL, Graph
from portal.cast.graphs.series import Point
from shows.trp.cells import tame

HEAD = (
    "from_episode", "to_episode", "actor", "votes", "minus_two", "minus_one", "zero", "plus_one", "plus_two",
    "approve_percent", "middle_half_from", "middle_half_to", "few_votes", "happened",
)  # fmt: skip


@dataclass(frozen=True)
class Line:
    """One point of the graph as a row."""

    point: Point
    actor: str
    happened: str


def lines(graph: Graph) -> list[Line]:
    """Every point in order, who held the part, and what happened since the point before; the last tells the rest."""
    rows = [(point, actor) for actor, points in runs_with_actors(graph) for point in points]
    waiting, told = list(graph.happenings), []
    for place, (point, actor) in enumerate(rows, start=1):
        end = point.last if place < len(rows) else graph.window.last
        here = [one for one in waiting if one.episode <= end]
        waiting = waiting[len(here) :]
        told.append(Line(point, actor, "; ".join(one.headline for one in here)))
    return told


def runs_with_actors(graph: Graph) -> Iterator[tuple[str, list[Point]]]:
    """The points of each stretch under the name of who held the part, empty where nobody did."""
    for stretch, points in graph.runs:
        spell = next((one for one in graph.spells if one.first == stretch.first and stretch.actor is not None), None)
        yield spell.person.called if spell else "", points


def as_csv(graph: Graph) -> str:
    """A row for each point, under the names of `HEAD`."""
    written = StringIO()
    writer = csv.writer(written)
    writer.writerow(HEAD)
    for line in lines(graph):
        point = line.point
        cells = [point.first, point.last, line.actor, point.total, *point.votes, round(point.approve, 1)]
        cells += [round(point.low, 1), round(point.high, 1), "yes" if point.thin else "no", line.happened]
        writer.writerow([tame(cell) if isinstance(cell, str) else cell for cell in cells])
    return written.getvalue()


def as_json(graph: Graph) -> dict[str, Any]:
    """Everything the drawing shows, as values."""
    window, show = graph.window, graph.character.show
    return {
        "show": show.slug,
        "character": graph.character.slug,
        "range": window.choice or "all",
        "first_episode": window.first,
        "last_episode": window.last,
        "votes": graph.counts.total,
        "episodes_in_a_point": graph.width,
        "tenures": [
            {"person": one.person.slug, "name": one.person.name, "first": one.began, "last": one.ended}
            for one in graph.spells
        ],
        "gaps": [[gap.first, gap.last] for gap in graph.gaps],
        "points": [point_out(line) for line in lines(graph)],
        "happenings": [
            {"number": one.number, "episode": one.episode, "headline": one.headline, "beat": one.key or None,
             "change": one.change}
            for one in graph.happenings
        ],
        "ratings": {
            "market": graph.strip.market,
            "unit": graph.strip.unit,
            "weeks": [
                {"week": bar.week.isoformat(), "first_episode": bar.first, "last_episode": bar.last, "low": bar.low,
                 "high": bar.high}
                for bar in graph.strip.bars
            ],
        },
    }  # fmt: skip


def point_out(line: Line) -> dict[str, Any]:
    """One point."""
    point = line.point
    return {
        "first": point.first, "last": point.last, "actor": line.actor, "votes": list(point.votes),
        "approve": round(point.approve, 1), "middle_half": [round(point.low, 1), round(point.high, 1)],
        "few_votes": point.thin,
    }  # fmt: skip


def file_name(graph: Graph, ending: str) -> str:
    """Of an export: tells whose, how far, and no title."""
    window = graph.window
    part = f"-{window.choice}" if window.choice != ALL else ""
    return f"{graph.character.show.slug}-{graph.character.slug}{part}-to-{window.last}.{ending}"
