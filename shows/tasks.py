"""What can be found follows the catalogue."""

from __future__ import annotations

from typing import Any

from portal.outbox.registry import on
from portal.search.actions import index
from shows.findable import EPISODES, SHOWS

OURS = {"show": SHOWS, "episode": EPISODES}


@on("shows.entry_stored", when=lambda stored: stored["kind"] in OURS)
def find_shows_and_episodes(*, kind: str, pk: int, **_more: Any) -> None:
    """A show or episode as it is now."""
    index(OURS[kind], [pk])
