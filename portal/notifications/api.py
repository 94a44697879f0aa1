"""Alerts by API."""

from __future__ import annotations

from django.utils import timezone
from drf_spectacular.utils import OpenApiParameter, extend_schema
from rest_framework.request import Request
from rest_framework.response import Response

from portal.contributions.policies import has_seat
from portal.lib.api.schema import AFTER
from portal.lib.api.views import ApiView, page_response
from portal.lib.verdicts import require
from portal.notifications.actions import mark_all_read
from portal.notifications.queries import alerts
from portal.notifications.serializers import AlertOut, ReadOut
from shows.api import page_of

OF = OpenApiParameter("of", str, description="A sort, as in `me/notifications/`, for alerts of it alone")


class Alerts(ApiView):
    """What you were told."""

    @extend_schema(parameters=[AFTER, OF], responses=page_of("Alert", AlertOut), operation_id="notifications_list")
    def get(self, request: Request) -> Response:
        """Your alerts, newest first; nothing in them is past your horizon."""
        require(has_seat(request.user))
        asked = request.query_params
        page = alerts(request.viewpoint, asked.get("after", ""), of=asked.get("of", ""))
        return page_response(page, AlertOut(page.rows, many=True).data)


class Read(ApiView):
    """Having looked."""

    @extend_schema(request=None, responses=ReadOut, operation_id="notifications_read")
    def post(self, request: Request) -> Response:
        """Mark all of them read."""
        require(has_seat(request.user))
        return Response({"read": mark_all_read(request.viewpoint, at=timezone.now())})
