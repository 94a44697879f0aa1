"""Whom you keep away, by API."""

from __future__ import annotations

from typing import Any

from django.shortcuts import get_object_or_404
from django.utils import timezone
from drf_spectacular.utils import extend_schema, inline_serializer
from rest_framework import serializers
from rest_framework.exceptions import NotAuthenticated
from rest_framework.request import Request
from rest_framework.response import Response

from accounts.blocking import keep_away, let_back
from accounts.company import kept_away
from accounts.models import Block, Member
from portal.lib.api.schema import AFTER
from portal.lib.api.views import ApiView, page_response, read

HOW = {Block.Kind.BLOCK.value: "block", Block.Kind.MUTE.value: "mute"}
KINDS = {word: kind for kind, word in HOW.items()}


class BlockIn(serializers.Serializer[Any]):
    """How to keep somebody away."""

    how = serializers.ChoiceField(choices=list(KINDS), default="block", help_text="A block works both ways, a mute one")


class BlockOut(serializers.Serializer[Any]):
    """Somebody you keep away."""

    handle = serializers.CharField(source="other.handle")
    how = serializers.SerializerMethodField(help_text="block or mute")
    created_at = serializers.DateTimeField()

    def get_how(self, row: Block) -> str:
        """The word for programs."""
        return HOW[row.kind]


PAGE = inline_serializer("BlockPage", {"results": BlockOut(many=True), "next": serializers.CharField(allow_null=True)})


def signed_in(request: Request) -> Member:
    """Whoever asks.

    Raises:
        NotAuthenticated: to guests.
    """
    if not isinstance(request.user, Member):
        raise NotAuthenticated
    return request.user


class Blocks(ApiView):
    """Whom you keep away."""

    @extend_schema(parameters=[AFTER], responses=PAGE, operation_id="blocks_list")
    def get(self, request: Request) -> Response:
        """The newest first; nobody else is told."""
        page = kept_away(signed_in(request), request.query_params.get("after", ""))
        return page_response(page, BlockOut(page.rows, many=True).data)


class OneBlock(ApiView):
    """One member, as far as you keep them away."""

    @extend_schema(request=BlockIn, responses=BlockOut, operation_id="block")
    def put(self, request: Request, handle: str) -> Response:
        """Block or mute them; a block works both ways, everywhere."""
        member = signed_in(request)
        said = read(BlockIn, request)
        row = keep_away(find(handle), by=member, kind=KINDS[said["how"]], at=timezone.now())
        return Response(BlockOut(row).data)

    @extend_schema(request=None, responses={204: None}, operation_id="unblock")
    def delete(self, request: Request, handle: str) -> Response:
        """Let them back; not kept away at all is as good."""
        member = signed_in(request)
        let_back(find(handle), by=member)
        return Response(status=204)


def find(handle: str) -> Member:
    """Whoever has this handle; one can keep away somebody who has done so first."""
    found: Member = get_object_or_404(Member.objects.called(handle))
    return found
