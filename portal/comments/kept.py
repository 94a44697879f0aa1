"""The pages of a thread, each read once for everybody and handed to each reader through the third door."""

from __future__ import annotations

from portal.comments.models import FIRST_REPLIES, Comment, Row, let_through
from portal.contributions.kinds import kind_of
from portal.contributions.models import Contribution
from portal.lib.guestpages import area_of
from portal.lib.kept import Stamps, kept
from portal.reactions.kinds import area_of as area_of_feelings
from shows.spoilers import Viewpoint

ROOTS = 20
PAGE = ROOTS * (1 + FIRST_REPLIES) + 1
# Room for what waits for a moderator and is there for its authors alone.
MOST = PAGE + 40


def page_rows(subject: Contribution, viewpoint: Viewpoint, after: str, stamps: Stamps) -> list[Row] | None:
    """Enough rows of a thread for one of its pages; None where too much of it waits for moderators.

    Args:
        subject: the post or photo, found through a door.
        viewpoint: the reader's.
        after: public id of the root the page before ended with; empty for the first page.
        stamps: of this request.
    """

    def read() -> list[Row] | None:
        return Comment.objects.rows_behind_the_door(subject, after=after, most=MOST)

    areas = area_of(kind_of(subject).safe_url(subject)), area_of_feelings(subject.public_id)
    rows = kept(("thread", subject.pk, after), read, *areas, stamps=stamps)
    if rows is None:
        return None
    found = let_through(rows, viewpoint)
    return None if len(rows) == MOST and len(found) < PAGE else found
