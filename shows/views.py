"""The list of shows, and the guide of each."""

from __future__ import annotations

from datetime import datetime, time
from typing import Any
from zoneinfo import ZoneInfo

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from portal.lib.kept import kept_html
from portal.lib.previews import Preview
from shows.almanac import almanac_of
from shows.clocks import ShowClock
from shows.forms import JumpForm
from shows.guide import A_PAGE, first_of_hundred, hundreds, line_address, sections
from shows.lookup import find_show
from shows.models import Episode, Show
from shows.places import choice


@require_safe
def shows(request: HttpRequest) -> HttpResponse:
    """Every show, with the reader's place in it."""
    viewpoint = request.viewpoint
    places = {
        pk: {"horizon": viewpoint.horizon(pk), "aired": clock.aired, "said": viewpoint.has_said(pk)}
        for pk, clock in viewpoint.clocks.items()
    }
    rows = [(show, places.get(show.pk)) for show in Show.objects.order_by("created_at", "pk")[:200]]
    sharing = Preview(request.path, _("Shows"), embeds=False)
    return render(request, "shows/shows.html", {"rows": rows, "sharing": sharing, "section": "shows"})


@require_safe
def guide(request: HttpRequest, show: str) -> HttpResponse:
    """The hundred the reader is in."""
    found = find_show(show, request.viewpoint, request.stamps)
    clock = clock_of(request, found)
    context = a_hundred(request, found, first=first_of_hundred(request.viewpoint.horizon(clock.pk)))
    return render(request, "shows/guide.html", context)


@require_safe
def guide_from(request: HttpRequest, show: str, number: int) -> HttpResponse:
    """One hundred, by its first number; any other number leads to its own."""
    found = find_show(show, request.viewpoint, request.stamps)
    last = clock_of(request, found).last
    if not 1 <= number <= last:
        raise Http404
    first = first_of_hundred(number)
    if number != first:
        return redirect(line_address(found, number))
    return render(request, "shows/guide.html", a_hundred(request, found, first=first))


@require_safe
def guide_jump(request: HttpRequest, show: str) -> HttpResponse:
    """Go to a number or a day."""
    found = find_show(show, request.viewpoint, request.stamps)
    clock = clock_of(request, found)
    form = JumpForm(request.GET, last=clock.last)
    if not form.is_valid():
        first = first_of_hundred(request.viewpoint.horizon(clock.pk))
        return render(request, "shows/guide.html", a_hundred(request, found, first=first, jump=form), status=422)
    if (number := form.cleaned_data["number"]) is not None:
        return redirect(line_address(found, number))
    if (day := form.cleaned_data["day"]) is not None and clock.last:
        return redirect(
            line_address(found, episode_on(clock, datetime.combine(day, time(), ZoneInfo(clock.time_zone))))
        )
    return redirect("shows:guide", show)


def clock_of(request: HttpRequest, show: Show) -> ShowClock:
    """The clock of the show this page is about, which the masthead then names.

    Raises:
        Http404: for a show that was added this very moment.
    """
    request.show_in_view = show.pk
    clock: ShowClock | None = request.viewpoint.clocks.get(show.pk)
    if clock is None:
        raise Http404
    return clock


def episode_on(clock: ShowClock, moment: datetime) -> int:
    """The first episode that aired at a moment or later, else the last that has a date, else the last there is."""
    dated = Episode.objects.filter(show=clock.pk, aired_at__isnull=False)
    later = dated.filter(aired_at__gte=moment).order_by("aired_at", "number").values_list("number", flat=True).first()
    if later is not None:
        return later
    earlier = dated.order_by("-aired_at", "-number").values_list("number", flat=True).first()
    return earlier or max(clock.last, 1)


def a_hundred(request: HttpRequest, show: Show, *, first: int, jump: JumpForm | None = None) -> dict[str, Any]:
    """What the page of a hundred shows."""
    viewpoint = request.viewpoint.itself
    clock = viewpoint.clocks[show.pk]
    last = min(first + A_PAGE - 1, clock.last)
    place = viewpoint.horizon(show.pk), viewpoint.has_said(show.pk)

    def lines() -> dict[str, Any]:
        rows = Episode.objects.filter(show=show, number__gte=first, number__lt=first + A_PAGE).order_by("number")
        almanac = almanac_of(clock, request.stamps)
        told = sections(list(rows), clock, almanac, viewpoint, first=first) if clock.last else []
        return {"sections": told, "guide_url": reverse("shows:guide", args=[show.slug])}

    def chips() -> dict[str, Any]:
        return {"hundreds": hundreds(clock.last, first), "show": show}

    return {
        "show": show,
        "place": choice(clock, viewpoint),
        "lines": kept_html((clock, first, place), "shows/_lines.html", lines, stamps=request.stamps),
        "hundreds": kept_html((show.slug, clock.last, first), "shows/_hundreds.html", chips, stamps=request.stamps),
        "first": first,
        "last": last,
        "before": first - A_PAGE if first > A_PAGE else 0,
        "after": first + A_PAGE if last < clock.last else 0,
        "total": clock.last,
        "jump": jump or JumpForm(last=clock.last),
        "crumbs": [(show.name, show.get_absolute_url()), (_("Episodes"), "")],
        "section": "shows",
    }
