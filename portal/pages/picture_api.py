"""Your picture, by API: the same actions and words as the page."""

from __future__ import annotations

from typing import Any, ClassVar

from django.urls import reverse
from drf_spectacular.utils import OpenApiResponse, extend_schema
from rest_framework import serializers
from rest_framework.request import Request
from rest_framework.response import Response

from accounts.models import Audience, Member
from accounts.picturing import show_picture_to
from portal.lib.api.problems import ProblemOut
from portal.lib.api.views import ApiView, read
from portal.lib.verdicts import Invalid
from portal.pages.api import me
from portal.photos.api import PhotoParser, told_to_programs
from portal.photos.faces import address_of, bare, wear
from portal.photos.forms import CHOOSE
from portal.photos.limits import PICTURES_AN_HOUR, TOO_MANY_PICTURES


class PictureIn(serializers.Serializer[Any]):
    """A picture, and who sees it: E everybody, M members, N only you. Without a file the one that is there stays."""

    file = serializers.FileField(required=False, allow_empty_file=True, help_text="JPEG, PNG or WebP")
    picture_for = serializers.ChoiceField(choices=Audience.values, required=False)


class PictureOut(serializers.Serializer[Any]):
    """Your picture."""

    picture = serializers.SerializerMethodField(help_text="Its address, 256 pixels square; empty for the rosette")
    picture_for = serializers.CharField()
    decision = serializers.SerializerMethodField(
        help_text="The address of the decision by which a moderator took it down; empty while it is up"
    )

    waits = serializers.BooleanField(
        source="is_newcomer", help_text="Others see it only once you are Regular: the picture of a newcomer waits"
    )

    def get_picture(self, member: Member) -> str:
        """The larger of its sizes."""
        return address_of(member.picture)

    def get_decision(self, member: Member) -> str:
        """Where its reasons stand, and the way to appeal."""
        return reverse("moderation:decision", args=[member.picture_down_for]) if member.picture_down_for else ""


class MyPicture(ApiView):
    """What others see in the place of your rosette."""

    parser_classes: ClassVar[Any] = [PhotoParser]

    @extend_schema(responses=PictureOut, operation_id="picture_read")
    def get(self, request: Request) -> Response:
        """Where it is, and who sees it."""
        return Response(PictureOut(me(request)).data)

    @extend_schema(
        request={"multipart/form-data": PictureIn},
        responses={
            200: PictureOut,
            (413, "application/problem+json"): OpenApiResponse(ProblemOut, description="Not even read"),
            (503, "application/problem+json"): OpenApiResponse(ProblemOut, description="Too many at once; retry"),
            (507, "application/problem+json"): OpenApiResponse(ProblemOut, description="The disk is full"),
        },
        operation_id="picture_change",
    )
    def put(self, request: Request) -> Response:
        """Another picture, or another audience, or both."""
        member = me(request)
        said = read(PictureIn, request)
        audience = said.get("picture_for", member.picture_for)
        if (file := said.get("file")) is not None:
            self.count("picture", PICTURES_AN_HOUR, 3600, TOO_MANY_PICTURES)
            with told_to_programs():
                wear(file, by=member, audience=audience)
        elif not member.picture:
            raise Invalid("file", CHOOSE, "required")
        else:
            show_picture_to(member, audience)
        return Response(PictureOut(member).data)

    @extend_schema(request=None, responses={204: None}, operation_id="picture_remove")
    def delete(self, request: Request) -> Response:
        """Back to your rosette; no picture at all is as good."""
        bare(me(request))
        return Response(status=204)
