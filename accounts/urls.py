"""Addresses of our own beside allauth's."""

from django.urls import path

from accounts import calling_views, views
from portal.lib import addresses  # noqa: F401 (registers the converter)

app_name = "accounts"
urlpatterns = [
    path("enter/<str:token>/", views.enter, name="enter"),
    path("calls/", calling_views.calls, name="calls"),
    path("tokens/", views.tokens, name="tokens"),
    path("tokens/<str:token_key>/revocation/", views.revocation, name="revocation"),
    path("sessions/<row:pk>/end/", views.session_end, name="session_end"),
]
