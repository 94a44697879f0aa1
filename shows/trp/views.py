"""The TRP pages: all shows of a week, one show over its weeks; and both as CSV."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse, StreamingHttpResponse
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from portal.lib.origin import same_origin_post
from shows.models import Rating, Show
from shows.policies import can_curate
from shows.trp.beside import stories_of
from shows.trp.choosing import asked
from shows.trp.queries import filtered
from shows.trp.reading import RANGES, Reading, reading_of_show, reading_of_week
from shows.trp.sheets import COLUMNS, IGNORED, told
from shows.trp.weeks import named, number_of, span


@require_safe
def ratings(request: HttpRequest) -> HttpResponse:
    """All shows of a week in one market and unit, and the run of the first five."""
    return _week(request)


@same_origin_post
@require_POST
def lift_ratings(request: HttpRequest) -> HttpResponse:
    """The same page once with all that happened in the week: an answer of its own, stored nowhere."""
    return once(_week(request, lifted=True))


@require_safe
def show_ratings(request: HttpRequest, show: str) -> HttpResponse:
    """One show: its run, what each source says, every figure."""
    return _show(request, show)


@same_origin_post
@require_POST
def lift_show_ratings(request: HttpRequest, show: str) -> HttpResponse:
    """The same page once with all that happened in the week."""
    return once(_show(request, show, lifted=True))


def once(response: HttpResponse) -> HttpResponse:
    """A page that nobody stores."""
    response["Cache-Control"] = "no-store"
    return response


def _week(request: HttpRequest, *, lifted: bool = False) -> HttpResponse:
    reading = reading_of_week(asked(request.GET))
    urls = {"csv_url": "/ratings.csv", "page_url": reverse("shows:ratings"), "lift_url": reverse("shows:lift_ratings")}
    context = _context(request, reading, [row.show for row in reading.rows], lifted=lifted)
    return render(request, "shows/ratings/week.html", context | urls)


def _show(request: HttpRequest, slug: str, *, lifted: bool = False) -> HttpResponse:
    found = get_object_or_404(Show, slug=slug)
    request.show_in_view = found.pk
    reading = reading_of_show(found, asked(request.GET))
    context = {
        "show": found,
        "figures": [(one, one.pk in reading.standing, reading.places.get(one.week)) for one in reading.figures],
        "crumbs": [(found.name, found.get_absolute_url()), (_("TRP"), "")],
        "csv_url": f"/shows/{found.slug}/ratings.csv",
        "page_url": reverse("shows:show_ratings", args=[slug]),
        "lift_url": reverse("shows:lift_show_ratings", args=[slug]),
    }
    return render(request, "shows/ratings/show.html", _context(request, reading, [found], lifted=lifted) | context)


def _context(request: HttpRequest, reading: Reading, shows: Sequence[Show], *, lifted: bool) -> dict[str, object]:
    link, told = reading.asked.link, reading.week and reading.chart
    return {
        "reading": reading,
        "number": number_of(reading.week) if reading.week else None,
        "span": span(reading.week) if reading.week else "",
        "scopes": [(scope, link(scope=scope, week=None), scope == reading.asked.scope) for scope in reading.scopes],
        "ranges": [(weeks, link(weeks=weeks), weeks == reading.asked.weeks) for weeks in RANGES],
        "beside": [(week, link(week=week)) if week else None for week in (reading.before, reading.after)],
        "numbers": [number_of(week) if week else None for week in (reading.before, reading.after)],
        "more": link(after=reading.next_cursor) if reading.next_cursor else "",
        "stories": stories_of(shows, reading.week, request.viewpoint, lifted=lifted) if told else [],
        "lifted": lifted,
        "this_week": link(week=reading.week),
        "may_curate": bool(can_curate(request.user)),
        "section": "trp",
    }


@require_safe
def ratings_csv(request: HttpRequest, show: str = "") -> StreamingHttpResponse:
    """Every figure, or a show's, as the import reads it; `market`, `unit`, `from` and `until` narrow it."""
    rows = filtered(request.GET)
    if show:
        rows = rows.filter(show=get_object_or_404(Show, slug=show))
    response = StreamingHttpResponse(told(_cells(rows)), content_type="text/csv; charset=utf-8")
    response["Content-Disposition"] = f'attachment; filename="trp{f"-{show}" if show else ""}.csv"'
    return response


def _cells(rows: QuerySet[Rating]) -> Iterable[list[object]]:
    yield [*COLUMNS, *IGNORED]
    rows = rows.select_related("show", "entered_by").order_by("-week", "-pk")
    for one in rows.iterator(chunk_size=500):
        unit, status = Rating.Unit(one.unit).name, Rating.Status(one.status).name.lower()
        plain = [one.show.slug, named(one.week), one.market, unit, one.value, one.rank, status, one.source, one.link]
        yield [*plain, one.entered_by.handle if one.entered_by else "", one.entered_at.isoformat()]
