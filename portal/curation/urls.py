"""Addresses of edits, their history, and the desk of those who decide about them."""

from django.urls import path

from portal.curation import desk, views
from portal.lib import addresses  # noqa: F401 (registers the converters)

app_name = "curation"
ONE = "curation/proposals/<public_id:public_id>/"
urlpatterns = [
    path("curation/", desk.desk, name="queue"),
    path("curation/mine/", views.my_edits, name="mine"),
    path("curation/history/", views.all_history, name="history"),
    path("curation/members/<str:handle>/", desk.member, name="member"),
    path(ONE, views.proposal, name="proposal"),
    path(f"{ONE}edit/", views.amend, name="amend"),
    path(f"{ONE}acceptance/", desk.acceptance, name="accept"),
    path(f"{ONE}rejection/", desk.rejection, name="reject"),
    path(f"{ONE}questions/", desk.questions, name="ask"),
    path(f"{ONE}answers/", views.answers, name="answer"),
    path(f"{ONE}withdrawal/", views.withdrawal, name="withdraw"),
    path(f"{ONE}reversal/", desk.reversal, name="revert"),
    path("curation/<slug:kind>/new/", views.new, name="new"),
    path("curation/<slug:kind>/<public_id:row>/edit/", views.edit, name="edit"),
    path("curation/<slug:kind>/<public_id:row>/history/", views.row_history, name="row_history"),
    path("shows/<slug:show>/history/", views.show_history, name="show_history"),
]
