"""Drafts of comments by API: the same action and sentences as the page."""

from __future__ import annotations

from django.http import Http404
from django.utils import timezone
from drf_spectacular.utils import OpenApiParameter, OpenApiResponse, extend_schema, inline_serializer
from rest_framework.request import Request
from rest_framework.response import Response

from portal.comments.answering import find_parent, find_subject
from portal.comments.drafting import begun_by, discard, draft_in, save, words_typed
from portal.comments.models import CommentDraft
from portal.comments.serializers import CommentDraftIn, CommentDraftOut
from portal.contributions.policies import can_draft
from portal.contributions.typed import Hand
from portal.lib.api.problems import ProblemOut
from portal.lib.api.views import ApiView, read
from portal.lib.verdicts import require

PARENT = OpenApiParameter("parent", str, description="The comment you answer; left out, none")
DRAFTS = inline_serializer("CommentDraftList", {"results": CommentDraftOut(many=True)})
REFUSED = OpenApiResponse(ProblemOut, "Somebody saved a newer version, or posted it")


class CommentDrafts(ApiView):
    """Your drafts of comments."""

    @extend_schema(responses=DRAFTS, operation_id="comment_drafts_list")
    def get(self, request: Request) -> Response:
        """What you have begun to say, the latest first; at most fifty. Of a thread that is gone `subject` is null."""
        require(can_draft(request.user))
        rows = []
        for begun in begun_by(request.user, request.viewpoint):
            row = CommentDraftOut(begun.draft).data
            rows.append(row if begun.address else {**row, "subject": None, "parent": None})
        return Response({"results": rows})


class OneCommentDraft(ApiView):
    """Your draft in one thread. Saving has an allowance of its own."""

    bucket = "draft"

    @extend_schema(parameters=[PARENT], responses=CommentDraftOut, operation_id="comment_drafts_read")
    def get(self, request: Request, public_id: str) -> Response:
        """What you have typed there."""
        return Response(CommentDraftOut(self.find(request, public_id)).data)

    @extend_schema(
        parameters=[PARENT],
        request=CommentDraftIn,
        responses={200: CommentDraftOut, 204: None, 409: REFUSED},
        operation_id="comment_drafts_save",
    )
    def put(self, request: Request, public_id: str) -> Response:
        """Keep words there, in the place of the version you had; without words it goes."""
        require(can_draft(request.user))
        subject = find_subject(request.viewpoint, public_id)
        said = read(CommentDraftIn, request)
        hand = Hand(said["version"], said["writer"])
        parent = find_parent(subject, request.viewpoint, self.answered(request))
        kept = save(subject, parent, words_typed(said), by=request.user, at=timezone.now(), hand=hand)
        return Response(CommentDraftOut(kept).data) if kept else Response(status=204)

    @extend_schema(parameters=[PARENT], request=None, responses={204: None}, operation_id="comment_drafts_discard")
    def delete(self, request: Request, public_id: str) -> Response:
        """Let it go."""
        discard(self.find(request, public_id), by=request.user)
        return Response(status=204)

    def find(self, request: Request, public_id: str) -> CommentDraft:
        """A draft of the member who asks.

        Raises:
            Http404: where there is none.
        """
        require(can_draft(request.user))
        subject = find_subject(request.viewpoint, public_id)
        found = draft_in(subject, find_parent(subject, request.viewpoint, self.answered(request)), request.user)
        if found is None:
            raise Http404
        return found

    def answered(self, request: Request) -> str:
        """The comment that is answered, as the address says."""
        return request.query_params.get("parent", "")
