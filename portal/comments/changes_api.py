"""What has changed of all comments, by API."""

from __future__ import annotations

from datetime import UTC, datetime

from drf_spectacular.utils import extend_schema
from rest_framework.request import Request
from rest_framework.response import Response

from portal.comments.models import Comment
from portal.comments.serializers import CommentOut
from portal.contributions.changes import changed_page
from portal.contributions.marks import marks_on
from portal.contributions.serializers import VeilOut, present
from portal.lib.api.schema import AFTER, THROUGH
from portal.lib.api.since import SINCE, asked_since, changes_response, changing_page
from portal.lib.api.views import ApiView
from portal.lib.keyset import FIRST_YEAR, Page
from shows.spoilers import Viewpoint

COMMENTS_A_PAGE = 50


class Changes(ApiView):
    """Comments on everything."""

    @extend_schema(
        parameters=[AFTER, THROUGH, SINCE],
        responses=changing_page("ChangedComment", CommentOut, VeilOut),
        operation_id="comments_changed",
    )
    def get(self, request: Request) -> Response:
        """All comments in the order in which they last changed, the earliest first; past your horizon stands a veil."""
        viewpoint, since = request.viewpoint, asked_since(request) or datetime(FIRST_YEAR, 1, 1, tzinfo=UTC)
        page = changed_comments(viewpoint, since, request.query_params.get("after", ""))
        context = {"viewpoint": viewpoint, "marks": marks_on(page.rows, viewpoint)}
        return changes_response(page, [present(row, CommentOut, context) for row in page.rows])


def changed_comments(viewpoint: Viewpoint, since: datetime, cursor: str) -> Page:
    """A page of the comments that have changed since a moment."""
    rows = Comment.objects.changed_for(viewpoint).filter(kind="comment").select_related("subject", "show", "parent")
    return changed_page(rows, viewpoint, since, cursor, size=COMMENTS_A_PAGE)
