"""API addresses of alerts."""

from django.urls import path

from portal.notifications import api

urlpatterns = [
    path("notifications/", api.Alerts.as_view()),
    path("notifications/read/", api.Read.as_view()),
]
