"""API addresses of reports, the desk, decisions and the rules."""

from django.urls import path

from portal.lib import addresses  # noqa: F401 (registers the converters)
from portal.moderation import api

urlpatterns = [
    path("rules/", api.Rules.as_view()),
    path("contributions/<public_id:public_id>/reports/", api.Reports.as_view()),
    path("moderation/cases/", api.Cases.as_view()),
    path("moderation/appeals/", api.Appeals.as_view()),
    path("moderation/cases/<row:pk>/", api.OneCase.as_view()),
    path("moderation/cases/<row:pk>/claim/", api.Claims.as_view()),
    path("moderation/cases/<row:pk>/decision/", api.Decisions.as_view()),
    path("moderation/cases/<row:pk>/review/", api.Reviews.as_view()),
    path("decisions/<public_id:public_id>/", api.OneDecision.as_view()),
    path("decisions/<public_id:public_id>/appeal/", api.MyAppeal.as_view()),
]
