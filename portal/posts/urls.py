"""Addresses of posts."""

from django.urls import path

from portal.lib import addresses  # noqa: F401 (registers the converter)
from portal.posts import draft_views, views

app_name = "posts"
urlpatterns = [
    path("shows/<slug:show>/characters/<slug:character>/posts/", views.about_character, name="about-character"),
    path("people/<slug:person>/posts/", views.about_person, name="about-person"),
    path("drafts/", draft_views.drafts, name="drafts"),
    path("drafts/<form_key:key>/", draft_views.draft, name="draft"),
    path("drafts/<form_key:key>/removal/", draft_views.removal, name="draft-removal"),
    path("posts/new/", views.new, name="new"),
    path("posts/<public_id:public_id>/", views.post, name="post"),
    path("posts/<public_id:public_id>/edit/", views.edit, name="edit"),
    path("posts/<public_id:public_id>/withdrawal/", views.withdrawal, name="withdrawal"),
    path("posts/<public_id:public_id>/<str:slug>/", views.post, name="post"),
]
