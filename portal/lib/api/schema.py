"""The OpenAPI description: every answer a view can give is in it."""

from __future__ import annotations

from typing import Any, Literal

from drf_spectacular.openapi import AutoSchema
from drf_spectacular.utils import OpenApiParameter, OpenApiResponse, OpenApiTypes

from portal.lib.api.problems import MEDIA_TYPE, ProblemOut
from portal.lib.api.since import SINCE
from portal.lib.api.views import SAFE
from portal.lib.keys import HEADER

AFTER = OpenApiParameter("after", str, description="The `next` of the page before")
THROUGH = OpenApiParameter(
    "through",
    {"type": "integer", "minimum": 0, "maximum": 999_999},
    description="Read as of this episode of each show; never past your own horizon",
)
KEY = OpenApiParameter(
    HEADER,
    OpenApiTypes.STR,
    OpenApiParameter.HEADER,
    description="A retry with the same key makes nothing new; another request with it is a 422 (`key_reused`)",
)
ALWAYS = (401, 403, 406, 429)


class ProblemSchema(AutoSchema):
    """Adds the problems that every view shares."""

    def _get_response_bodies(self, direction: Literal["request", "response"] = "response") -> Any:
        bodies = super()._get_response_bodies(direction)
        for code, body in bodies.items():
            if code >= "400" and "content" in body:  # a problem, whatever a view says of it
                body["content"] = {MEDIA_TYPE: next(iter(body["content"].values()))}
        for status in self._shared_statuses():
            bodies.setdefault(str(status), self._problem(status))
        return bodies

    def _shared_statuses(self) -> list[int]:
        statuses = list(ALWAYS)
        if "{" in self.path:
            statuses.append(404)
        if self.method not in SAFE:
            statuses += [400, 404, 413, 415, 422]
        elif any(one in self.get_override_parameters() for one in (THROUGH, SINCE)):
            statuses.append(422)
        return statuses

    def get_auth(self) -> list[dict[str, list[str]]]:
        """Guests read too; where they may not, the answer is a 401 all the same."""
        ways: list[dict[str, list[str]]] = super().get_auth()
        return [*ways, {}] if self.method in SAFE or getattr(self.view, "for_guests", False) else ways

    def _problem(self, status: int) -> Any:
        return self._get_response_for_code(OpenApiResponse(ProblemOut), str(status), media_types=[MEDIA_TYPE])
