"""API addresses of the cast."""

from django.urls import path

from portal.cast import api

urlpatterns = [
    path("shows/<slug:show>/cast/", api.Cast.as_view()),
    path("shows/<slug:show>/characters/<slug:character>/", api.OneCharacter.as_view()),
    path("people/", api.People.as_view()),
    path("people/<slug:person>/", api.OnePerson.as_view()),
]
