"""API addresses of posts."""

from django.urls import path

from portal.lib import addresses  # noqa: F401 (registers the converter)
from portal.posts import api

urlpatterns = [
    path("posts/", api.Posts.as_view()),
    path("posts/<public_id:public_id>/", api.OnePost.as_view()),
]
