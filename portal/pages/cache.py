"""Guests' pages come whole from the cache; members' pages are theirs alone."""

from __future__ import annotations

import gzip
from collections.abc import Callable
from hashlib import blake2b
from time import time

from django.conf import settings
from django.http import HttpRequest, HttpResponse, HttpResponseNotModified
from django.utils import translation
from django.utils.cache import patch_vary_headers
from django.utils.http import parse_etags

from portal.comments.orders import is_cursor_of
from portal.comments.rows import BEST, NEW, OLD
from portal.lib.addresses import is_public_id
from portal.lib.guestpages import Kept, area_of, keep, key_for, look_up
from portal.lib.kept import SECONDS, Stamps, hold, peek
from portal.lib.keyset import is_place, rank_of
from portal.lib.limits import Allowance, client_address
from portal.pages.context import is_still, theme_of
from portal.posts.models import Topic
from shows.clocks import CLOCKS
from shows.seats import guest_seat

PLACES = ("/shows/", "/posts/", "/photos/", "/people/", "/ratings/", "/rules/", "/privacy/", "/terms/")
LEVEL = 4  # of gzip
PERSONAL_COOKIES = (settings.SESSION_COOKIE_NAME, "messages")
UNCACHED = ("/new/", "/edit/", "/progress/", "/import/")
BY_RANK = "/cast/"
THREADS = ("/posts/", "/photos/")
LONGEST_PATH = 200
# A reader turns a page every few seconds; who asks for ever new addresses and horizons gets pages, but fills no cache.
allowance = Allowance(each=120, everybody=2000)


class GuestPages:
    """Answers guests from the cache, before sessions and the database are touched."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        """A kept page, or the page just made, kept if it may be."""
        key = page_key(request)
        stamps = Stamps(CLOCKS)
        request.stamps = stamps  # type: ignore[attr-defined]
        if not key:
            return private(self.get_response(request))
        beside = ("beside", area_of(request.path))
        stamps.want(*peek(beside) or ())
        kept = look_up(key, request.path, stamps)
        if kept is None:
            request.tagged_outside = True  # type: ignore[attr-defined]
            response = private(self.get_response(request))
            if not may_be_kept(response):
                return response
            hold(beside, stamps.areas, {})
            kept = as_kept(response, stamps.of(area_of(request.path)))
            if allowance.take(client_address(request)):
                keep(key, kept)
        return answer(request, kept)


def page_key(request: HttpRequest) -> str:
    """The key of the page a guest asks for; empty where it must be made anew."""
    if request.method not in ("GET", "HEAD") or "HX-Request" in request.headers or "Authorization" in request.headers:
        return ""
    path, query = request.path, request.META.get("QUERY_STRING", "")
    if not path.isprintable() or " " in path:  # no address of ours, and no key for a cache
        return ""
    if (path != "/" and not path.startswith(PLACES)) or path.endswith(UNCACHED) or len(path) > LONGEST_PATH:
        return ""
    if any(name in request.COOKIES for name in PERSONAL_COOKIES) or (query and not is_cursor(path, query)):
        return ""
    seat = guest_seat(request)
    if seat.lifted:
        return ""
    language = translation.get_language_from_request(request)
    return key_for(path, query, language, theme_of(request), is_still(request), tuple(seat.through.items()))


def is_cursor(path: str, query: str) -> bool:
    """Whether a query asks for a part, an order or a later page as one of our own links could, and for nothing else."""
    if path == "/" and query.startswith("of="):
        of, _and, query = query.removeprefix("of=").partition("&")
        return of in Topic and (not _and or _is_page(path, query))
    return _is_page(path, query)


def _is_page(path: str, query: str) -> bool:
    order = OLD
    if query.startswith("sort=") and path.startswith(THREADS):
        order, _and, query = query.removeprefix("sort=").partition("&")
        if order not in (NEW, BEST):
            return False
        if not _and:
            return True
    name, _is, value = query.partition("=")
    if name != "after":
        return False
    if order != OLD:
        return is_cursor_of(order, value)
    return rank_of(value) is not None if path.endswith(BY_RANK) else is_public_id(value) or is_place(value)


def may_be_kept(response: HttpResponse) -> bool:
    """Only whole pages that set nothing; a form's token would set its cookie."""
    plain = response.status_code == 200 and not response.streaming and not response.cookies
    return plain and response["Content-Type"].startswith("text/html")


def as_kept(response: HttpResponse, stamps: dict[str, str]) -> Kept:
    """A page as it is kept."""
    body = response.content
    etag = f'"{blake2b(body, digest_size=12).hexdigest()}"'
    packed = gzip.compress(body, LEVEL, mtime=0)
    return Kept(stamps, time() + SECONDS, packed, etag, response.get("Content-Language", "en"))


def answer(request: HttpRequest, kept: Kept) -> HttpResponse:
    """A kept page as a response: not modified, packed, or plain."""
    if kept.etag in parse_etags(request.headers.get("If-None-Match", "")):
        response: HttpResponse = HttpResponseNotModified()
    elif "gzip" in request.headers.get("Accept-Encoding", ""):
        response = HttpResponse(kept.packed)
        response["Content-Encoding"] = "gzip"
    else:
        response = HttpResponse(gzip.decompress(kept.packed))
    response["ETag"] = kept.etag
    response["Content-Language"] = kept.language
    response["Vary"] = "Cookie, Accept-Language, Accept-Encoding"
    return private(response)


def private(response: HttpResponse) -> HttpResponse:
    """No cache on the way keeps a page, unless the view said what may be kept; each reader sees their own."""
    if "Cache-Control" not in response:
        response["Cache-Control"] = "private, no-cache"
        patch_vary_headers(response, ["Cookie"])
    return response
