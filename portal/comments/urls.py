"""Addresses of comments."""

from django.urls import path

from portal.comments import views

app_name = "comments"
urlpatterns = [
    path("contributions/<str:public_id>/comments/", views.comments, name="comments"),
    path("comments/<str:public_id>/edit/", views.edit, name="edit"),
    path("comments/<str:public_id>/withdrawal/", views.withdrawal, name="withdrawal"),
]
