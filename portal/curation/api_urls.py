"""API addresses of edits and their history."""

from django.urls import path

from portal.curation import api
from portal.lib import addresses  # noqa: F401 (registers the converters)

ONE = "proposals/<public_id:public_id>/"
urlpatterns = [
    path("proposals/", api.Proposals.as_view()),
    path(ONE, api.OneProposal.as_view()),
    path(f"{ONE}acceptance/", api.Acceptance.as_view()),
    path(f"{ONE}rejection/", api.Rejection.as_view()),
    path(f"{ONE}questions/", api.Questions.as_view()),
    path(f"{ONE}answers/", api.Answers.as_view()),
    path(f"{ONE}withdrawal/", api.Withdrawal.as_view()),
    path(f"{ONE}reversal/", api.Reversal.as_view()),
    path("curation/history/", api.History.as_view()),
    path("curation/members/<str:handle>/rollback/", api.Rollback.as_view()),
]
