"""Rate limits: so many in a window, per key, counted in the shared cache."""

from __future__ import annotations

import time
from collections import Counter
from contextlib import suppress
from dataclasses import dataclass
from threading import Lock

from django.conf import settings
from django.core.cache import cache
from django.http import HttpRequest
from django.http.response import HttpResponseBase
from django.utils.translation import ngettext

LONG_SECONDS = 120


@dataclass(frozen=True)
class Limit:
    """What is left of a window.

    Args:
        amount: how many fit into it.
        used: how many came, this one included.
        reset: seconds until it ends.
    """

    amount: int
    used: int
    reset: int

    @property
    def exceeded(self) -> bool:
        """Whether this one was too many."""
        return self.used > self.amount

    @property
    def remaining(self) -> int:
        """How many more fit."""
        return max(0, self.amount - self.used)


def hit(key: str, amount: int, seconds: int) -> Limit:
    """Count one more under a key.

    Args:
        key: who does what, as in `"comment:17"`.
        amount: how many may come in one window.
        seconds: the window's length; windows begin at whole multiples of it.
    """
    now = int(time.time())
    window, gone = divmod(now, seconds)
    name = f"limit:{key}:{seconds}:{window}"
    counts = getattr(cache, "count", None)  # Redis does
    return Limit(amount, counts(name, seconds) if counts else _one_more(name, seconds), seconds - gone)


def _one_more(name: str, seconds: int) -> int:
    for _try in range(2):  # it may go out of the cache in between
        with suppress(ValueError):
            return cache.incr(name)
        if cache.add(name, 1, seconds):
            break
    return 1


def tell(limit: Limit, response: HttpResponseBase) -> None:
    """Say in the headers of an answer what is left of a window, and how long to wait where nothing is."""
    response["RateLimit-Limit"] = str(limit.amount)
    response["RateLimit-Remaining"] = str(limit.remaining)
    response["RateLimit-Reset"] = str(limit.reset)
    if limit.exceeded:
        response["Retry-After"] = str(limit.reset)


def wait_sentence(limit: Limit) -> str:
    """How long to wait, for whoever sent too much."""
    if limit.reset > LONG_SECONDS:
        minutes = -(-limit.reset // 60)
        return ngettext(
            "Wait %(count)d minute, then try again.",
            "Wait %(count)d minutes, then try again.",
            minutes,
        ) % {"count": minutes}
    return ngettext(
        "Wait %(count)d second, then try again.",
        "Wait %(count)d seconds, then try again.",
        limit.reset,
    ) % {"count": limit.reset}


class Allowance:
    """So many a minute for each address and for all together, counted in this process: costs no trip anywhere, and is
    for what does no harm when a second process gives as much again.

    Args:
        each: to one address.
        everybody: to all.
    """

    def __init__(self, *, each: int, everybody: int) -> None:
        self._each, self._everybody = each, everybody
        self._lock = Lock()
        self.forget()

    def forget(self) -> None:
        """Begin anew."""
        self._minute, self._taken, self._given = 0, 0, Counter[str]()

    def take(self, address: str) -> bool:
        """Take one, if there is one left."""
        minute = int(time.time()) // 60
        with self._lock:
            if minute != self._minute:
                self.forget()
                self._minute = minute
            if self._taken >= self._everybody or self._given[address] >= self._each:
                return False
            self._taken += 1
            self._given[address] += 1
            return True


def sender(request: HttpRequest) -> str:
    """Whom a limit counts: the member, else the address; the last hop's word only behind a proxy that is named."""
    if request.user.is_authenticated:
        return f"m{request.user.pk}"
    return f"a{client_address(request)}"


def client_address(request: HttpRequest) -> str:
    """The address a request came from; `X-Forwarded-For`'s last entry where the operator says a proxy writes it."""
    if settings.BEHIND_PROXY and (forwarded := request.headers.get("X-Forwarded-For", "")):
        return forwarded.rpartition(",")[2].strip()
    return str(request.META.get("REMOTE_ADDR", ""))
