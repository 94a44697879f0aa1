"""Addresses of shows; the show's own page mixes nouns and lives in `pages`."""

from django.urls import path

from portal.lib import addresses  # noqa: F401 (registers the converter)
from shows import feeds, views, watching
from shows.trp import desk
from shows.trp import views as trp

app_name = "shows"
urlpatterns = [
    path("shows/", views.shows, name="shows"),
    path("shows/<slug:show>/progress/", watching.progress, name="progress"),
    path("shows/<slug:show>/episodes/", views.guide, name="guide"),
    path("shows/<slug:show>/episodes/from/<episode:number>/", views.guide_from, name="guide_from"),
    path("shows/<slug:show>/episodes/jump/", views.guide_jump, name="guide_jump"),
    path("shows/<slug:show>/calendar.ics", feeds.calendar, name="calendar"),
    path("progress/", watching.my_progress, name="my_progress"),
    path("progress/undo/", watching.undo, name="undo"),
    path("shows/<slug:show>/ratings/", trp.show_ratings, name="show_ratings"),
    path("shows/<slug:show>/ratings/lift/", trp.lift_show_ratings, name="lift_show_ratings"),
    path("shows/<slug:show>/ratings.csv", trp.ratings_csv, name="show_ratings_csv"),
    path("ratings/", trp.ratings, name="ratings"),
    path("ratings/lift/", trp.lift_ratings, name="lift_ratings"),
    path("ratings.csv", trp.ratings_csv, name="ratings_csv"),
    path("ratings/new/", desk.new, name="new_rating"),
    path("ratings/import/", desk.sheet, name="import_ratings"),
    path("ratings/<row:pk>/edit/", desk.edit, name="edit_rating"),
    path("ratings/<row:pk>/removal/", desk.removal, name="remove_rating"),
]
