"""Several people at the same moment, each with a connection of their own."""

from __future__ import annotations

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from threading import Barrier
from typing import Any

from django.db import OperationalError, connection

from portal.lib.verdicts import Invalid, Refused

PATIENCE = 60  # seconds until everybody has to be there


def at_once(*works: Callable[[], Any]) -> list[Any]:
    """What each of these answered, or how it was refused, all begun at the same moment."""
    start = Barrier(len(works))

    def run(work: Callable[[], Any]) -> Any:
        try:
            start.wait(timeout=PATIENCE)
            return work()
        except (Invalid, Refused, OperationalError) as refusal:
            return refusal
        finally:
            connection.close()

    with ThreadPoolExecutor(len(works)) as pool:
        return list(pool.map(run, works))
