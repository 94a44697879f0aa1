"""Addresses of verbs that every contribution has."""

from django.urls import path

from portal.contributions import views

app_name = "contributions"
urlpatterns = [
    path("contributions/<str:public_id>/lift/", views.lift, name="lift"),
    path("contributions/<str:public_id>/revisions/", views.revisions, name="revisions"),
]
