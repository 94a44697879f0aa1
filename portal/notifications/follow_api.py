"""Following by API."""

from __future__ import annotations

from typing import Any, ClassVar

from django.utils import timezone
from drf_spectacular.utils import extend_schema
from rest_framework.request import Request
from rest_framework.response import Response

from portal.contributions.policies import has_seat
from portal.lib.api.schema import AFTER
from portal.lib.api.views import ApiView, page_response
from portal.lib.verdicts import require
from portal.notifications import targets
from portal.notifications.following import follow, unfollow
from portal.notifications.serializers import FollowOut
from shows.api import page_of


class MyFollows(ApiView):
    """What you follow."""

    @extend_schema(parameters=[AFTER], responses=page_of("Follow", FollowOut), operation_id="follows_list")
    def get(self, request: Request) -> Response:
        """The newest first, as far as you may know of it; nobody else is told."""
        require(has_seat(request.user))
        page = targets.followed(request.viewpoint.itself, request.query_params.get("after", ""))
        return page_response(page, FollowOut(page.rows, many=True).data)


class OneFollow(ApiView):
    """One thing to follow, found by what its address names."""

    find: ClassVar[Any]

    def _follow(self, request: Request, **where: str) -> Response:
        require(has_seat(request.user))
        viewpoint = request.viewpoint.itself
        follow(self.find(viewpoint, **where), by=request.user, viewpoint=viewpoint, at=timezone.now())
        return Response(status=204)

    def _unfollow(self, request: Request, **where: str) -> Response:
        require(has_seat(request.user))
        unfollow(self.find(request.viewpoint.itself, **where), by=request.user)
        return Response(status=204)


class FollowShow(OneFollow):
    """A show."""

    find = staticmethod(targets.find_show)

    @extend_schema(request=None, responses={204: None}, operation_id="shows_follow")
    def post(self, request: Request, show: str) -> Response:
        """Hear what is new of it in your daily mail; followed already is as good."""
        return self._follow(request, show=show)

    @extend_schema(request=None, responses={204: None}, operation_id="shows_unfollow")
    def delete(self, request: Request, show: str) -> Response:
        """Hear no more of it."""
        return self._unfollow(request, show=show)


class FollowCharacter(OneFollow):
    """A character."""

    find = staticmethod(targets.find_character)

    @extend_schema(request=None, responses={204: None}, operation_id="characters_follow")
    def post(self, request: Request, show: str, character: str) -> Response:
        """Hear what is said about them in your daily mail; followed already is as good."""
        return self._follow(request, show=show, character=character)

    @extend_schema(request=None, responses={204: None}, operation_id="characters_unfollow")
    def delete(self, request: Request, show: str, character: str) -> Response:
        """Hear no more of it."""
        return self._unfollow(request, show=show, character=character)


class FollowPerson(OneFollow):
    """Somebody of the cast."""

    find = staticmethod(targets.find_person)

    @extend_schema(request=None, responses={204: None}, operation_id="people_follow")
    def post(self, request: Request, person: str) -> Response:
        """Hear what is said about them in your daily mail; followed already is as good."""
        return self._follow(request, person=person)

    @extend_schema(request=None, responses={204: None}, operation_id="people_unfollow")
    def delete(self, request: Request, person: str) -> Response:
        """Hear no more of it."""
        return self._unfollow(request, person=person)


class FollowMember(OneFollow):
    """A member."""

    find = staticmethod(targets.find_member)

    @extend_schema(request=None, responses={204: None}, operation_id="members_follow")
    def post(self, request: Request, handle: str) -> Response:
        """Be told what they share; followed already is as good."""
        return self._follow(request, handle=handle)

    @extend_schema(request=None, responses={204: None}, operation_id="members_unfollow")
    def delete(self, request: Request, handle: str) -> Response:
        """Be told no more of it."""
        return self._unfollow(request, handle=handle)


class FollowThread(OneFollow):
    """The thread something stands in."""

    find = staticmethod(targets.find_thread)

    @extend_schema(request=None, responses={204: None}, operation_id="threads_follow")
    def post(self, request: Request, public_id: str) -> Response:
        """Be told what is said in it; followed already is as good."""
        return self._follow(request, public_id=public_id)

    @extend_schema(request=None, responses={204: None}, operation_id="threads_unfollow")
    def delete(self, request: Request, public_id: str) -> Response:
        """Be told no more of it."""
        return self._unfollow(request, public_id=public_id)
