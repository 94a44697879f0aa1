"""The pages of a thread, each read once for everybody and handed to each reader through the third door."""

from __future__ import annotations

from portal.comments.models import FIRST_REPLIES, Comment
from portal.comments.rows import Row, let_through
from portal.contributions.kinds import kind_of
from portal.contributions.models import Contribution
from portal.lib.guestpages import area_of
from portal.lib.kept import Stamps, kept
from portal.reactions.kinds import area_of as area_of_feelings
from shows.spoilers import Viewpoint

ROOTS = 20
PAGE = ROOTS * (1 + FIRST_REPLIES) + 1
# Room for what waits for a moderator and is there for its authors alone, and for a branch that is cut.
SPARE = 9
MOST = (ROOTS + 1 + SPARE + 1) * (1 + FIRST_REPLIES)


def page_rows(subject: Contribution, viewpoint: Viewpoint, order: str, after: str, stamps: Stamps) -> list[Row] | None:
    """Enough rows of a thread for one of its pages; None where too much of it waits for moderators.

    Args:
        subject: the post or photo, found through a door.
        viewpoint: the reader's.
        order: one of `ORDERS`.
        after: the cursor of the page before; empty for the first page.
        stamps: of this request.
    """

    def read() -> list[Row] | None:
        return Comment.objects.rows_behind_the_door(subject, order=order, after=after, most=MOST)

    areas = area_of(kind_of(subject).safe_url(subject)), area_of_feelings(subject.public_id)
    rows = kept(("thread", subject.pk, order, after), read, *areas, stamps=stamps)
    if rows is None:
        return None
    found = let_through(rows, viewpoint)
    return None if len(rows) - len(found) > SPARE else found
