"""The map by API."""

from __future__ import annotations

from django.shortcuts import get_object_or_404
from drf_spectacular.utils import OpenApiParameter, extend_schema
from rest_framework.request import Request
from rest_framework.response import Response

from portal.cast.maps.serializers import MapOut, told_map
from portal.cast.maps.story import Act, story_of
from portal.lib.api.schema import THROUGH
from portal.lib.api.views import ApiView, asked_episode
from shows.models import Show

AT = OpenApiParameter("at", int, description="As of this episode, never past your own horizon")


class Map(ApiView):
    """Who is who to whom."""

    @extend_schema(parameters=[THROUGH, AT], responses=MapOut, operation_id="map_read")
    def get(self, request: Request, show: str) -> Response:
        """Everybody you may know, where they stand on the map, and what ties them, at the end of your episode."""
        found, inner = get_object_or_404(Show, slug=show), request._request
        horizon = request.viewpoint.horizon(found.pk)
        at = min(asked_episode(request, "at", horizon), horizon)
        return Response(told_map(Act(story_of(found, inner.stamps), at), at))
