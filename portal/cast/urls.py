"""Addresses of characters."""

from django.urls import path

from portal.cast import graph_views, views, vote_views
from portal.cast.beats import views as beats
from portal.cast.curating import views as curating
from portal.cast.maps import views as maps
from portal.lib import addresses  # noqa: F401 (registers the converter)

CHARACTER = "shows/<slug:show>/characters/<slug:character>/"

app_name = "cast"
urlpatterns = [
    path("shows/<slug:show>/cast/", views.cast, name="cast"),
    path(CHARACTER, views.character, name="character"),
    path(f"{CHARACTER}recast/", views.recasting, name="recast"),
    path(f"{CHARACTER}votes/", vote_views.votes, name="votes"),
    path(f"{CHARACTER}lift/", views.lift, name="lift"),
    path(f"{CHARACTER}graph/", graph_views.table, name="graph"),
    *(path(f"{CHARACTER}graph.{ending}", view, name=f"graph-{ending}") for ending, view in graph_views.FILES.items()),
    path("shows/<slug:show>/map/", maps.relationship_map, name="map"),
    path("shows/<slug:show>/map.svg", maps.map_svg, name="map_svg"),
    path("shows/<slug:show>/map.json", maps.map_json, name="map_json"),
    path("shows/<slug:show>/ties/new/", curating.new_tie, name="new_tie"),
    path("shows/<slug:show>/ties/<row:pk>/edit/", curating.edit_tie, name="edit_tie"),
    path("shows/<slug:show>/ties/<row:pk>/removal/", curating.remove_tie, name="remove_tie"),
    path("shows/<slug:show>/beats/", beats.beats, name="beats"),
    path("shows/<slug:show>/beats/lift/", beats.lift, name="lift_beats"),
    path("shows/<slug:show>/beats/new/", curating.new_beat, name="new_beat"),
    path("shows/<slug:show>/beats/<slug:public_id>/", beats.beat, name="beat"),
    path("shows/<slug:show>/beats/<slug:public_id>/edit/", curating.edit_beat, name="edit_beat"),
    path("shows/<slug:show>/beats/<slug:public_id>/removal/", curating.remove_beat, name="remove_beat"),
    path("shows/<slug:show>/rumours/", beats.rumours, name="rumours"),
]
