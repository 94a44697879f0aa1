"""API addresses of what mixes nouns."""

from django.urls import path

from portal.pages import api, members_api, own_feeds_api, picture_api, search_api

urlpatterns = [
    path("search/", search_api.Search.as_view()),
    path("search/lift/", search_api.SearchPast.as_view()),
    path("me/", api.Me.as_view()),
    path("me/feeds/", own_feeds_api.OwnFeeds.as_view()),
    path("me/profile/", members_api.MyProfile.as_view()),
    path("me/picture/", picture_api.MyPicture.as_view()),
    path("members/<str:handle>/", members_api.OneMember.as_view()),
    path("me/tokens/", api.Tokens.as_view()),
    path("me/tokens/<str:token_key>/", api.OneToken.as_view()),
]
