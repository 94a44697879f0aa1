"""Addresses of reports, the desk, decisions and the rules."""

from django.urls import path

from portal.lib import addresses  # noqa: F401 (registers the converters)
from portal.moderation import desk, views

app_name = "moderation"
urlpatterns = [
    path("rules/", views.rules, name="rules"),
    path("contributions/<public_id:public_id>/reports/", views.reports, name="reports"),
    path("decisions/<public_id:public_id>/", views.decision, name="decision"),
    path("decisions/<public_id:public_id>/appeal/", views.appeal, name="appeal"),
    path("moderation/", desk.desk, name="desk"),
    path("moderation/cases/<row:pk>/", desk.case, name="case"),
    path("moderation/cases/<row:pk>/claim/", desk.claim, name="claim"),
    path("moderation/cases/<row:pk>/decision/", desk.decision, name="decide"),
    path("moderation/cases/<row:pk>/review/", desk.review, name="review"),
]
