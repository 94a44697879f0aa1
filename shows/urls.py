"""Addresses of shows; the show's own page mixes nouns and lives in `pages`."""

from django.urls import path

from shows import views

app_name = "shows"
urlpatterns = [
    path("shows/", views.shows, name="shows"),
    path("shows/<slug:show>/progress/", views.progress, name="progress"),
]
