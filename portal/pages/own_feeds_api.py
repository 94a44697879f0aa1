"""The secret address of your own feeds, by API."""

from __future__ import annotations

from typing import Any

from django.utils import timezone
from drf_spectacular.utils import extend_schema
from rest_framework import serializers
from rest_framework.request import Request
from rest_framework.response import Response

from accounts.feed_keys import end_feed_key, feed_key_of, give_feed_key
from portal.lib.api.views import ApiView
from portal.pages.api import by_hand, me
from portal.pages.own_feeds import addresses


class OwnFeedsOut(serializers.Serializer[Any]):
    """Whether your feeds have an address."""

    created_at = serializers.DateTimeField(allow_null=True, help_text="Since when; null where they have none")


class ShowFeedOut(serializers.Serializer[Any]):
    """Your feed of one show."""

    show = serializers.CharField()
    title = serializers.CharField()
    feed = serializers.CharField(help_text="Atom")


class NewOwnFeedsOut(serializers.Serializer[Any]):
    """Where your feeds are; told this once. Whoever has these addresses reads as you do."""

    everything = serializers.CharField(help_text="Atom")
    calendar = serializers.CharField(help_text="iCalendar, of the shows you watch")
    shows = ShowFeedOut(many=True)


class OwnFeeds(ApiView):
    """The secret address of your own feeds."""

    @extend_schema(responses=OwnFeedsOut, operation_id="own_feeds_read")
    def get(self, request: Request) -> Response:
        """Whether there is one; the address itself is kept nowhere."""
        row = feed_key_of(me(request))
        return Response(OwnFeedsOut({"created_at": row.created_at if row else None}).data)

    @extend_schema(request=None, responses={201: NewOwnFeedsOut}, operation_id="own_feeds_create")
    def post(self, request: Request) -> Response:
        """A new one, with a session; the one before it ends."""
        key = give_feed_key(by=by_hand(request), at=timezone.now())
        return Response(NewOwnFeedsOut(addresses(key, request.viewpoint)).data, status=201)

    @extend_schema(responses={204: None}, operation_id="own_feeds_end")
    def delete(self, request: Request) -> Response:
        """End it; ended already is as good."""
        end_feed_key(by_hand(request))
        return Response(status=204)
