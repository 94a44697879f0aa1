"""API addresses of the cast."""

from django.urls import path

from portal.cast import api, graph_api, vote_api
from portal.cast.beats import api as beats
from portal.cast.curating import api as curating
from portal.cast.maps import api as maps
from portal.lib import addresses  # noqa: F401 (registers the converter)

urlpatterns = [
    path("shows/<slug:show>/cast/", api.Cast.as_view()),
    path("shows/<slug:show>/characters/<slug:character>/", api.OneCharacter.as_view()),
    path("shows/<slug:show>/characters/<slug:character>/recast/", api.Recasts.as_view()),
    path("shows/<slug:show>/characters/<slug:character>/graph/", graph_api.OneGraph.as_view()),
    path("shows/<slug:show>/mood/", api.Mood.as_view()),
    path("shows/<slug:show>/map/", maps.Map.as_view()),
    path("shows/<slug:show>/relationships/", curating.Ties.as_view()),
    path("shows/<slug:show>/relationships/<public_id:row>/", curating.OneTie.as_view()),
    path("shows/<slug:show>/beats/", curating.Beats.as_view()),
    path("shows/<slug:show>/beats/<slug:public_id>/", curating.OneBeat.as_view()),
    path("shows/<slug:show>/rumours/", beats.MyRumours.as_view()),
    path("shows/<slug:show>/dump/", api.Dump.as_view()),
    path("shows/<slug:show>/characters/<slug:character>/votes/<episode:episode>/", vote_api.MyVote.as_view()),
    path("people/", api.People.as_view()),
    path("people/<slug:person>/", api.OnePerson.as_view()),
]
