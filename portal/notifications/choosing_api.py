"""Choosing what to be told of, by API."""

from __future__ import annotations

from django.shortcuts import get_object_or_404
from django.utils import timezone
from drf_spectacular.utils import extend_schema
from rest_framework.request import Request
from rest_framework.response import Response

from portal.contributions.models import Contribution
from portal.contributions.policies import has_seat
from portal.lib.api.views import ApiView, read
from portal.lib.verdicts import require
from portal.notifications.choosing import Said, choose, hear_thread, keep_hours, mute_thread
from portal.notifications.hours import hours_of
from portal.notifications.serializers import ChoiceIn, ChoiceOut, HoursIn, HoursOut
from portal.notifications.wishes import wishes_of


class MyChoices(ApiView):
    """What you want to be told of."""

    @extend_schema(responses=ChoiceOut(many=True), operation_id="notifications_choices")
    def get(self, request: Request) -> Response:
        """Each sort of alert, with what holds for you."""
        require(has_seat(request.user))
        return Response(ChoiceOut(wishes_of(request.user), many=True).data)

    @extend_schema(
        request=ChoiceIn(many=True), responses=ChoiceOut(many=True), operation_id="notifications_choices_put"
    )
    def put(self, request: Request) -> Response:
        """Choose; sorts you leave out stay as they are."""
        require(has_seat(request.user))
        said = ChoiceIn(data=request.data, many=True)
        said.is_valid(raise_exception=True)
        rows = said.validated_data
        choose({row["sort"]: Said(row["site"], row["mail"], row["later"]) for row in rows}, by=request.user)
        return self.get(request)


class MyHours(ApiView):
    """When mail may come to you."""

    @extend_schema(responses=HoursOut, operation_id="notifications_hours")
    def get(self, request: Request) -> Response:
        """Your quiet hours and your daily mail, by the clock of your time zone."""
        require(has_seat(request.user))
        return Response(HoursOut(hours_of(request.user)).data)

    @extend_schema(request=HoursIn, responses=HoursOut, operation_id="notifications_hours_put")
    def put(self, request: Request) -> Response:
        """Choose all of it anew."""
        require(has_seat(request.user))
        return Response(HoursOut(keep_hours(by=request.user, **read(HoursIn, request))).data)


class MyMute(ApiView):
    """One thread."""

    @extend_schema(request=None, responses={204: None}, operation_id="threads_mute")
    def post(self, request: Request, public_id: str) -> Response:
        """Be told nothing more of it; muted already is as good."""
        require(has_seat(request.user))
        mute_thread(_find(request, public_id), by=request.user, at=timezone.now())
        return Response(status=204)

    @extend_schema(request=None, responses={204: None}, operation_id="threads_hear")
    def delete(self, request: Request, public_id: str) -> Response:
        """Be told of it again."""
        require(has_seat(request.user))
        hear_thread(_find(request, public_id), by=request.user)
        return Response(status=204)


def _find(request: Request, public_id: str) -> Contribution:
    found: Contribution = get_object_or_404(Contribution.objects.visible_to(request.viewpoint), public_id=public_id)
    return found
