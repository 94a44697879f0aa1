"""Your own votes on a character by API."""

from __future__ import annotations

from typing import Any

from django.http import Http404
from drf_spectacular.utils import extend_schema
from rest_framework import serializers
from rest_framework.exceptions import NotAuthenticated
from rest_framework.request import Request
from rest_framework.response import Response

from portal.cast.ballots import Ballot, read_ballot
from portal.cast.models import Character
from portal.cast.queries import known_character
from portal.cast.voting import take_back, vote
from portal.lib.api.views import ApiView


class VoteIn(serializers.Serializer[Any]):
    """A vote."""

    value = serializers.IntegerField(min_value=-2, max_value=2, help_text="From −2 to +2")


class VoteOut(serializers.Serializer[Any]):
    """Your vote on a character in an episode."""

    episode = serializers.IntegerField()
    value = serializers.IntegerField(source="own", allow_null=True, help_text="Null while you have not voted")
    changeable = serializers.BooleanField(help_text="Until you pass the next episode")
    voters = serializers.IntegerField(help_text="How many have voted on this episode; 0 past your horizon")


class MyVote(ApiView):
    """Your vote on a character in one episode."""

    @extend_schema(responses=VoteOut, operation_id="votes_read")
    def get(self, request: Request, show: str, character: str, episode: int) -> Response:
        """What you said."""
        found = self.found(request, show, character)
        if not 0 < episode <= request.viewpoint.clocks[found.show_id].last:
            raise Http404
        return Response(VoteOut(self.ballot(request, found, episode)).data)

    @extend_schema(request=VoteIn, responses=VoteOut, operation_id="votes_cast")
    def put(self, request: Request, show: str, character: str, episode: int) -> Response:
        """Say how the character landed; again while it can be changed. Never past your own horizon."""
        found = self.found(request, show, character)
        form = VoteIn(data=request.data)
        form.is_valid(raise_exception=True)
        viewpoint, value = request.viewpoint, form.validated_data["value"]
        vote(found, by=request.user, viewpoint=viewpoint, episode=episode, value=value)
        return Response(VoteOut(self.ballot(request, found, episode)).data)

    @extend_schema(responses={204: None}, operation_id="votes_take_back")
    def delete(self, request: Request, show: str, character: str, episode: int) -> Response:
        """Take it back while it can be changed."""
        found = self.found(request, show, character)
        take_back(found, by=request.user, viewpoint=request.viewpoint, episode=episode)
        return Response(status=204)

    def found(self, request: Request, show: str, character: str) -> Character:
        """The character, for somebody with a seat.

        Raises:
            NotAuthenticated: to guests.
        """
        if not request.user.is_authenticated:
            raise NotAuthenticated
        return known_character(request.viewpoint, show, character)

    def ballot(self, request: Request, found: Character, episode: int) -> Ballot:
        """As it is now."""
        return read_ballot(found, request.user, request.viewpoint, episode)
