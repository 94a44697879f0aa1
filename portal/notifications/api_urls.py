"""API addresses of alerts."""

from django.urls import path

from portal.lib import addresses  # noqa: F401 (registers the converter)
from portal.notifications import api, choosing_api

urlpatterns = [
    path("notifications/", api.Alerts.as_view()),
    path("notifications/read/", api.Read.as_view()),
    path("me/notifications/", choosing_api.MyChoices.as_view()),
    path("contributions/<public_id:public_id>/mute/", choosing_api.MyMute.as_view()),
]
