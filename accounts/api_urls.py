"""API addresses of members."""

from django.urls import path

from accounts import api, calling_api

urlpatterns = [
    path("me/blocks/", api.Blocks.as_view()),
    path("members/", calling_api.Fans.as_view()),
    path("members/<str:handle>/block/", api.OneBlock.as_view()),
]
