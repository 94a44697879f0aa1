"""Whom you can call by name, by API: the same question as beside a text."""

from __future__ import annotations

from typing import Any

from drf_spectacular.utils import OpenApiParameter, extend_schema, inline_serializer
from rest_framework import serializers
from rest_framework.exceptions import NotAuthenticated
from rest_framework.request import Request
from rest_framework.response import Response

from accounts.calling import ASKED_A_MINUTE, TOO_OFTEN, fans_called, handles_in
from accounts.models import Member
from portal.lib.api.views import ApiView

TYPED = OpenApiParameter("q", str, description="How a handle or a name begins, in either script")
NEAR = OpenApiParameter("near", str, description="Handles with commas between; they come first")


class FanOut(serializers.Serializer[Any]):
    """Somebody you can call."""

    handle = serializers.CharField()
    name = serializers.CharField(help_text="The name they tell members; may be empty")


class Fans(ApiView):
    """Fans by how they are called."""

    @extend_schema(
        parameters=[TYPED, NEAR],
        responses=inline_serializer("FanList", {"results": FanOut(many=True)}),
        operation_id="members_called",
    )
    def get(self, request: Request) -> Response:
        """At most eight whose handle or name begins so; without `q` nobody.

        Raises:
            NotAuthenticated: to programs without a member.
        """
        if not isinstance(request.user, Member):
            raise NotAuthenticated
        self.count("calling", ASKED_A_MINUTE, 60, TOO_OFTEN)
        asked = request.query_params
        near = handles_in(asked.get("near", ""))
        fans = fans_called(asked.get("q", ""), request.user, unheard=request.viewpoint.blocked, near=near)
        return Response({"results": FanOut(fans, many=True).data})
