"""The list of shows, and how far one has watched."""

from __future__ import annotations

from django.conf import settings
from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from portal.lib.origin import next_path, same_origin_post
from portal.lib.text import grouped
from portal.lib.verdicts import Invalid
from shows.actions import check_through, move_progress
from shows.forms import ProgressForm
from shows.models import Show
from shows.seats import guest_seat, keep_guest_seat
from shows.spoilers import ALWAYS


@require_safe
def shows(request: HttpRequest) -> HttpResponse:
    """Every show, with the reader's place in it."""
    viewpoint = request.viewpoint
    places = {
        pk: {"horizon": viewpoint.horizon(pk), "aired": clock.aired, "said": viewpoint.has_said(pk)}
        for pk, clock in viewpoint.clocks.items()
    }
    rows = [(show, places.get(show.pk)) for show in Show.objects.order_by("created_at", "pk")[:200]]
    return render(request, "shows/shows.html", {"rows": rows, "section": "shows"})


@same_origin_post
@require_POST
def progress(request: HttpRequest, show: str) -> HttpResponse:
    """Move the reader's horizon; members' in the database, guests' in their cookie."""
    found = get_object_or_404(Show, slug=show)
    form = ProgressForm(request.POST)
    wanted = wanted_place(form, request.viewpoint.horizon(found.pk)) if form.is_valid() else None
    try:
        if wanted is None:
            raise Invalid("through", form.errors.get("through", [_("Type an episode number, such as 1,018.")])[0])
        response = redirect(next_path(request, found.get_absolute_url()))
        place_reader(request, response, found, wanted)
    except Invalid as refusal:
        return render(
            request, "shows/progress.html", {"show": found, "form": form, "refusal": refusal.message}, status=422
        )
    if wanted == ALWAYS:
        messages.success(request, _("Now at whatever has aired."))
    else:
        messages.success(request, _("Now at %(number)s.") % {"number": grouped(wanted)})
    return response


def wanted_place(form: ProgressForm, now: int) -> int | None:
    """The episode the stepper asks for, or None when it says nothing."""
    said = form.cleaned_data
    if said["always"]:
        return ALWAYS
    if said["step"]:
        return max(0, (now if said["through"] is None else said["through"]) + said["step"])
    return said["through"]


def place_reader(request: HttpRequest, response: HttpResponse, show: Show, through: int) -> None:
    """Keep the reader's place where it belongs.

    Raises:
        Invalid: past the last aired episode.
    """
    if request.user.is_authenticated:
        move_progress(show, by=request.user, through=through)
    else:
        seat = guest_seat(request).moved(show.pk, check_through(show.pk, through))
        keep_guest_seat(response, seat, secure=settings.SECURE)
