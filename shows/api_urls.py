"""API addresses of shows."""

from django.urls import path

from portal.lib import addresses  # noqa: F401 (registers the converter)
from shows import api
from shows.trp import api as trp

urlpatterns = [
    path("shows/", api.Shows.as_view()),
    path("shows/<slug:show>/", api.OneShow.as_view()),
    path("shows/<slug:show>/episodes/", api.Episodes.as_view()),
    path("shows/<slug:show>/episodes/<episode:number>/", api.OneEpisode.as_view()),
    path("shows/<slug:show>/progress/", api.MyProgress.as_view()),
    path("shows/<slug:show>/ratings/", trp.ShowRatings.as_view()),
    path("ratings/", trp.Ratings.as_view()),
    path("ratings/import/", trp.Import.as_view()),
    path("ratings/<row:pk>/", trp.OneRating.as_view()),
    path("shows/<slug:show>/schedule/", api.Schedule.as_view()),
    path("me/progress/", api.MyPlaces.as_view()),
]
