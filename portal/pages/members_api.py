"""Members and profiles, by API."""

from __future__ import annotations

from django.http import Http404
from drf_spectacular.utils import extend_schema
from rest_framework.request import Request
from rest_framework.response import Response

from accounts.actions import tell_of_oneself
from accounts.models import Member
from accounts.profiles import profile_of, told_to
from portal.lib.api.views import ApiView, read
from portal.pages.api import me
from portal.pages.profile import shared_shows
from portal.pages.serializers import MemberOut, ProfileIn, ProfileOut
from portal.photos.faces import address_of


class MyProfile(ApiView):
    """What you tell of yourself."""

    @extend_schema(responses=ProfileOut, operation_id="profile_read")
    def get(self, request: Request) -> Response:
        """All of it."""
        return Response(ProfileOut(profile_of(me(request))).data)

    @extend_schema(request=ProfileIn, responses=ProfileOut, operation_id="profile_change")
    def patch(self, request: Request) -> Response:
        """Some of it, anew."""
        member = me(request)
        return Response(ProfileOut(tell_of_oneself(member, said=read(ProfileIn, request))).data)


class OneMember(ApiView):
    """One member."""

    @extend_schema(responses=MemberOut, operation_id="member_read")
    def get(self, request: Request, handle: str) -> Response:
        """As you may know them; there is nobody where one of you has blocked the other."""
        member = Member.objects.called(handle).first()
        if member is None or member.pk in request.viewpoint.blocked:
            raise Http404
        told = told_to(request.user, member)
        places = [
            {"show": one.slug, "through": one.horizon, "always_aired": one.always, "said": True}
            for one in shared_shows(member, told)
        ]
        picture = address_of(member.face.seen_by(request.viewpoint.member_id))
        return Response(MemberOut({"member": member, "told": told, "picture": picture, "progress": places}).data)
