"""By API whether one wants the rumours of a show."""

from __future__ import annotations

from typing import Any

from django.shortcuts import get_object_or_404
from drf_spectacular.utils import extend_schema
from rest_framework import serializers
from rest_framework.exceptions import NotAuthenticated
from rest_framework.request import Request
from rest_framework.response import Response

from portal.cast.beats.queries import hears
from portal.lib.api.views import ApiView, read
from shows.actions import want_rumours
from shows.models import Show


class Rumours(serializers.Serializer[Any]):
    """Whether you read the rumours of a show, up to where you have watched."""

    wanted = serializers.BooleanField()


class MyRumours(ApiView):
    """Whether you read the rumours of a show."""

    @extend_schema(responses=Rumours, operation_id="rumours_read")
    def get(self, request: Request, show: str) -> Response:
        """As you said it; no for guests."""
        return Response({"wanted": hears(request.viewpoint, get_object_or_404(Show, slug=show).pk)})

    @extend_schema(request=Rumours, responses=Rumours, operation_id="rumours_want")
    def put(self, request: Request, show: str) -> Response:
        """Ask for them, or ask no more."""
        if not request.user.is_authenticated:
            raise NotAuthenticated
        found, said = get_object_or_404(Show, slug=show), read(Rumours, request)
        want_rumours(found, by=request.user, wanted=said["wanted"])
        return Response(said)
