"""How much one person may send through pages in a minute; programs share the same count."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from django.http import HttpRequest, HttpResponse

from portal.lib.limits import hit, sender
from portal.pages.errors import too_many

READS = ("GET", "HEAD", "OPTIONS")
AMOUNT, SECONDS = 60, 60
DESK, CLEARED = "/moderation/", 240  # a case taken and decided each half second, by somebody who keeps the house
SAVED = "/drafts/"  # as one types, so it has as much again, and takes nothing from what one does
ELSEWHERE = ("/api/", "/_allauth/", "/accounts/", "/admin/")  # with limits of their own, or for staff alone


class WriteLimit:
    """Answers 429 to whoever sends too much at once; the stepper's quick steps stay well below."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        """Nothing on the way in: only what has an address is counted."""
        return self.get_response(request)

    def process_view(self, request: HttpRequest, view: Any, args: Any, kwargs: Any) -> HttpResponse | None:
        """Count a write."""
        if request.method in READS or request.path.startswith(ELSEWHERE):
            return None
        bucket, amount = "draft" if request.path.startswith(SAVED) else "api", AMOUNT
        if request.path.startswith(DESK) and request.user.is_authenticated and request.user.moderates:
            bucket, amount = "desk", CLEARED
        limit = hit(f"{bucket}:write:{sender(request)}", amount, SECONDS)
        return too_many(request, limit) if limit.exceeded else None
