"""What the worker does for the index."""

from __future__ import annotations

from portal.outbox.registry import handler
from portal.search.actions import INDEX, REFILL, go_on_refilling
from portal.search.actions import index as index_rows
from portal.search.sources import source_called

LEASE_SECONDS = 60


@handler(INDEX, lease=LEASE_SECONDS)
def index(*, source: str, keys: list[int]) -> None:
    """Read rows again."""
    found = source_called(source)
    if found is not None:
        index_rows(found, keys)


@handler(REFILL, lease=LEASE_SECONDS)
def refill(*, source: str, after: int) -> None:
    """One step of reading everything again; the next is asked for in the same transaction."""
    go_on_refilling(source, after)
