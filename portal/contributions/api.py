"""Lifting a veil by API."""

from __future__ import annotations

from django.shortcuts import get_object_or_404
from drf_spectacular.utils import OpenApiParameter, OpenApiResponse, extend_schema
from rest_framework.exceptions import NotAuthenticated
from rest_framework.request import Request
from rest_framework.response import Response

from portal.contributions.actions import lift, put_back
from portal.contributions.models import Contribution
from portal.contributions.serializers import LiftIn
from portal.lib.api.problems import ProblemOut
from portal.lib.api.views import ApiView

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
        """The thing itself.

        Raises:
            NotAuthenticated: to programs without a member.
        """
        if not request.user.is_authenticated:
            raise NotAuthenticated
        found: Contribution = get_object_or_404(Contribution.objects.visible_to(request.viewpoint), public_id=public_id)
        return found
