"""Addresses of posts."""

from django.urls import path

from portal.posts import views

app_name = "posts"
urlpatterns = [
    path("posts/new/", views.new, name="new"),
    path("posts/<str:public_id>/", views.post, name="post"),
    path("posts/<str:public_id>/edit/", views.edit, name="edit"),
    path("posts/<str:public_id>/withdrawal/", views.withdrawal, name="withdrawal"),
    path("posts/<str:public_id>/<str:slug>/", views.post, name="post"),
]
