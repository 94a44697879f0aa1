"""API addresses of photos."""

from django.urls import path

from portal.lib import addresses  # noqa: F401 (registers the converter)
from portal.photos import api

urlpatterns = [
    path("photos/", api.Photos.as_view()),
    path("photos/<public_id:public_id>/", api.OnePhoto.as_view()),
    path("photos/<public_id:public_id>/names/", api.Places.as_view()),
]
