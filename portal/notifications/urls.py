"""Addresses of alerts."""

from django.urls import path

from portal.lib import addresses  # noqa: F401 (registers the converter)
from portal.notifications import choosing_views, views

app_name = "notifications"
urlpatterns = [
    path("notifications/", views.notifications, name="notifications"),
    path("notifications/read/", views.read, name="read"),
    path("notifications/settings/", choosing_views.settings, name="settings"),
    path("notifications/unsubscribe/<str:token>/", choosing_views.unsubscribe, name="unsubscribe"),
    path("contributions/<public_id:public_id>/mute/", choosing_views.mute, name="mute"),
]
