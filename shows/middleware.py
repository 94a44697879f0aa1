"""Old addresses of shows lead to where they are now."""

from __future__ import annotations

import re
from collections.abc import Callable

from django.http import HttpRequest, HttpResponse, HttpResponsePermanentRedirect

from shows.former import slug_now

ADDRESS = re.compile(r"((?:/api/v1|/feeds)?/shows/)([-a-zA-Z0-9_]{1,60})([/?].*)?")
SAFE = ("GET", "HEAD")


class MovedPermanently308(HttpResponsePermanentRedirect):
    """The same for what is sent: the method stays (RFC 9110, 15.4.9)."""

    status_code = 308


class FormerAddresses:
    """Where the answer would be "nothing here" because the show is called otherwise by now, says how.

    Nothing behind the show's part of the address is looked at, so the answer is the same for what is there, what is
    not, and what this reader may not know of.
    """

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        """Asks only once there is nothing."""
        response = self.get_response(request)
        found = ADDRESS.fullmatch(request.get_full_path()) if response.status_code == 404 else None
        slug = slug_now(found[2]) if found else None
        if found is None or slug is None:
            return response
        moved = HttpResponsePermanentRedirect if request.method in SAFE else MovedPermanently308
        return moved(f"{found[1]}{slug}{found[3] or ''}")
