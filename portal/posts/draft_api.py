"""Drafts by API: the same action and sentences as the page."""

from __future__ import annotations

from django.shortcuts import get_object_or_404
from django.utils import timezone
from drf_spectacular.utils import OpenApiResponse, extend_schema, inline_serializer
from rest_framework import serializers
from rest_framework.exceptions import NotAuthenticated
from rest_framework.request import Request
from rest_framework.response import Response

from portal.contributions.policies import can_draft
from portal.contributions.typed import Hand
from portal.lib.api.problems import ProblemOut
from portal.lib.api.schema import AFTER
from portal.lib.api.views import ApiView, page_response, read
from portal.lib.verdicts import require
from portal.posts.drafting import discard, drafts_of, save, words_typed
from portal.posts.models import Draft
from portal.posts.serializers import DraftIn, DraftOut

DRAFTS = inline_serializer(
    "DraftPage", {"results": DraftOut(many=True), "next": serializers.CharField(allow_null=True)}
)


class Drafts(ApiView):
    """Your drafts."""

    @extend_schema(parameters=[AFTER], responses=DRAFTS, operation_id="drafts_list")
    def get(self, request: Request) -> Response:
        """What you have begun, the latest first."""
        require(can_draft(request.user))
        page = drafts_of(request.user, request.query_params.get("after", ""))
        return page_response(page, DraftOut(page.rows, many=True).data)


class OneDraft(ApiView):
    """One draft of yours, by the key that its post will have. Saving has an allowance of its own."""

    bucket = "draft"

    @extend_schema(responses=DraftOut, operation_id="drafts_read")
    def get(self, request: Request, key: str) -> Response:
        """A draft."""
        return Response(DraftOut(self.find(request, key)).data)

    @extend_schema(
        request=DraftIn,
        responses={200: DraftOut, 409: OpenApiResponse(ProblemOut, "Somebody saved a newer version, or posted it")},
        operation_id="drafts_save",
    )
    def put(self, request: Request, key: str) -> Response:
        """Keep words under a key, in the place of the version you had."""
        require(can_draft(request.user))
        said = read(DraftIn, request)
        hand = Hand(said["version"], said["writer"])
        kept = save(key, words_typed(said), by=request.user, at=timezone.now(), hand=hand)
        return Response(DraftOut(kept).data)

    @extend_schema(request=None, responses={204: None}, operation_id="drafts_discard")
    def delete(self, request: Request, key: str) -> Response:
        """Let it go."""
        discard(self.find(request, key), by=request.user)
        return Response(status=204)

    def find(self, request: Request, key: str) -> Draft:
        """A draft of the member who asks.

        Raises:
            NotAuthenticated: to programs without a member.
        """
        if not request.user.is_authenticated:
            raise NotAuthenticated
        found: Draft = get_object_or_404(Draft.objects.of(request.user), key=key)
        return found
