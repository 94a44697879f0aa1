"""API addresses of shows."""

from django.urls import path

from shows import api

urlpatterns = [
    path("shows/", api.Shows.as_view()),
    path("shows/<slug:show>/", api.OneShow.as_view()),
    path("shows/<slug:show>/episodes/", api.Episodes.as_view()),
    path("shows/<slug:show>/episodes/<int:number>/", api.OneEpisode.as_view()),
    path("shows/<slug:show>/progress/", api.MyProgress.as_view()),
]
