"""A small client: one connection that stays open, one request after the other."""

from __future__ import annotations

import http.client
import time
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any

from tests.bench.servers import Server

Ask = tuple[str, str, str, dict[str, str]]


@dataclass
class Measured:
    """What some requests cost: their number, CPU seconds of the whole stack, and how long each took by the clock."""

    count: int = 0
    cpu: float = 0.0
    waits: list[float] = field(default_factory=list)

    @property
    def milliseconds(self) -> float:
        """CPU milliseconds a request."""
        return self.cpu / max(self.count, 1) * 1000

    def wait(self, share: float) -> float:
        """The wall-clock milliseconds that this share of the requests did not exceed."""
        ordered = sorted(self.waits)
        return ordered[min(int(len(ordered) * share), len(ordered) - 1)] * 1000 if ordered else 0.0


def measure(server: Server, ask: Callable[[], Ask], expected: int, seconds: float, into: Measured) -> None:
    """Send requests for so many seconds.

    Args:
        server: whom to ask.
        ask: gives method, path, body and headers of the next request.
        expected: the status every answer must have.
        seconds: of the clock.
        into: where the figures are added.

    Raises:
        SystemExit: at the first answer with another status.
    """
    line = http.client.HTTPConnection("127.0.0.1", server.port, timeout=10)
    before, deadline = server.cpu(), time.monotonic() + seconds
    while time.monotonic() < deadline:
        started = time.monotonic()
        status, body, _ = send(line, ask())
        into.waits.append(time.monotonic() - started)
        into.count += 1
        # A kept page lives a minute, and the next one may say another age.
        if status != expected and (expected, status) != (304, 200):
            raise SystemExit(f"{status} instead of {expected}: {body[:2000]!r}")
    into.cpu += server.cpu() - before
    line.close()


def send(line: http.client.HTTPConnection, ask: Ask) -> tuple[int, bytes, Any]:
    """One request: status, body, headers."""
    method, path, body, headers = ask
    line.request(method, path, body or None, headers)
    answer = line.getresponse()
    return answer.status, answer.read(), answer.headers


def fetch(server: Server, path: str, headers: dict[str, str] | None = None) -> tuple[int, bytes, Any]:
    """One page over a connection of its own."""
    line = http.client.HTTPConnection("127.0.0.1", server.port, timeout=30)
    answer = send(line, ("GET", path, "", headers or {}))
    line.close()
    return answer
