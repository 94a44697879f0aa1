"""Shows by API."""

from __future__ import annotations

from datetime import datetime
from operator import attrgetter
from typing import Any

from django.shortcuts import get_object_or_404
from django.utils import timezone
from drf_spectacular.utils import extend_schema, inline_serializer
from rest_framework import serializers
from rest_framework.exceptions import NotAuthenticated
from rest_framework.request import Request
from rest_framework.response import Response

from portal.lib.api.schema import AFTER
from portal.lib.api.since import SINCE, Gone, asked_since, changes_response, changing_page
from portal.lib.api.views import ApiView
from shows.actions import forget_progress, move_progress
from shows.almanac import almanac_of
from shows.changes import changed_page
from shows.models import Episode, Show
from shows.places import my_places
from shows.schedule import next_airing
from shows.serializers import EpisodeOut, PlaceOut, ProgressIn, ProgressOut, ScheduleOut, ShowOut
from shows.spoilers import ALWAYS, Viewpoint

EPISODES_A_PAGE = 100
PLACES_A_PAGE = 100


def page_of(name: str, row: type[serializers.BaseSerializer]) -> serializers.Serializer:
    """The envelope of a list, for the schema."""
    return inline_serializer(f"{name}Page", {"results": row(many=True), "next": serializers.CharField(allow_null=True)})


class Shows(ApiView):
    """Every show."""

    @extend_schema(parameters=[AFTER, SINCE], responses=changing_page("Show", ShowOut), operation_id="shows_list")
    def get(self, request: Request) -> Response:
        """All shows, oldest first."""
        if (since := asked_since(request)) is not None:
            return self.changed(request, since)
        rows = Show.objects.order_by("created_at", "pk")[:500]
        data = ShowOut(rows, many=True, context={"viewpoint": request.viewpoint}).data
        return Response({"results": data, "next": None})

    def changed(self, request: Request, since: datetime) -> Response:
        """The shows that have changed."""
        after, context = request.query_params.get("after", ""), {"viewpoint": request.viewpoint}
        page = changed_page("show", request.viewpoint, since, after, Show.objects.in_bulk)
        return changes_response(page, [_as_told(row, ShowOut, context) for row in page.rows])


def _as_told(row: Any, out: Any, context: dict[str, Any]) -> Any:
    return row if isinstance(row, Gone) else out(row, context=context).data


class OneShow(ApiView):
    """One show."""

    @extend_schema(responses=ShowOut, operation_id="shows_read")
    def get(self, request: Request, show: str) -> Response:
        """A show, and where you are in it."""
        found = get_object_or_404(Show, slug=show)
        return Response(ShowOut(found, context={"viewpoint": request.viewpoint}).data)


class Episodes(ApiView):
    """The guide."""

    @extend_schema(
        parameters=[AFTER, SINCE], responses=changing_page("Episode", EpisodeOut), operation_id="episodes_list"
    )
    def get(self, request: Request, show: str) -> Response:
        """Episodes by number, a hundred a page; `after` is a number."""
        found = get_object_or_404(Show, slug=show)
        if (since := asked_since(request)) is not None:
            return self.changed(request, found, since)
        after = request.query_params.get("after", "0")
        start = int(after) if after.isascii() and after.isdigit() and len(after) < 7 else 0
        rows = list(Episode.objects.filter(show=found, number__gt=start).order_by("number")[: EPISODES_A_PAGE + 1])
        data = EpisodeOut(rows[:EPISODES_A_PAGE], many=True, context={"viewpoint": request.viewpoint}).data
        more = str(rows[EPISODES_A_PAGE - 1].number) if len(rows) > EPISODES_A_PAGE else None
        return Response({"results": data, "next": more})

    def changed(self, request: Request, show: Show, since: datetime) -> Response:
        """The episodes that have changed; what happens in one changes it for those alone who have watched it."""
        after, context = request.query_params.get("after", ""), {"viewpoint": request.viewpoint}
        rows = Episode.objects.filter(show=show)
        page = changed_page("episode", request.viewpoint, since, after, rows.in_bulk, show_id=show.pk)
        return changes_response(page, [_as_told(row, EpisodeOut, context) for row in page.rows])


class Schedule(ApiView):
    """When it airs."""

    @extend_schema(responses=ScheduleOut, operation_id="schedule_read")
    def get(self, request: Request, show: str) -> Response:
        """The next broadcast, the seasons and the breaks; nothing of it is a secret."""
        found = get_object_or_404(Show, slug=show)
        clock = request.viewpoint.clocks[found.pk]
        almanac = almanac_of(clock)
        told = {
            "time_zone": clock.time_zone,
            "airs_on": clock.airs_on,
            "airs_at": clock.airs_at,
            "next": next_airing(clock, almanac, now=timezone.now()),
            "seasons": almanac.seasons,
            "breaks": almanac.breaks,
        }
        return Response(ScheduleOut(told).data)


class OneEpisode(ApiView):
    """One episode."""

    @extend_schema(responses=EpisodeOut, operation_id="episodes_read")
    def get(self, request: Request, show: str, number: int) -> Response:
        """An episode; what happens in it is null until you have watched it."""
        found = get_object_or_404(Episode, show__slug=show, number=number)
        return Response(EpisodeOut(found, context={"viewpoint": request.viewpoint}).data)


class MyProgress(ApiView):
    """How far you are in one show."""

    @extend_schema(responses=ProgressOut, operation_id="progress_read")
    def get(self, request: Request, show: str) -> Response:
        """Your place."""
        found = get_object_or_404(Show, slug=show)
        return Response(place(found, request.viewpoint))

    @extend_schema(responses={204: None}, operation_id="progress_forget")
    def delete(self, request: Request, show: str) -> Response:
        """Take back whatever you said; you stand where those do who never said."""
        if not request.user.is_authenticated:
            raise NotAuthenticated
        forget_progress(get_object_or_404(Show, slug=show), by=request.user)
        return Response(status=204)

    @extend_schema(request=ProgressIn, responses=ProgressOut, operation_id="progress_move")
    def put(self, request: Request, show: str) -> Response:
        """Move it."""
        if not request.user.is_authenticated:
            raise NotAuthenticated
        found = get_object_or_404(Show, slug=show)
        form = ProgressIn(data=request.data)
        form.is_valid(raise_exception=True)
        said = form.validated_data
        through = ALWAYS if said["always_aired"] else said["through"]
        move_progress(found, by=request.user, through=through)
        moved = request.viewpoint.moved(found.pk, through)
        return Response(place(found, moved))


class MyPlaces(ApiView):
    """How far you are in all your shows."""

    @extend_schema(parameters=[AFTER], responses=page_of("Place", PlaceOut), operation_id="progress_list")
    def get(self, request: Request) -> Response:
        """Every show you said something about, by its address, a hundred a page."""
        if not request.user.is_authenticated:
            raise NotAuthenticated
        after = request.query_params.get("after", "")
        rows = sorted((one for one in my_places(request.viewpoint) if one.slug > after), key=attrgetter("slug"))
        more = rows[PLACES_A_PAGE - 1].slug if len(rows) > PLACES_A_PAGE else None
        return Response({"results": PlaceOut(rows[:PLACES_A_PAGE], many=True).data, "next": more})


def place(show: Show, viewpoint: Viewpoint) -> dict[str, object]:
    """The reader's place in a show as `ProgressOut` tells it."""
    return {
        "show": show.slug,
        "through": viewpoint.horizon(show.pk),
        "always_aired": viewpoint.through.get(show.pk) == ALWAYS,
        "said": viewpoint.has_said(show.pk),
    }
