"""What is new in a thread since its reader was there last.

The newest comments of a thread are read once for everybody and kept, like its pages; how far a member has read comes
with their seat. So a page asks nothing for it, and each reader counts only what passes their gate.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta
from functools import partial
from typing import Any

from portal.comments.models import Comment
from portal.comments.rows import Latest, hearable
from portal.contributions.kinds import kind_of
from portal.contributions.models import Contribution
from portal.contributions.visits import Visit, visit_to
from portal.lib.guestpages import area_of
from portal.lib.kept import Stamps, kept
from shows.spoilers import Viewpoint

# As long as this a reader who comes again is still there, and what was new stays new.
A_VISIT = timedelta(minutes=30)
MOST = 100


@dataclass(frozen=True)
class Fresh:
    """What is new for one reader.

    Args:
        since: when they were here before; None for a guest, and on a first visit.
        newer_than: the newest comment (its id) they had seen then.
        rows: the new ones they may read, the newest first, at most a hundred.
        visit: what is to be remembered of this visit; None where nothing has to be.
    """

    since: datetime | None = None
    newer_than: int = 0
    rows: tuple[Latest, ...] = ()
    visit: Visit | None = None

    @property
    def first(self) -> str:
        """The public id of the first new one; empty where there is none."""
        return self.rows[-1].public_id if self.rows else ""

    def has(self, thing: Any, viewpoint: Viewpoint) -> bool:
        """Whether something of the thread that the reader may read is new to them."""
        return self.since is not None and thing.pk > self.newer_than and thing.author_id != viewpoint.member_id


def fresh(subject: Contribution, viewpoint: Viewpoint, *, at: datetime, stamps: Stamps | None = None) -> Fresh:
    """What is new in a thread for a reader, and what is to be remembered of this visit.

    Args:
        subject: the post or photo, read through the gate.
        viewpoint: the reader's.
        at: now.
        stamps: of this request.
    """
    if viewpoint.member_id is None:
        return Fresh()
    top, latest = newest(subject, viewpoint, stamps or Stamps())
    last = visit_to(subject, viewpoint)
    now = int(at.timestamp())
    if last is None:
        return Fresh(visit=Visit(top, subject.comment_count, now, top, now) if top else None)
    there = at - last.moment < A_VISIT
    before, before_at = (last.before, last.before_at) if there else (last.seen, last.at)
    visit = Visit(top, subject.comment_count, now, before, before_at) if top > last.seen else None
    rows = tuple(row for row in latest if row.pk > before)
    return Fresh(datetime.fromtimestamp(before_at, at.tzinfo), before, rows, visit)


def newest(subject: Contribution, viewpoint: Viewpoint, stamps: Stamps) -> tuple[int, list[Latest]]:
    """The id of the newest comment that is up in a thread (0 for none), and of the newest hundred those that a reader
    may count as new."""
    area = area_of(kind_of(subject).safe_url(subject))
    read = partial(Comment.objects.latest_behind_the_door, subject, MOST)
    rows = kept(("latest", subject.pk), read, area, stamps=stamps)
    return rows[0].pk if rows else 0, hearable(rows, viewpoint)
