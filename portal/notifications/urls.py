"""Addresses of alerts."""

from django.urls import path

from portal.lib import addresses  # noqa: F401 (registers the converter)
from portal.notifications import choosing_views, follow_views, views

app_name = "notifications"
urlpatterns = [
    path("notifications/", views.notifications, name="notifications"),
    path("notifications/read/", views.read, name="read"),
    path("notifications/settings/", choosing_views.settings, name="settings"),
    path("notifications/settings/hours/", choosing_views.hours, name="hours"),
    path("notifications/unsubscribe/<str:token>/", choosing_views.unsubscribe, name="unsubscribe"),
    path("following/", follow_views.following, name="following"),
    path("shows/<str:show>/follow/", follow_views.show, name="follow_show"),
    path("shows/<str:show>/characters/<str:character>/follow/", follow_views.character, name="follow_character"),
    path("people/<str:person>/follow/", follow_views.person, name="follow_person"),
    path("@<str:handle>/follow/", follow_views.member, name="follow_member"),
    path("contributions/<public_id:public_id>/follow/", follow_views.thread, name="follow_thread"),
    path("contributions/<public_id:public_id>/mute/", choosing_views.mute, name="mute"),
]
