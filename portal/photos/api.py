"""Photos by API: the same policies, actions and words as the pages."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any, ClassVar

from django.core.exceptions import RequestDataTooBig
from django.shortcuts import get_object_or_404
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from drf_spectacular.utils import OpenApiParameter, OpenApiResponse, extend_schema
from rest_framework import exceptions
from rest_framework.parsers import JSONParser, MultiPartParser
from rest_framework.request import Request
from rest_framework.response import Response

from portal.contributions.actions import withdraw
from portal.contributions.marks import marks_on
from portal.contributions.policies import can_contribute, can_edit
from portal.contributions.serializers import VeilOut, gated, present
from portal.lib.api.problems import ProblemOut
from portal.lib.api.schema import AFTER, KEY, THROUGH
from portal.lib.api.since import SINCE, asked_since, changes_response, changing_page
from portal.lib.api.views import ApiView, idempotency_key, page_response
from portal.lib.verdicts import Invalid, require
from portal.photos import actions
from portal.photos.imaging import inspect
from portal.photos.intake import keep
from portal.photos.limits import TOO_OFTEN, UPLOADS_AN_HOUR
from portal.photos.models import Photo, Spot
from portal.photos.names import names_in
from portal.photos.queries import changed_photos, known_people, photo_page
from portal.photos.refusals import ImageRefused, StorageFull
from portal.photos.serializers import PhotoEditIn, PhotoIn, PhotoOut, PlacesIn

SHOW = OpenApiParameter("show", str, description="Only about this show")
SPOT = OpenApiParameter("spot", str, enum=Spot.values, description="Only taken there; not with `updated_since`")


class TooBig(exceptions.APIException):
    """A body of several times the limit, unread."""

    status_code = 413
    default_detail = _("This is far more than any photo weighs. Nothing of it was read.")
    default_code = "too_heavy"


class Busy(exceptions.APIException):
    """Too many photos at once; `wait` becomes Retry-After."""

    status_code = 503
    default_code = "busy"
    wait = 60


class NoRoom(exceptions.APIException):
    """The disk is full."""

    status_code = 507
    default_code = "no_room"


class PhotoParser(MultiPartParser):
    """Multipart, but no monsters."""

    def parse(self, stream: Any, media_type: str | None = None, parser_context: Any = None) -> Any:
        """The fields and the file.

        Raises:
            TooBig: for several times the limit.
        """
        try:
            return super().parse(stream, media_type, parser_context)
        except RequestDataTooBig as error:
            raise TooBig from error


class Photos(ApiView):
    """Every photo."""

    parser_classes: ClassVar[Any] = [PhotoParser]

    @extend_schema(
        parameters=[AFTER, THROUGH, SINCE, SHOW, SPOT],
        responses=changing_page("Photo", PhotoOut, VeilOut),
        operation_id="photos_list",
    )
    def get(self, request: Request) -> Response:
        """The photos, newest first; past your horizon stands a veil."""
        asked, viewpoint, since = request.query_params, request.viewpoint, asked_since(request, but=("spot",))
        after, slug = asked.get("after", ""), asked.get("show")
        if since is not None:
            page, names = changed_photos(viewpoint, since, after, slug=slug)
        else:
            page, names = photo_page(viewpoint, after, slug=slug, spot=asked.get("spot", ""))
        context = {"viewpoint": viewpoint, "names": names, "marks": marks_on(page.rows, viewpoint)}
        rows = [present(row, PhotoOut, context) for row in page.rows]
        return page_response(page, rows) if since is None else changes_response(page, rows)

    @extend_schema(
        parameters=[KEY],
        request={"multipart/form-data": PhotoIn},
        responses={
            201: PhotoOut,
            (413, "application/problem+json"): OpenApiResponse(ProblemOut, description="Not even read"),
            (503, "application/problem+json"): OpenApiResponse(ProblemOut, description="Too many at once; retry"),
            (507, "application/problem+json"): OpenApiResponse(ProblemOut, description="The disk is full"),
        },
        operation_id="photos_create",
    )
    def post(self, request: Request) -> Response:
        """Send a photo; a newcomer's waits for a moderator. Its pictures are made soon after."""
        require(can_contribute(request.user))
        self.count("photo", UPLOADS_AN_HOUR, 3600, TOO_OFTEN)
        key, viewpoint = idempotency_key(request), request.viewpoint
        form = PhotoIn(data=request.data)
        form.is_valid(raise_exception=True)
        show = form.validated_data["show"]
        words = form.words(show, viewpoint)
        received = take(form.validated_data["file"])
        photo = actions.upload(received, by=request.user, at=timezone.now(), words=words, show=show, key=key)
        return Response(PhotoOut(photo, context={"viewpoint": viewpoint}).data, status=201)


