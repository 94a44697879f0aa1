"""API addresses of what mixes nouns."""

from django.urls import path

from portal.pages import api, search_api

urlpatterns = [
    path("search/", search_api.Search.as_view()),
    path("me/", api.Me.as_view()),
    path("me/tokens/", api.Tokens.as_view()),
    path("me/tokens/<str:token_key>/", api.OneToken.as_view()),
]
