"""Your own reaction by API: the same policies, actions and words as the page."""

from __future__ import annotations

from django.shortcuts import get_object_or_404
from django.utils import timezone
from drf_spectacular.utils import extend_schema
from rest_framework.exceptions import NotAuthenticated
from rest_framework.request import Request
from rest_framework.response import Response

from portal.contributions.models import FEELINGS, Contribution
from portal.lib.api.views import ApiView, read
from portal.reactions.actions import react, take_back
from portal.reactions.serializers import ReactionIn, ReactionOut


class MyReaction(ApiView):
    """Your reaction to something."""

    @extend_schema(request=ReactionIn, responses=ReactionOut, operation_id="reactions_put")
    def put(self, request: Request, public_id: str) -> Response:
        """Say how it feels; again, and it feels otherwise. Not to your own, and not to what is veiled for you."""
        found = self.find(request, public_id)
        kind = read(ReactionIn, request)["kind"]
        react(found, by=request.user, viewpoint=request.viewpoint.itself, kind=kind, at=timezone.now())
        now = self.find(request, public_id)
        return Response({"reactions": dict(zip(FEELINGS, now.feelings, strict=True)), "my_reaction": kind})

    @extend_schema(request=None, responses={204: None}, operation_id="reactions_delete")
    def delete(self, request: Request, public_id: str) -> Response:
        """Feel nothing in particular any more; where there was no reaction, this is as good."""
        take_back(self.find(request, public_id), by=request.user)
        return Response(status=204)

    def find(self, request: Request, public_id: str) -> Contribution:
        """What you may reach, with a seat.

        Raises:
            NotAuthenticated: to guests.
        """
        if not request.user.is_authenticated:
            raise NotAuthenticated
        rows = Contribution.objects.visible_to(request.viewpoint).select_related("author", "subject")
        found: Contribution = get_object_or_404(rows, public_id=public_id)
        return found
