"""How far a member has read a thread, as their seat carries it: a short word, so that hundreds of them weigh little."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import Any, NamedTuple

from portal.contributions.marks import READ
from shows.spoilers import Viewpoint


class Visit(NamedTuple):
    """The last visit that found something new.

    Args:
        seen: the newest comment (its id) that stood there then.
        up: how many comments were up.
        at: when it was, in seconds since 1970.
        before: the newest one they had seen before it; what is newer is new for as long as the visit lasts.
        before_at: when that was.
    """

    seen: int
    up: int
    at: int
    before: int
    before_at: int

    def packed(self) -> str:
        """As a word."""
        return ".".join(f"{number:x}" for number in self)

    @property
    def moment(self) -> datetime:
        """When it was."""
        return datetime.fromtimestamp(self.at, UTC)


def unpacked(word: str) -> Visit:
    """The visit that a word of `packed` says."""
    return Visit(*(int(number, 16) for number in word.split(".")))


def visit_to(subject: Any, viewpoint: Viewpoint) -> Visit | None:
    """A reader's last visit to the thread of something; None for a guest, or where they have never been."""
    word = viewpoint.marks.get(READ, {}).get(subject.pk)
    return unpacked(word) if word else None


def has_grown(entry: Any, viewpoint: Viewpoint) -> bool:
    """Whether more comments are up below something than when the reader was there last; how many of them they may
    read is asked on its page."""
    visit = visit_to(entry, viewpoint)
    return visit is not None and entry.comment_count > visit.up