def take(file: Any) -> Any:
    """Look at a file and keep it.

    Raises:
        Invalid: it is no photo that we take.
        Busy: too many at once.
        NoRoom: the disk is full.
    """
    with told_to_programs():
        return keep(file, inspect(file))


@contextmanager
def told_to_programs() -> Iterator[None]:
    """What photos are refused for, as problems; raises like `take`."""
    try:
        yield
    except ImageRefused as refusal:
        if refusal.reason == "busy":
            raise Busy(str(refusal)) from refusal
        raise Invalid("file", str(refusal), refusal.reason) from refusal
    except StorageFull as fault:
        raise NoRoom(str(fault)) from fault


class OnePhoto(ApiView):
    """One photo."""

    parser_classes: ClassVar[Any] = [JSONParser]

    @extend_schema(parameters=[THROUGH], responses=gated(PhotoOut), operation_id="photos_read")
    def get(self, request: Request, public_id: str) -> Response:
        """A photo, or the veil over it."""
        viewpoint = request.viewpoint
        return Response(present(viewpoint.read(self.find(request, public_id)), PhotoOut, {"viewpoint": viewpoint}))

    @extend_schema(request=PhotoEditIn, responses={200: PhotoOut, 202: PhotoOut}, operation_id="photos_edit")
    def put(self, request: Request, public_id: str) -> Response:
        """New words under it; 202 where they wait for a moderator and the earlier ones stand."""
        photo = self.find(request, public_id)
        require(can_edit(request.user, photo))
        form = PhotoEditIn(data=request.data)
        form.is_valid(raise_exception=True)
        words = form.words(photo.show, request.viewpoint, known_people(photo))
        waiting = actions.edit(photo, by=request.user, at=timezone.now(), words=words)
        data = PhotoOut(photo, context={"viewpoint": request.viewpoint}).data
        return Response(data, status=202 if waiting else 200)

    @extend_schema(request=None, responses={204: None}, operation_id="photos_withdraw")
    def delete(self, request: Request, public_id: str) -> Response:
        """Take your own photo back."""
        withdraw(self.find(request, public_id), by=request.user, at=timezone.now())
        return Response(status=204)

    def find(self, request: Request, public_id: str) -> Photo:
        """A photo the reader may reach."""
        return find(request, public_id)


class Places(ApiView):
    """Where the faces in your photo are."""

    parser_classes: ClassVar[Any] = [JSONParser]

    @extend_schema(request=PlacesIn, responses={200: PhotoOut}, operation_id="photos_place_names")
    def put(self, request: Request, public_id: str) -> Response:
        """Say where in your own photo the faces are of those who are named in it."""
        photo, viewpoint = find(request, public_id), request.viewpoint
        require(can_edit(request.user, photo))
        form = PlacesIn(data=request.data)
        form.is_valid(raise_exception=True)
        places = form.told(names_in([photo], viewpoint).get(photo.pk, []))
        actions.place_names(photo, places, by=request.user, at=timezone.now())
        return Response(PhotoOut(photo, context={"viewpoint": viewpoint}).data)


def find(request: Request, public_id: str) -> Photo:
    """A photo the reader may reach."""
    rows = Photo.objects.visible_to(request.viewpoint).select_related("author", "show")
    found: Photo = get_object_or_404(rows, public_id=public_id)
    return found
