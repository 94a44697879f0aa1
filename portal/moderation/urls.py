"""Addresses of reports, the desk, decisions, the rules, and where a member stands."""

from django.urls import path

from portal.lib import addresses  # noqa: F401 (registers the converters)
from portal.moderation import desk, desk_views, record_views, standing_views, views

app_name = "moderation"
urlpatterns = [
    path("rules/", views.rules, name="rules"),
    path("rules/<slug:slug>/<row:version>/", views.rule, name="rule"),
    path("record/", record_views.record, name="record"),
    path("record/feed/", record_views.feed, name="record_feed"),
    path("trust/", standing_views.trust_page, name="trust"),
    path("standing/", standing_views.my_standing, name="my_standing"),
    path("standing/<str:token>/", standing_views.standing, name="standing"),
    path("@<str:handle>/reports/", standing_views.member_reports, name="member_reports"),
    path("contributions/<public_id:public_id>/reports/", views.reports, name="reports"),
    path("decisions/<public_id:public_id>/", views.decision, name="decision"),
    path("decisions/<public_id:public_id>/appeal/", views.appeal, name="appeal"),
    path("moderation/", desk.desk, name="desk"),
    path("moderation/undo/", desk_views.undo, name="undo"),
    path("moderation/keys/", desk_views.keys, name="keys"),
    path("moderation/bulk/", desk_views.bulk, name="bulk"),
    path("moderation/members/<str:handle>/", desk_views.member, name="member"),
    path("moderation/members/<str:handle>/notes/", desk_views.notes, name="notes"),
    path("moderation/cases/<row:pk>/", desk.case, name="case"),
    path("moderation/cases/<row:pk>/claim/", desk.claim, name="claim"),
    path("moderation/cases/<row:pk>/hiding/", desk_views.hide, name="hide"),
    path("moderation/cases/<row:pk>/question/", desk_views.ask, name="ask"),
    path("moderation/cases/<row:pk>/decision/", desk.decision, name="decide"),
    path("moderation/cases/<row:pk>/review/", desk.review, name="review"),
]
