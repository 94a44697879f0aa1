"""Addresses of characters and people."""

from django.urls import path

from portal.cast import views

app_name = "cast"
urlpatterns = [
    path("shows/<slug:show>/cast/", views.cast, name="cast"),
    path("shows/<slug:show>/characters/<slug:character>/", views.character, name="character"),
    path("people/<slug:person>/", views.person, name="person"),
]
