"""How many requests were answered, with what and how quickly: numbers in memory that all web processes share.

The processes are forks of one loaded portal, so a piece of memory made before the fork belongs to all of them: no file
that a full disk could tear, no server to ask. Each process writes in a part of its own and all are added when somebody
asks, so no process waits for another, nor for one that was killed while it wrote. Restarting the portal begins anew.
"""

import mmap
import os
from collections.abc import Iterator
from dataclasses import dataclass
from threading import Lock

CLASSES = ("page", "api", "account", "admin", "desk", "feed", "media", "static", "probe")
FIRST_STATUS, STATUSES = 100, 500
BOUNDS = (0.025, 0.05, 0.1, 0.25, 0.5, 1.0, 2.5, 5.0)  # seconds; what took longer counts beyond the last
WIDTH = STATUSES + len(BOUNDS) + 2  # by status, by time, and the microseconds together
PARTS = 64  # more processes than that alive at once would share parts, and lose a count now and then
BY_FIRST_WORD = {
    "api": "api", "accounts": "account", "_allauth": "account", "admin": "admin", "moderation": "desk",
    "curation": "desk", "feeds": "feed", "sitemap": "feed", "sitemap.xml": "feed", "robots.txt": "feed",
    "oembed": "feed", "media": "media", "static": "static", "healthz": "probe", "readyz": "probe", "metrics": "probe",
}  # fmt: skip


@dataclass(frozen=True)
class Served:
    """What was answered in one class of addresses.

    Args:
        name: of the class.
        statuses: how many answers by status.
        buckets: how many took at most so many seconds, by bound; the last has no bound.
        seconds: all of them together.
    """

    name: str
    statuses: dict[int, int]
    buckets: list[tuple[str, int]]
    seconds: float


class Counts:
    """A table of numbers, one row for each process and class."""

    def __init__(self) -> None:
        self._cells = memoryview(mmap.mmap(-1, PARTS * len(CLASSES) * WIDTH * 8)).cast("Q")
        self._lock = Lock()
        self._given = self._mine = 0
        os.register_at_fork(before=self._give, after_in_child=self._take)

    def add(self, name: str, status: int, seconds: float) -> None:
        """Count one answer."""
        row = self._row(self._mine, name)
        slow = sum(seconds > bound for bound in BOUNDS)
        with self._lock:
            self._cells[row + min(max(status - FIRST_STATUS, 0), STATUSES - 1)] += 1
            self._cells[row + STATUSES + slow] += 1
            self._cells[row + WIDTH - 1] += round(seconds * 1_000_000)

    def served(self) -> Iterator[Served]:
        """All processes together, class by class."""
        for name in CLASSES:
            rows = [self._cells[row : row + WIDTH] for row in (self._row(part, name) for part in range(PARTS))]
            used = [row for row in rows if any(row[STATUSES:])]
            cells = [sum(column) for column in zip(*used, strict=True)] or [0] * WIDTH
            yield Served(name, _by_status(cells), _up_to(cells), cells[-1] / 1_000_000)

    def forget(self) -> None:
        """Begin anew."""
        for place in range(len(self._cells)):
            self._cells[place] = 0

    def _row(self, part: int, name: str) -> int:
        return (part * len(CLASSES) + CLASSES.index(name)) * WIDTH

    def _give(self) -> None:
        self._given += 1

    def _take(self) -> None:
        self._mine = self._given % PARTS
        self._lock = Lock()  # somebody else may have held it when this process was made


def class_of(path: str) -> str:
    """The class an address is counted in, by its first word: never the address itself."""
    return BY_FIRST_WORD.get(path.lstrip("/").partition("/")[0], "page")


def _by_status(cells: list[int]) -> dict[int, int]:
    return {FIRST_STATUS + place: count for place, count in enumerate(cells[:STATUSES]) if count}


def _up_to(cells: list[int]) -> list[tuple[str, int]]:
    found, total = [], 0
    bounds = [*map(str, BOUNDS), "+Inf"]
    for bound, count in zip(bounds, cells[STATUSES : STATUSES + len(bounds)], strict=True):
        total += count
        found.append((bound, total))
    return found


counts = Counts()
