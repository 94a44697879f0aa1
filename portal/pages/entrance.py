"""The door: how many may knock, and who of two gets a name."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

from allauth.core.internal.ratelimit import get_ip
from django.core.cache import cache
from django.db import transaction
from django.http import HttpRequest, HttpResponse

from accounts.adapter import handle_taken
from accounts.handles import skeleton
from portal.lib.limits import hit

JOINS_A_MINUTE = 20
KEPT_SECONDS = 30


def knocks_too_often(request: HttpRequest) -> bool:
    """Whether this address tried to join more than twenty times this minute; asked before anything is hashed."""
    return request.method == "POST" and hit(f"join:{get_ip(request)}", JOINS_A_MINUTE, 60).exceeded


@contextmanager
def name_kept(handle: str) -> Iterator[None]:
    """Hold a name while its row is written, so that whoever asks for it at the same moment is told at once and does
    not stand in the database's queue until it loses patience. The unique index decides all the same.

    Raises:
        ValidationError: when somebody else holds it.
    """
    key = f"joining:{skeleton(handle)}"
    if not cache.add(key, 1, KEPT_SECONDS):
        raise handle_taken()
    try:
        yield
    finally:
        cache.delete(key)


def or_nothing(response: HttpResponse) -> HttpResponse:
    """Undo what was written when the answer is a refusal; call inside a transaction."""
    if response.status_code >= 400 and response.status_code != 401:
        transaction.set_rollback(True)
    return response
