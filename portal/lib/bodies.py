"""Bodies that nothing here could read are refused before anything tries."""

from __future__ import annotations

import codecs
from collections.abc import Callable, Iterable
from http import HTTPStatus
from typing import TYPE_CHECKING

from django.core.exceptions import RequestDataTooBig
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.utils.http import parse_header_parameters

if TYPE_CHECKING:
    from wsgiref.types import StartResponse, WSGIApplication, WSGIEnvironment

OURS = ("utf-8", "ascii")
PROGRAMS = ("/api/", "/_allauth/")


class Utf8Only:
    """Around the whole WSGI application: takes UTF-8 alone, and answers 415 to anything else.

    Django believes whatever charset a Content-Type names, Python's codecs that are none (hex, zlib) among them, and
    decodes even the query with it, before its first middleware.
    """

    def __init__(self, application: WSGIApplication) -> None:
        self.application = application

    def __call__(self, environ: WSGIEnvironment, start_response: StartResponse) -> Iterable[bytes]:
        """Pass on what can be read."""
        if is_readable(environ.get("CONTENT_TYPE", "")):
            return self.application(environ, start_response)
        answer = unreadable(415, "charset")
        start_response(f"{answer.status_code} {answer.reason_phrase}", list(answer.items()))
        return [answer.content]


def is_readable(content_type: str) -> bool:
    """Whether a Content-Type names no charset, or ours."""
    try:
        _kind, named = parse_header_parameters(content_type)
        return "charset" not in named or codecs.lookup(named["charset"]).name in OURS
    except (LookupError, ValueError):
        return False


class BodiesMiddleware:
    """Answers programs in their own language where what they sent could not be read."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        """Nothing on the way in."""
        return self.get_response(request)

    def process_exception(self, request: HttpRequest, exception: Exception) -> HttpResponse | None:
        """JSON nested too deeply for `/_allauth/`, which reads it without care, and bodies that are too big."""
        if not request.path.startswith(PROGRAMS):
            return None
        if isinstance(exception, RecursionError) and request.content_type == "application/json":
            return unreadable(400, "too_deep")
        return unreadable(413, "too_big") if isinstance(exception, RequestDataTooBig) else None


def unreadable(status: int, code: str) -> HttpResponse:
    """A problem as programs read it; no browser sends such things of its own accord."""
    body = {"type": "about:blank", "title": HTTPStatus(status).phrase, "status": status, "code": code}
    return JsonResponse(body, status=status, content_type="application/problem+json")
