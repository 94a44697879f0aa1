"""Addresses of verbs that every contribution has."""

from django.urls import path

from portal.contributions import views
from portal.lib import addresses  # noqa: F401 (registers the converter)

app_name = "contributions"
urlpatterns = [
    path("contributions/<public_id:public_id>/lift/", views.lift, name="lift"),
    path("contributions/<public_id:public_id>/bookmark/", views.bookmark, name="bookmark"),
    path("bookmarks/", views.bookmarks, name="bookmarks"),
    path("contributions/<public_id:public_id>/revisions/", views.revisions, name="revisions"),
]
