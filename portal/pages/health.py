"""Answers for whoever watches over the processes: does this one live, and can the portal do its work?"""

from collections.abc import Callable

from django.core.cache import cache
from django.db import DatabaseError, connection
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.utils import timezone
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from portal.lib.outages import OUTAGES
from portal.outbox.pulse import somebody_works

DOWN: tuple[type[Exception], ...] = (DatabaseError, *OUTAGES)
RETRY_AFTER_SECONDS = "5"


@require_safe
@never_cache
def live(request: HttpRequest) -> HttpResponse:
    """This process answers; it asks nothing of anybody, so a database that is down restarts no web server."""
    return JsonResponse({"status": "live"})


@require_safe
@never_cache
def ready(request: HttpRequest) -> HttpResponse:
    """Database, cache and at least one worker answer; otherwise 503, saying which does not."""
    found = {name: _tried(ask) for name, ask in ASKED.items()}
    answer = JsonResponse(found, status=200 if all(said == "ok" for said in found.values()) else 503)
    if answer.status_code != 200:
        answer["Retry-After"] = RETRY_AFTER_SECONDS
    return answer


def _tried(ask: Callable[[], bool]) -> str:
    try:
        return "ok" if ask() else "silent"
    except DOWN as error:
        return type(error).__name__


def _database() -> bool:
    with connection.cursor() as cursor:
        cursor.execute("SELECT 1")
        return bool(cursor.fetchone())


def _cache() -> bool:
    cache.set("readyz", "ok", 60)
    return bool(cache.get("readyz") == "ok")


def _worker() -> bool:
    return somebody_works(at=timezone.now())


ASKED = {"database": _database, "cache": _cache, "worker": _worker}
