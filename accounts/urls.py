"""Addresses of our own beside allauth's."""

from django.urls import path

from accounts import views

app_name = "accounts"
urlpatterns = [
    path("enter/<str:token>/", views.enter, name="enter"),
    path("tokens/", views.tokens, name="tokens"),
    path("tokens/<str:token_key>/revocation/", views.revocation, name="revocation"),
    path("sessions/<int:pk>/end/", views.session_end, name="session_end"),
]
