"""What other programs fetch about a show."""

from __future__ import annotations

import gzip
from dataclasses import dataclass
from hashlib import blake2b

from django.http import Http404, HttpRequest, HttpResponse, HttpResponseNotModified
from django.shortcuts import get_object_or_404
from django.utils import timezone
from django.utils.cache import patch_vary_headers
from django.utils.http import parse_etags
from django.views.decorators.http import require_safe

from portal.lib.kept import Stamps, kept
from portal.lib.limits import client_address, hit, tell, wait_sentence
from portal.lib.verdicts import Refused, no
from shows.almanac import almanac_of
from shows.calendars import calendar_of
from shows.clocks import CLOCKS, ShowClock, clocks
from shows.models import Show

READS, SECONDS = 30, 60
FRESH = "public, max-age=900"
LEVEL = 4  # of gzip


@dataclass(frozen=True)
class File:
    """A calendar as it is kept: its name, its bytes gzipped, and the tag of what is in them."""

    name: str
    packed: bytes
    etag: str


@require_safe
def calendar(request: HttpRequest, show: str) -> HttpResponse:
    """When it airs, for calendars: the same for everybody, so any cache on the way may keep it for a while.

    Raises:
        Refused: to an address that asks all the time.
    """
    limit = hit(f"calendar:{client_address(request)}", READS, SECONDS)
    if limit.exceeded:
        raise Refused(no(wait_sentence(limit), "too_many"), 429, limit)
    found = get_object_or_404(Show, slug=show)
    clock = clocks().get(found.pk)
    if clock is None:
        raise Http404
    file = kept(("calendar", clock.pk), lambda: pack(found, clock), CLOCKS, stamps=Stamps(CLOCKS))
    response = answer(request, file)
    response["ETag"] = file.etag
    response["Cache-Control"] = FRESH
    patch_vary_headers(response, ["Accept-Encoding"])
    tell(limit, response)
    return response


def pack(show: Show, clock: ShowClock) -> File:
    """A show's calendar as of now."""
    body = calendar_of(show, clock, almanac_of(clock), now=timezone.now())
    return File(
        f"{show.slug}.ics", gzip.compress(body, LEVEL, mtime=0), f'"{blake2b(body, digest_size=12).hexdigest()}"'
    )


def answer(request: HttpRequest, file: File) -> HttpResponse:
    """A file as a response: not modified, packed, or plain."""
    if file.etag in parse_etags(request.headers.get("If-None-Match", "")):
        return HttpResponseNotModified()
    packed = "gzip" in request.headers.get("Accept-Encoding", "")
    body = file.packed if packed else gzip.decompress(file.packed)
    response = HttpResponse(body, content_type="text/calendar; charset=utf-8")
    response["Content-Disposition"] = f'inline; filename="{file.name}"'
    if packed:
        response["Content-Encoding"] = "gzip"
    return response
