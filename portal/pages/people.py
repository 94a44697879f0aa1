"""A person: whom they play over all shows, what is said about them, and the photos they are in."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.views.decorators.http import require_safe

from portal.cast.linked import air_dates, linked_person
from portal.cast.models import Person
from portal.cast.previews import is_open, preview_of_person
from portal.cast.queries import other_names, parts_of
from portal.cast.timeline import careers
from portal.photos.queries import gallery
from portal.posts.queries import latest_about
from shows.spoilers import nobody


@require_safe
def person(request: HttpRequest, person: str) -> HttpResponse:
    """One person, the parts the reader may know of, and the posts and photos in which they may know them."""
    viewpoint = request.viewpoint
    found = get_object_or_404(Person.objects.known_to(viewpoint), slug=person)
    parts = parts_of(found, viewpoint)
    dates = {one.character.show_id: air_dates(one.character.show, request.stamps) for one in parts}
    context = {
        "person": found,
        "sharing": preview_of_person(found, parts),
        "has_feed": is_open(parts, nobody(public=True)),
        "parts": parts,
        "careers": careers(parts, viewpoint),
        "linked": linked_person(found, parts, viewpoint, dates),
        "other_names": other_names(found, viewpoint),
        "said": latest_about(found, viewpoint.itself),
        "page": gallery(viewpoint, request.GET.get("after", ""), person=found),
        "section": "shows",
    }
    return render(request, "cast/person.html", context)
