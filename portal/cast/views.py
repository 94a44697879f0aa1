"""A character and who plays them; a person and their parts; everyone in a show."""

from __future__ import annotations

from django.core.exceptions import ValidationError
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from portal.cast.models import Character, Person
from portal.cast.queries import parts_of, who_is_who
from portal.cast.tenures import gaps, holder, tenures_of
from portal.lib.text import episode_number
from shows.models import Show
from shows.spoilers import Viewpoint


@require_safe
def cast(request: HttpRequest, show: str) -> HttpResponse:
    """Everyone the reader may know in a show."""
    found = get_object_or_404(Show, slug=show)
    request.show_in_view = found.pk
    entries = who_is_who(found, request.viewpoint)
    horizon = request.viewpoint.horizon(found.pk)
    return render(
        request,
        "cast/cast.html",
        {
            "show": found,
            "entries": entries,
            "horizon": horizon,
            "crumbs": [(found.name, found.get_absolute_url()), (_("Who’s who"), "")],
            "section": "shows",
        },
    )


@require_safe
def character(request: HttpRequest, show: str, character: str) -> HttpResponse:
    """One character, at the reader's horizon or at an earlier episode (`?at=`)."""
    viewpoint = request.viewpoint
    found = get_object_or_404(
        Character.objects.known_to(viewpoint).select_related("show"), show__slug=show, slug=character
    )
    request.show_in_view = found.show_id
    tenures = tenures_of(found, viewpoint)
    at = asked_episode(request, viewpoint, found.show_id)
    context = {
        "character": found,
        "show": found.show,
        "tenures": tenures,
        "gaps": gaps(tenures),
        "holder": holder(tenures, at),
        "at": at,
        "crumbs": [
            (found.show.name, found.show.get_absolute_url()),
            (_("Who’s who"), reverse("cast:cast", args=[show])),
            (found.called, ""),
        ],
        "section": "shows",
    }
    return render(request, "cast/character.html", context)


def asked_episode(request: HttpRequest, viewpoint: Viewpoint, show_id: int) -> int:
    """The episode of `?at=`, never past the reader's horizon.

    Raises:
        Http404: when it is no episode number.
    """
    horizon = viewpoint.horizon(show_id)
    asked = request.GET.get("at", "")
    if not asked:
        return horizon
    try:
        return min(episode_number(asked), horizon)
    except ValidationError as error:
        raise Http404 from error


@require_safe
def person(request: HttpRequest, person: str) -> HttpResponse:
    """One person and the parts the reader may know of."""
    found = get_object_or_404(Person.objects.known_to(request.viewpoint), slug=person)
    return render(
        request, "cast/person.html", {"person": found, "parts": parts_of(found, request.viewpoint), "section": "shows"}
    )
