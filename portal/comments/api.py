"""Threads by API: the same policies, actions and words as the pages."""

from __future__ import annotations

from typing import Any

from django.shortcuts import get_object_or_404
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from drf_spectacular.utils import extend_schema
from rest_framework.request import Request
from rest_framework.response import Response

from portal.comments import actions
from portal.comments.forms import PARENT_GONE
from portal.comments.models import Comment
from portal.comments.policies import can_comment
from portal.comments.queries import tree_page
from portal.comments.serializers import (
    CommentEditIn,
    CommentIn,
    CommentOut,
    TombstoneOut,
    VeiledCommentOut,
    place,
    talked_about,
)
from portal.contributions.actions import withdraw
from portal.contributions.marks import marks_on
from portal.contributions.models import Contribution
from portal.contributions.policies import can_edit
from portal.contributions.serializers import check_words, gated, gated_page
from portal.lib.api.schema import AFTER, KEY, THROUGH
from portal.lib.api.views import ApiView, idempotency_key, page_response
from portal.lib.verdicts import Invalid, Refused, no, require

COMMENTS_A_PAGE = 50
VEILED = no(_("This is under a veil, and its thread with it. Lift it first."), "veiled")


class Comments(ApiView):
    """The thread of a post or photo."""

    @extend_schema(
        parameters=[AFTER, THROUGH],
        responses=gated_page(CommentOut, VeiledCommentOut, TombstoneOut),
        operation_id="comments_list",
    )
    def get(self, request: Request, public_id: str) -> Response:
        """The whole thread in tree order; what you may not see keeps its place."""
        viewpoint = request.viewpoint
        subject = find_subject(request, public_id)
        if viewpoint.covers(subject):
            raise Refused(VEILED)
        page = tree_page(subject, viewpoint, request.query_params.get("after", ""), size=COMMENTS_A_PAGE)
        marks = marks_on(page.rows, viewpoint)
        return page_response(page, [place(row, viewpoint, marks) for row in page.rows])

    @extend_schema(parameters=[KEY], request=CommentIn, responses={201: CommentOut}, operation_id="comments_create")
    def post(self, request: Request, public_id: str) -> Response:
        """Say something, or answer a comment; a newcomer's first ones wait for a moderator."""
        subject = find_subject(request, public_id)
        require(can_comment(request.user, subject))
        key = idempotency_key(request)
        form = CommentIn(data=request.data)
        form.is_valid(raise_exception=True)
        said = dict(form.validated_data)
        said["parent"] = find_parent(request, subject, said["parent"])
        said["reveals"] = talked_about(said, subject, said["parent"], request.viewpoint)
        check_words(said, subject.show_id, request.viewpoint, "body")
        comment = actions.post(subject, by=request.user, at=timezone.now(), key=key, **said)
        return Response(CommentOut(comment, context={"viewpoint": request.viewpoint}).data, status=201)


class OneComment(ApiView):
    """One comment."""

    @extend_schema(
        parameters=[THROUGH],
        responses=gated(CommentOut, VeiledCommentOut, TombstoneOut),
        operation_id="comments_read",
    )
    def get(self, request: Request, public_id: str) -> Response:
        """A comment, or the veil over it."""
        return Response(place(find(request, public_id), request.viewpoint, asked=True))

    @extend_schema(request=CommentEditIn, responses={200: CommentOut, 202: CommentOut}, operation_id="comments_edit")
    def put(self, request: Request, public_id: str) -> Response:
        """New words; 202 where they wait for a moderator and the earlier ones stand."""
        comment = find(request, public_id)
        require(can_edit(request.user, comment))
        form = CommentEditIn(data=request.data)
        form.is_valid(raise_exception=True)
        said = dict(form.validated_data)
        said["reveals"] = talked_about(said, comment.subject, comment.parent, request.viewpoint)
        check_words(said, comment.show_id, request.viewpoint, "body")
        waiting = actions.edit(comment, by=request.user, at=timezone.now(), **said)
        data = CommentOut(comment, context={"viewpoint": request.viewpoint}).data
        return Response(data, status=202 if waiting else 200)

    @extend_schema(request=None, responses={204: None}, operation_id="comments_withdraw")
    def delete(self, request: Request, public_id: str) -> Response:
        """Take your own comment back; its place in the thread stays."""
        withdraw(find(request, public_id), by=request.user, at=timezone.now())
        return Response(status=204)


def find(request: Request, public_id: str) -> Comment:
    """A comment the reader may reach."""
    rows = Comment.objects.visible_to(request.viewpoint).select_related("author", "subject", "show", "parent")
    found: Comment = get_object_or_404(rows, public_id=public_id)
    return found


def find_subject(request: Request, public_id: str) -> Any:
    """The post or photo the thread belongs to."""
    return get_object_or_404(Contribution.objects.visible_to(request.viewpoint), public_id=public_id)


def find_parent(request: Request, subject: Contribution, public_id: str | None) -> Comment | None:
    """The comment of this thread that is answered.

    Raises:
        Invalid: when it is not there any more.
    """
    if public_id is None:
        return None
    rows = Comment.objects.visible_to(request.viewpoint).filter(subject=subject.pk)
    found: Comment | None = rows.filter(public_id=public_id).first()
    if found is None:
        raise Invalid("parent", PARENT_GONE, "parent_gone")
    return found
