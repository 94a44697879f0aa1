"""Addresses of comments."""

from django.urls import path

from portal.comments import views
from portal.lib import addresses  # noqa: F401 (registers the converter)

app_name = "comments"
urlpatterns = [
    path("contributions/<public_id:public_id>/comments/", views.comments, name="comments"),
    path("comments/<public_id:public_id>/edit/", views.edit, name="edit"),
    path("comments/<public_id:public_id>/withdrawal/", views.withdrawal, name="withdrawal"),
]
