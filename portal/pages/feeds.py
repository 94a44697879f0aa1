"""Feeds: the same for everybody, at each show's public horizon.

They have a tag and no day of change: when a veil opens or something is taken down nothing in them is newer.
"""

from __future__ import annotations

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404
from django.utils.cache import patch_vary_headers
from django.utils.translation import get_language
from django.views.decorators.http import require_safe

from accounts.models import Member
from portal.cast.models import Person
from portal.lib.atom import TYPE
from portal.lib.fetched import File, count, fetched, pack
from portal.lib.kept import Stamps, kept
from portal.lib.keyset import is_place
from portal.pages.syndication import Source, of_all, of_member, of_person, of_show, of_thread, page_of
from shows.clocks import CLOCKS
from shows.lookup import find_show
from shows.spoilers import Viewpoint, nobody

READS = 60  # a minute
FRESH = "public, max-age=60"


@require_safe
def everything(request: HttpRequest) -> HttpResponse:
    """What everybody says."""
    viewpoint = nobody(public=True)
    return answer(request, of_all(viewpoint), viewpoint)


@require_safe
def show(request: HttpRequest, show: str) -> HttpResponse:
    """What is said about a show."""
    viewpoint = nobody(public=True)
    return answer(request, of_show(viewpoint, find_show(show, viewpoint, Stamps(CLOCKS))), viewpoint)


@require_safe
def thread(request: HttpRequest, public_id: str) -> HttpResponse:
    """What is said below a post or a photo, newest first."""
    viewpoint = nobody(public=True)
    return answer(request, of_thread(viewpoint, public_id), viewpoint)


@require_safe
def member(request: HttpRequest, handle: str) -> HttpResponse:
    """What a member posts. Nobody under 18 can be followed from outside."""
    found = Member.objects.called(handle).filter(is_minor=False).first()
    if found is None:
        raise Http404
    viewpoint = nobody(public=True)
    return answer(request, of_member(viewpoint, found), viewpoint)


@require_safe
def person(request: HttpRequest, person: str) -> HttpResponse:
    """The posts about a person, and the photos they are in."""
    viewpoint = nobody(public=True)
    found = get_object_or_404(Person.objects.known_to(viewpoint), slug=person)  # type: ignore[attr-defined]
    return answer(request, of_person(viewpoint, found), viewpoint)


def answer(request: HttpRequest, source: Source, viewpoint: Viewpoint) -> HttpResponse:
    """A page of a feed; the first is kept for everybody, for a minute at most.

    Raises:
        Refused: to an address that asks all the time.
    """
    limit = count(request, "feeds", READS)
    cursor = request.GET.get("after", "")

    def make() -> File:
        return pack(page_of(source, viewpoint, cursor))

    name = ("atom", source.id, get_language())
    file = make() if is_place(cursor) else kept(name, make, source.area, CLOCKS, stamps=Stamps())
    response = fetched(request, file, limit, media_type=TYPE, fresh=FRESH)
    patch_vary_headers(response, ["Cookie", "Accept-Language"])
    return response
