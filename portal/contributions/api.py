"""Lifting a veil and keeping things, by API."""

from __future__ import annotations

from django.shortcuts import get_object_or_404
from django.utils import timezone
from drf_spectacular.utils import OpenApiParameter, OpenApiResponse, extend_schema
from rest_framework.exceptions import NotAuthenticated
from rest_framework.request import Request
from rest_framework.response import Response

from portal.contributions.lifting import bookmark, let_go, lift, put_back
from portal.contributions.marks import marks_on
from portal.contributions.models import Contribution
from portal.contributions.policies import has_seat
from portal.contributions.queries import bookmarked
from portal.contributions.serializers import ContributionOut, LiftIn, gated_page, present
from portal.lib.api.problems import ProblemOut
from portal.lib.api.schema import AFTER
from portal.lib.api.views import ApiView, page_response
from portal.lib.verdicts import require

PART = OpenApiParameter("part", str, description="Of `parts`; left out, the whole")


class Lifts(ApiView):
    """One veil."""

    @extend_schema(
        request=LiftIn,
        responses={204: None, 409: OpenApiResponse(ProblemOut, "It names a later episode than you saw")},
        operation_id="lift",
    )
    def post(self, request: Request, public_id: str) -> Response:
        """Open it, for you, until you put it back; then read it at its own address."""
        found = self.find(request, public_id)
        said = LiftIn(data=request.data)
        said.is_valid(raise_exception=True)
        lift(found, by=request.user, seen=said.validated_data["reveals"], part=said.validated_data["part"])
        return Response(status=204)

    @extend_schema(parameters=[PART], request=None, responses={204: None}, operation_id="put_back")
    def delete(self, request: Request, public_id: str) -> Response:
        """Cover it again."""
        put_back(self.find(request, public_id), by=request.user, part=request.query_params.get("part", ""))
        return Response(status=204)

    def find(self, request: Request, public_id: str) -> Contribution:
        """The thing itself."""
        return find(request, public_id)


class MyBookmark(ApiView):
    """Your bookmark on something."""

    @extend_schema(request=None, responses={204: None}, operation_id="bookmarks_put")
    def put(self, request: Request, public_id: str) -> Response:
        """Keep it, to find it again; kept already is as good."""
        bookmark(find(request, public_id), by=request.user, at=timezone.now())
        return Response(status=204)

    @extend_schema(request=None, responses={204: None}, operation_id="bookmarks_delete")
    def delete(self, request: Request, public_id: str) -> Response:
        """Keep it no longer; gone already is as good."""
        let_go(find(request, public_id), by=request.user)
        return Response(status=204)


class Bookmarks(ApiView):
    """What you keep."""

    @extend_schema(parameters=[AFTER], responses=gated_page(ContributionOut), operation_id="bookmarks_list")
    def get(self, request: Request) -> Response:
        """Your bookmarks, what you kept last first: past your horizon stands a veil, and what is gone is not there."""
        require(has_seat(request.user))
        viewpoint = request.viewpoint.itself
        page = bookmarked(viewpoint, request.query_params.get("after", ""))
        context = {"viewpoint": viewpoint, "marks": marks_on(page.rows, viewpoint)}
        return page_response(page, [present(row, ContributionOut, context) for row in page.rows])


def find(request: Request, public_id: str) -> Contribution:
    """The thing itself.

    Raises:
        NotAuthenticated: to programs without a member.
    """
    if not request.user.is_authenticated:
        raise NotAuthenticated
    found: Contribution = get_object_or_404(Contribution.objects.visible_to(request.viewpoint), public_id=public_id)
    return found
