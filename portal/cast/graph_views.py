"""The graph as a table and as files, as far as the reader has watched."""

from __future__ import annotations

from collections.abc import Callable

from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from portal.cast.felt import ranges
from portal.cast.graphs.drawing import draw
from portal.cast.graphs.png import as_picture
from portal.cast.graphs.reading import Graph, graph_of
from portal.cast.graphs.svg import as_file
from portal.cast.graphs.tables import as_csv, as_json, file_name, lines
from portal.cast.graphs.wording import sentence
from portal.cast.queries import known_character
from portal.lib.limits import hit, sender, wait_sentence
from portal.lib.verdicts import Refused, no

PICTURES_A_MINUTE = 20


def asked_graph(request: HttpRequest, show: str, character: str) -> Graph:
    """The graph at the reader's horizon, of the `?range=` they ask for.

    Raises:
        Http404: of nobody they know.
    """
    viewpoint = request.viewpoint  # type: ignore[attr-defined]
    found = known_character(viewpoint, show, character)
    request.show_in_view = found.show_id  # type: ignore[attr-defined]
    return graph_of(found, viewpoint, request.GET.get("range", ""))


@require_safe
def table(request: HttpRequest, show: str, character: str) -> HttpResponse:
    """The same figures in rows, with the files they can be taken away as."""
    graph = asked_graph(request, show, character)
    found = graph.character
    context = {
        "graph": graph,
        "window": graph.window,
        "character": found,
        "show": found.show,
        "lines": lines(graph),
        "files": [
            ("svg", _("Drawing (SVG)")),
            ("png", _("Picture (PNG)")),
            ("csv", _("Table (CSV)")),
            ("json", "JSON"),
        ],
        "ranges": [(key, words, key == graph.window.choice) for key, words in ranges(graph.window)],
        "crumbs": [
            (found.show.name, found.show.get_absolute_url()),
            (_("Who’s who"), reverse("cast:cast", args=[show])),
            (found.called, found.get_absolute_url()),
            (_("The graph as a table"), ""),
        ],
        "section": "shows",
    }
    return render(request, "cast/graph_table.html", context)


@require_safe
def as_svg(request: HttpRequest, show: str, character: str) -> HttpResponse:
    """The drawing, to be scaled."""
    graph = asked_graph(request, show, character)
    return file_answer(as_file(draw(graph, wide=True, cloth=True), sentence(graph)), "image/svg+xml", graph, "svg")


@require_safe
def as_png(request: HttpRequest, show: str, character: str) -> HttpResponse:
    """The drawing as a picture; drawing one takes long, so nobody asks for many."""
    limit = hit(f"graph:{sender(request)}", PICTURES_A_MINUTE, 60)
    if limit.exceeded:
        raise Refused(no(wait_sentence(limit), "too_many_pictures"), status=429, limit=limit)
    graph = asked_graph(request, show, character)
    return file_answer(as_picture(draw(graph, wide=True, cloth=True)), "image/png", graph, "png")


@require_safe
def as_table_file(request: HttpRequest, show: str, character: str) -> HttpResponse:
    """The figures for a spreadsheet."""
    graph = asked_graph(request, show, character)
    return file_answer(as_csv(graph), "text/csv; charset=utf-8", graph, "csv")


@require_safe
def as_values(request: HttpRequest, show: str, character: str) -> HttpResponse:
    """Everything for a program."""
    return JsonResponse(as_json(asked_graph(request, show, character)), json_dumps_params={"ensure_ascii": False})


def file_answer(body: str | bytes, kind: str, graph: Graph, ending: str) -> HttpResponse:
    """A file to look at or to keep; each reader's is their own."""
    answer = HttpResponse(body, content_type=kind)
    answer["Content-Disposition"] = f'inline; filename="{file_name(graph, ending)}"'
    answer["X-Content-Type-Options"] = "nosniff"
    return answer


FILES: dict[str, Callable[..., HttpResponse]] = {
    "svg": as_svg, "png": as_png, "csv": as_table_file, "json": as_values,
}  # fmt: skip
