"""API addresses of what mixes nouns."""

from django.urls import path

from portal.pages import api

urlpatterns = [
    path("me/", api.Me.as_view()),
    path("me/tokens/", api.Tokens.as_view()),
    path("me/tokens/<str:token_key>/", api.OneToken.as_view()),
]
