"""You, by API."""

from __future__ import annotations

from typing import Any

from allauth.account.internal.flows.reauthentication import did_recently_reauthenticate
from django.utils.translation import gettext_lazy as _
from drf_spectacular.utils import extend_schema, inline_serializer
from rest_framework import serializers
from rest_framework.exceptions import NotAuthenticated
from rest_framework.request import Request
from rest_framework.response import Response

from accounts.actions import make_token, revoke_token, speak
from accounts.consents import consents_of
from accounts.keys import tokens_of
from accounts.models import Member
from portal.lib.api.views import ApiView
from portal.lib.verdicts import Refused, no
from portal.pages.serializers import MeIn, MeOut, NewTokenOut, TokenIn, TokenOut
from shows.spoilers import ALWAYS, Viewpoint

BY_HAND = no(_("A token cannot make or revoke tokens. Sign in with your password for that."), "session_needed")
AGAIN = no(_("Confirm your password first."), "reauthentication_needed")
TOKENS = inline_serializer(
    "TokenPage", {"results": TokenOut(many=True), "next": serializers.CharField(allow_null=True)}
)


def me(request: Request) -> Member:
    """Whoever asks.

    Raises:
        NotAuthenticated: to guests.
    """
    if not isinstance(request.user, Member):
        raise NotAuthenticated
    return request.user


def by_hand(request: Request) -> Member:
    """Whoever asks, in a browser's session.

    Raises:
        NotAuthenticated: to guests.
        Refused: to programs that hold a token, which could give itself more than it was given.
    """
    member = me(request)
    if request.auth is not None:
        raise Refused(BY_HAND)
    return member


def told(member: Member, viewpoint: Viewpoint) -> dict[str, Any]:
    """The member with their places, in the order they moved, and what they agreed to."""
    member.places = [  # type: ignore[attr-defined]
        {
            "show": clock.slug,
            "through": viewpoint.horizon(clock.pk),
            "always_aired": viewpoint.through[clock.pk] == ALWAYS,
            "said": True,
        }
        for clock in (viewpoint.clocks.get(pk) for pk in viewpoint.through)
        if clock is not None
    ]
    member.agreed = consents_of(member)  # type: ignore[attr-defined]
    data: dict[str, Any] = MeOut(member).data
    return data


class Me(ApiView):
    """You."""

    @extend_schema(responses=MeOut, operation_id="me_read")
    def get(self, request: Request) -> Response:
        """Who you are here, and where you are in your shows."""
        return Response(told(me(request), request.viewpoint))

    @extend_schema(request=MeIn, responses=MeOut, operation_id="me_change")
    def patch(self, request: Request) -> Response:
        """Another language, for your mails and for what the API says."""
        member = me(request)
        form = MeIn(data=request.data)
        form.is_valid(raise_exception=True)
        speak(member, language=form.validated_data["language"])
        return Response(told(member, request.viewpoint))


class Tokens(ApiView):
    """Your tokens."""

    @extend_schema(responses=TOKENS, operation_id="tokens_list")
    def get(self, request: Request) -> Response:
        """All of them, without their secrets."""
        return Response({"results": TokenOut(tokens_of(me(request)), many=True).data, "next": None})

    @extend_schema(request=TokenIn, responses={201: NewTokenOut}, operation_id="tokens_create")
    def post(self, request: Request) -> Response:
        """A new one: with a session, after confirming the password at `/_allauth/browser/v1/auth/reauthenticate`."""
        member = by_hand(request)
        if not did_recently_reauthenticate(request._request):
            raise Refused(AGAIN)
        form = TokenIn(data=request.data)
        form.is_valid(raise_exception=True)
        row, token = make_token(by=member, **form.validated_data)
        row.token = token
        return Response(NewTokenOut(row).data, status=201)


class OneToken(ApiView):
    """One of your tokens."""

    @extend_schema(responses={204: None}, operation_id="tokens_revoke")
    def delete(self, request: Request, token_key: str) -> Response:
        """Take it back; gone already is as good."""
        revoke_token(token_key, by=by_hand(request))
        return Response(status=204)
