"""Addresses of comments."""

from django.urls import path

from portal.comments import draft_views, reading_views, views
from portal.lib import addresses  # noqa: F401 (registers the converter)

app_name = "comments"
urlpatterns = [
    path("contributions/<public_id:public_id>/comments/", views.comments, name="comments"),
    path("contributions/<public_id:public_id>/reading/", reading_views.reading, name="reading"),
    path("contributions/<public_id:public_id>/composer/", draft_views.composer, name="composer"),
    path("contributions/<public_id:public_id>/draft/", draft_views.draft, name="draft"),
    path("contributions/<public_id:public_id>/draft/removal/", draft_views.removal, name="draft-removal"),
    path("comments/<public_id:public_id>/edit/", views.edit, name="edit"),
    path("comments/<public_id:public_id>/withdrawal/", views.withdrawal, name="withdrawal"),
]
