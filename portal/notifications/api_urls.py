"""API addresses of alerts."""

from django.urls import path

from portal.lib import addresses  # noqa: F401 (registers the converter)
from portal.notifications import api, choosing_api, follow_api

urlpatterns = [
    path("notifications/", api.Alerts.as_view()),
    path("notifications/read/", api.Read.as_view()),
    path("me/notifications/", choosing_api.MyChoices.as_view()),
    path("me/notifications/hours/", choosing_api.MyHours.as_view()),
    path("me/follows/", follow_api.MyFollows.as_view()),
    path("shows/<str:show>/follow/", follow_api.FollowShow.as_view()),
    path("shows/<str:show>/characters/<str:character>/follow/", follow_api.FollowCharacter.as_view()),
    path("people/<str:person>/follow/", follow_api.FollowPerson.as_view()),
    path("members/<str:handle>/follow/", follow_api.FollowMember.as_view()),
    path("contributions/<public_id:public_id>/follow/", follow_api.FollowThread.as_view()),
    path("contributions/<public_id:public_id>/mute/", choosing_api.MyMute.as_view()),
]
