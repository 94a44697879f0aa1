"""API addresses of reports, the desk, decisions and the rules."""

from django.urls import path

from portal.lib import addresses  # noqa: F401 (registers the converters)
from portal.moderation import api, desk_api

urlpatterns = [
    path("rules/", api.Rules.as_view()),
    path("contributions/<public_id:public_id>/reports/", api.Reports.as_view()),
    path("moderation/cases/", api.Cases.as_view()),
    path("moderation/keys/", desk_api.Keys.as_view()),
    path("moderation/appeals/", api.Appeals.as_view()),
    path("moderation/cases/<row:pk>/", api.OneCase.as_view()),
    path("moderation/cases/<row:pk>/claim/", api.Claims.as_view()),
    path("moderation/cases/<row:pk>/decision/", api.Decisions.as_view()),
    path("moderation/cases/<row:pk>/review/", api.Reviews.as_view()),
    path("moderation/cases/<row:pk>/hiding/", desk_api.Hidings.as_view()),
    path("moderation/cases/<row:pk>/question/", desk_api.Questions.as_view()),
    path("moderation/decisions/", desk_api.Bulk.as_view()),
    path("moderation/decisions/<public_id:public_id>/", desk_api.Undo.as_view()),
    path("moderation/batches/<public_id:public_id>/", desk_api.UndoAll.as_view()),
    path("moderation/members/<str:handle>/", desk_api.People.as_view()),
    path("moderation/members/<str:handle>/notes/", desk_api.Notes.as_view()),
    path("members/<str:handle>/reports/", desk_api.MemberReports.as_view()),
    path("record/", desk_api.Record.as_view()),
    path("me/sanctions/", desk_api.MySanctions.as_view()),
    path("decisions/<public_id:public_id>/", api.OneDecision.as_view()),
    path("decisions/<public_id:public_id>/appeal/", api.MyAppeal.as_view()),
]
