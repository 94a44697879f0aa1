"""Threads by API: the same policies, actions and words as the pages."""

from __future__ import annotations

from collections.abc import Mapping

from django.shortcuts import get_object_or_404
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from drf_spectacular.utils import OpenApiParameter, extend_schema
from rest_framework.request import Request
from rest_framework.response import Response

from portal.comments import actions
from portal.comments.answering import find_parent, find_subject
from portal.comments.fresh import fresh
from portal.comments.models import Comment
from portal.comments.orders import orders_for
from portal.comments.policies import can_comment
from portal.comments.queries import ordered_page, revealed_above, tree_page
from portal.comments.rows import OLD, ORDERS
from portal.comments.serializers import (
    CommentEditIn,
    CommentIn,
    CommentOut,
    CommentPageOut,
    TombstoneOut,
    VeiledCommentOut,
    place,
    talked_about,
)
from portal.contributions.actions import withdraw
from portal.contributions.marks import marks_on
from portal.contributions.models import Contribution
from portal.contributions.policies import can_edit
from portal.contributions.serializers import check_words, gated
from portal.contributions.typed import Hand
from portal.lib.api.schema import AFTER, KEY, THROUGH
from portal.lib.api.views import ApiView, idempotency_key, page_response
from portal.lib.keyset import Page
from portal.lib.verdicts import Invalid, Refused, no, require
from shows.spoilers import Viewpoint

COMMENTS_A_PAGE = 50
SORT = OpenApiParameter(
    "sort",
    str,
    enum=ORDERS,
    description="Left out, the whole tree, oldest first. `new` and `best` answer twenty branches a page, of each its "
    "root and the first three replies; `under` reads the rest. `best` is for those who have watched what the thread is "
    "about",
)
UNDER = OpenApiParameter("under", str, description="A comment's id: only that and what hangs below it, in tree order")
VEILED = no(_("This is under a veil, and its thread with it. Lift it first."), "veiled")


class Comments(ApiView):
    """The thread of a post or photo."""

    @extend_schema(
        parameters=[AFTER, THROUGH, SORT, UNDER],
        responses=CommentPageOut,
        operation_id="comments_list",
    )
    def get(self, request: Request, public_id: str) -> Response:
        """The whole thread in tree order, or twenty branches a page; what you may not see keeps its place."""
        viewpoint = request.viewpoint
        subject = find_subject(request.viewpoint, public_id)
        if viewpoint.covers(subject):
            raise Refused(VEILED)
        page = find_page(subject, viewpoint, request.query_params)
        marks = marks_on(page.rows, viewpoint)
        found = fresh(subject, viewpoint, at=timezone.now())
        answer = page_response(page, [place(row, viewpoint, marks, found) for row in page.rows])
        answer.data["last_read_at"] = found.since
        return answer

    @extend_schema(parameters=[KEY], request=CommentIn, responses={201: CommentOut}, operation_id="comments_create")
    def post(self, request: Request, public_id: str) -> Response:
        """Say something, or answer a comment; a newcomer's first ones wait for a moderator."""
        subject = find_subject(request.viewpoint, public_id)
        require(can_comment(request.user, subject))
        key = idempotency_key(request)
        form = CommentIn(data=request.data)
        form.is_valid(raise_exception=True)
        said = dict(form.validated_data)
        said["parent"] = find_parent(subject, request.viewpoint, said["parent"])
        said["reveals"] = talked_about(said, subject, said["parent"], request.viewpoint)
        check_words(said, subject.show_id, request.viewpoint, "body", above=revealed_above(subject, said["parent"]))
        version = said.pop("draft_version")
        said["drafted"] = None if version is None else Hand(version)
        comment = actions.post(subject, by=request.user, at=timezone.now(), key=key, **said)
        return Response(CommentOut(comment, context={"viewpoint": request.viewpoint}).data, status=201)


def find_page(subject: Contribution, viewpoint: Viewpoint, asked: Mapping[str, str]) -> Page:
    """The page of a thread that a query asks for.

    Raises:
        Invalid: when it asks for an order that is none, or that this reader may not have.
    """
    order, under = asked.get("sort", OLD), asked.get("under", "")
    if order not in orders_for(subject, viewpoint):
        raise Invalid("sort", _("This thread does not come in that order."), "no_such_order")
    if order == OLD or under:
        return tree_page(subject, viewpoint, asked.get("after", ""), size=COMMENTS_A_PAGE, under=under)
    return ordered_page(subject, viewpoint, order, asked)


class OneComment(ApiView):
    """One comment."""

    @extend_schema(
        parameters=[THROUGH],
        responses=gated(CommentOut, VeiledCommentOut, TombstoneOut),
        operation_id="comments_read",
    )
    def get(self, request: Request, public_id: str) -> Response:
        """A comment, or the veil over it."""
        comment, viewpoint = find(request, public_id), request.viewpoint
        found = fresh(comment.subject, viewpoint, at=timezone.now())
        return Response(place(comment, viewpoint, fresh=found, asked=True))

    @extend_schema(request=CommentEditIn, responses={200: CommentOut, 202: CommentOut}, operation_id="comments_edit")
    def put(self, request: Request, public_id: str) -> Response:
        """New words; 202 where they wait for a moderator and the earlier ones stand."""
        comment = find(request, public_id)
        require(can_edit(request.user, comment))
        form = CommentEditIn(data=request.data)
        form.is_valid(raise_exception=True)
        said = dict(form.validated_data)
        said["reveals"] = talked_about(said, comment.subject, comment.parent, request.viewpoint)
        above = revealed_above(comment.subject, comment.parent)
        check_words(said, comment.show_id, request.viewpoint, "body", above=above)
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
