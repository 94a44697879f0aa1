"""Every answer is counted, and said in a line of the log where somebody wants to hear of each.

A line names the route and never the address: an address has names, words that were looked for and keys in it.
"""

from __future__ import annotations

import logging
import re
import uuid
from collections.abc import Callable
from contextvars import ContextVar
from time import perf_counter

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.urls import Resolver404, resolve

from portal.lib.counting import class_of, counts

logger = logging.getLogger(__name__)
METHODS = ("GET", "HEAD", "POST", "PUT", "PATCH", "DELETE", "OPTIONS")
HEADER = "X-Request-ID"
A_NAME = re.compile(r"[A-Za-z0-9_.:-]{8,64}")
request_id: ContextVar[str] = ContextVar("request_id", default="")


class Requests:
    """Stands before everything else, so that it sees every answer and the whole time it took."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        """The answer, counted; it carries the request's name where the log tells of it."""
        began = perf_counter()
        named = request_id.set(name_of(request))
        try:
            response = self.get_response(request)
            spent = perf_counter() - began
            counts.add(class_of(request.path_info), response.status_code, spent)
            if logger.isEnabledFor(logging.INFO):
                tell(request, response, spent)
            return response
        finally:
            request_id.reset(named)


def name_of(request: HttpRequest) -> str:
    """What the lines of one request have in common: the proxy's name for it, else one of our own."""
    given = request.headers.get(HEADER, "") if settings.BEHIND_PROXY else ""
    return given if A_NAME.fullmatch(given) else uuid.uuid4().hex


def tell(request: HttpRequest, response: HttpResponse, spent: float) -> None:
    """One line: method, route, status, milliseconds."""
    response[HEADER] = request_id.get()
    route, ms = route_of(request), round(spent * 1000, 1)
    method = request.method if request.method in METHODS else "?"
    more = {"route": route, "method": method, "status": response.status_code, "ms": ms}
    logger.info("%s %s %s %s ms", method, route, response.status_code, ms, extra=more)


def route_of(request: HttpRequest) -> str:
    """The name of the address's route, without anything that stands in the address; `-` where there is none."""
    found = request.resolver_match
    if found is None:
        try:
            found = resolve(request.path_info)
        except Resolver404:
            return "-"
    return str(found.view_name or found.route)
