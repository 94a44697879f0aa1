"""Addresses of posts."""

from django.urls import path

from portal.lib import addresses  # noqa: F401 (registers the converter)
from portal.posts import views

app_name = "posts"
urlpatterns = [
    path("posts/new/", views.new, name="new"),
    path("posts/<public_id:public_id>/", views.post, name="post"),
    path("posts/<public_id:public_id>/edit/", views.edit, name="edit"),
    path("posts/<public_id:public_id>/withdrawal/", views.withdrawal, name="withdrawal"),
    path("posts/<public_id:public_id>/<str:slug>/", views.post, name="post"),
]
