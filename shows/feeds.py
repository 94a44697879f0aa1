"""What other programs fetch about a show."""

from __future__ import annotations

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404
from django.utils import timezone
from django.views.decorators.http import require_safe

from portal.lib.fetched import count, fetched, pack
from portal.lib.kept import Stamps, kept
from shows.almanac import almanac_of
from shows.calendars import TYPE, calendar_of
from shows.clocks import CLOCKS, clocks
from shows.models import Show

READS = 30  # a minute
FRESH = "public, max-age=900"


@require_safe
def calendar(request: HttpRequest, show: str) -> HttpResponse:
    """When it airs, for calendars: the same for everybody, so any cache on the way may keep it for a while.

    Raises:
        Refused: to an address that asks all the time.
    """
    limit = count(request, "calendar", READS)
    found = get_object_or_404(Show, slug=show)
    clock = clocks().get(found.pk)
    if clock is None:
        raise Http404
    file = kept(
        ("calendar", clock.pk),
        lambda: pack(calendar_of(found, clock, almanac_of(clock), now=timezone.now())),
        CLOCKS,
        stamps=Stamps(CLOCKS),
    )
    response = fetched(request, file, limit, media_type=TYPE, fresh=FRESH)
    response["Content-Disposition"] = f'inline; filename="{found.slug}.ics"'
    return response
