"""Remember how far a member has read a thread.

A visit is remembered only where it found something new, by one statement that may run twice; so is a prefetch that
passed for one harmless: what was new stays new for as long as a visit lasts.
"""

from __future__ import annotations

from datetime import UTC, datetime

from django.db import transaction

from accounts.models import Member
from portal.comments.fresh import newest
from portal.comments.models import ReadMark
from portal.contributions.marks import READ
from portal.contributions.models import Contribution
from portal.contributions.policies import has_seat
from portal.contributions.visits import Visit, unpacked
from portal.lib.kept import Stamps
from portal.lib.verdicts import require
from shows.seats import mark_seat
from shows.spoilers import Viewpoint

# So many threads are remembered of one member, those they visited last.
MOST_THREADS = 200


@transaction.atomic
def note_visit(subject: Contribution, visit: Visit, *, by: Member, viewpoint: Viewpoint) -> None:
    """Remember a visit to a thread, and forget those of the threads longest not visited.

    Args:
        subject: the post or photo.
        visit: what `fresh` says is to be remembered.
        by: who was there.
        viewpoint: theirs.
    """
    moments = [datetime.fromtimestamp(number, UTC) for number in (visit.at, visit.before_at)]
    mark = ReadMark(
        member=by,
        contribution_id=subject.pk,
        seen=visit.seen,
        count=visit.up,
        read_at=moments[0],
        before=visit.before,
        before_at=moments[1],
    )
    ReadMark.objects.bulk_create(
        [mark],
        update_conflicts=True,
        unique_fields=["member", "contribution"],
        update_fields=["seen", "count", "read_at", "before", "before_at"],
    )
    known = viewpoint.marks.get(READ, {})
    if subject.pk not in known and len(known) >= MOST_THREADS:
        longest_ago = sorted(known, key=lambda thread: unpacked(known[thread]).at)
        ReadMark.objects.filter(member=by, contribution__in=longest_ago[: len(known) - MOST_THREADS + 1]).delete()
    mark_seat(by, READ, subject.pk, visit.packed())


def mark_read(subject: Contribution, *, by: Member, viewpoint: Viewpoint, at: datetime) -> None:
    """Say that one has read all of a thread; twice is as good.

    Args:
        subject: the post or photo, found through a door.
        by: who has.
        viewpoint: theirs.
        at: now.

    Raises:
        Refused: to guests.
    """
    require(has_seat(by))
    top, _rows = newest(subject, viewpoint, Stamps())
    now = int(at.timestamp())
    note_visit(subject, Visit(top, subject.comment_count, now, top, now), by=by, viewpoint=viewpoint)
