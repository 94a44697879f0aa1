"""How far one has read a thread, by API: reading it there marks nothing, only the verb does."""

from __future__ import annotations

from django.http import Http404
from django.utils import timezone
from drf_spectacular.utils import extend_schema
from rest_framework.request import Request
from rest_framework.response import Response

from portal.comments.answering import find_subject
from portal.comments.api import VEILED
from portal.comments.fresh import fresh
from portal.comments.marking import mark_read
from portal.comments.serializers import ReadingOut
from portal.contributions.models import Contribution, Place
from portal.contributions.policies import has_seat
from portal.lib.api.schema import THROUGH
from portal.lib.api.views import ApiView
from portal.lib.verdicts import Refused, require


class Reading(ApiView):
    """How far you have read the thread of a post or photo."""

    @extend_schema(parameters=[THROUGH], responses=ReadingOut, operation_id="reading_read")
    def get(self, request: Request, public_id: str) -> Response:
        """When you were there last, and what you may read has come since."""
        require(has_seat(request.user))
        subject = self.find(request, public_id)
        return Response(ReadingOut(fresh(subject, request.viewpoint, at=timezone.now())).data)

    @extend_schema(request=None, responses={204: None}, operation_id="reading_put")
    def put(self, request: Request, public_id: str) -> Response:
        """Say that you have read all of it; twice is as good."""
        require(has_seat(request.user))
        subject = self.find(request, public_id)
        mark_read(subject, by=request.user, viewpoint=request.viewpoint, at=timezone.now())
        return Response(status=204)

    def find(self, request: Request, public_id: str) -> Contribution:
        """The post or photo.

        Raises:
            Http404: where it has no thread.
            Refused: while it is under a veil.
        """
        subject = find_subject(request.viewpoint, public_id)
        if subject.place != Place.FEED:
            raise Http404
        if request.viewpoint.covers(subject):
            raise Refused(VEILED)
        return subject
