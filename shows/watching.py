"""How far one has watched: moving, undoing the move, and every place at once."""

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
from shows.actions import check_through, forget_progress, move_progress, undo_move
from shows.forms import ProgressForm
from shows.models import Show
from shows.places import my_places
from shows.seats import guest_seat, keep_guest_seat
from shows.spoilers import ALWAYS
from shows.undo import Step, check_fresh, read, sign

PLACES_A_PAGE = 30


@require_safe
def my_progress(request: HttpRequest) -> HttpResponse:
    """Every show the reader said something about: where they are, what is left, and the way on."""
    places, after = my_places(request.viewpoint), request.GET.get("after", "")
    begin = next((place for place, one in enumerate(places, start=1) if one.slug == after), 0)
    shown = places[begin : begin + PLACES_A_PAGE]
    more = shown[-1].slug if len(places) > begin + PLACES_A_PAGE else ""
    context = {"places": shown, "more": more, "has_more_shows": len(places) < len(request.viewpoint.clocks)}
    return render(request, "shows/my_progress.html", context | {"section": "you"})


@same_origin_post
@require_POST
def progress(request: HttpRequest, show: str) -> HttpResponse:
    """Move the reader's horizon; members' in the database, guests' in their cookie."""
    found = get_object_or_404(Show, slug=show)
    form = ProgressForm(request.POST)
    was = request.viewpoint.through.get(found.pk)
    try:
        wanted = wanted_place(form, request.viewpoint.horizon(found.pk))
        response = redirect(next_path(request, found.get_absolute_url()))
        place_reader(request, response, found, wanted)
    except Invalid as refusal:
        return render(
            request, "shows/progress.html", {"show": found, "form": form, "refusal": refusal.message}, status=422
        )
    step = Step(found.pk, was, wanted, request.user.pk)
    messages.success(request, told(wanted), extra_tags=f"undo:{sign(step)}" if step.changed_something else "")
    return response


@same_origin_post
@require_POST
def undo(request: HttpRequest) -> HttpResponse:
    """Put back exactly what was before the last step."""
    step = read(request.POST.get("was", ""), member_id=request.user.pk)
    found = get_object_or_404(Show, pk=step.show_id)
    response = redirect(next_path(request, found.get_absolute_url()))
    if request.user.is_authenticated:
        undo_move(found, step, by=request.user)
    else:
        check_fresh(step, guest_seat(request).through.get(found.pk))
        place_reader(request, response, found, step.was)
    messages.success(request, told(step.was))
    return response


def wanted_place(form: ProgressForm, now: int) -> int | None:
    """The episode the stepper asks for, or None for somebody who takes back whatever they said.

    Raises:
        Invalid: when it says nothing that could be a place.
    """
    if not form.is_valid():
        raise Invalid("through", form.errors.get("through", [_("Type an episode number, such as 1,018.")])[0])
    said = form.cleaned_data
    if said["never"]:
        return None
    if said["always"]:
        return ALWAYS
    if said["step"]:
        return max(0, (now if said["through"] is None else said["through"]) + said["step"])
    if said["through"] is None:
        raise Invalid("through", _("Type an episode number, such as 1,018."))
    place: int = said["through"]
    return place


def place_reader(request: HttpRequest, response: HttpResponse, show: Show, through: int | None) -> None:
    """Keep the reader's place where it belongs; None takes back whatever they said.

    Raises:
        Invalid: past the last aired episode.
    """
    if request.user.is_authenticated:
        if through is None:
            forget_progress(show, by=request.user)
        else:
            move_progress(show, by=request.user, through=through)
        return
    seat = guest_seat(request)
    seat = seat.without(show.pk) if through is None else seat.moved(show.pk, check_through(show.pk, through))
    keep_guest_seat(response, seat, secure=settings.SECURE)


def told(place: int | None) -> str:
    """Where the reader is now, in words."""
    if place is None:
        return _("You have not said how far you are.")
    return _("Now at whatever has aired.") if place == ALWAYS else _("Now at %(number)s.") % {"number": grouped(place)}
