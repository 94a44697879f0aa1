"""The character graph by API."""

from __future__ import annotations

from drf_spectacular.utils import OpenApiParameter, extend_schema
from rest_framework.request import Request
from rest_framework.response import Response

from portal.cast.graphs.reading import LATEST, RECAST, graph_of
from portal.cast.graphs.serializers import GraphOut
from portal.cast.graphs.tables import as_json
from portal.cast.queries import known_character
from portal.lib.api.schema import THROUGH
from portal.lib.api.views import ApiView

RANGE = OpenApiParameter("range", str, description=f"`{RECAST}`, `{LATEST}`; all episodes for everything else")


class OneGraph(ApiView):
    """How the audience felt about a character."""

    @extend_schema(parameters=[THROUGH, RANGE], responses=GraphOut, operation_id="graph_read")
    def get(self, request: Request, show: str, character: str) -> Response:
        """Approval by episode, who held the part, what happened and the TRP, up to your episode."""
        found = known_character(request.viewpoint, show, character)
        return Response(as_json(graph_of(found, request.viewpoint, request.query_params.get("range", ""))))
