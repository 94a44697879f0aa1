"""API addresses of verbs that every contribution has."""

from django.urls import path

from portal.contributions import api
from portal.lib import addresses  # noqa: F401 (registers the converter)

urlpatterns = [
    path("contributions/<public_id:public_id>/lift/", api.Lifts.as_view()),
    path("contributions/<public_id:public_id>/bookmark/", api.MyBookmark.as_view()),
    path("me/bookmarks/", api.Bookmarks.as_view()),
]
