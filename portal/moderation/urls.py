"""Addresses of reports, the desk, decisions and the rules."""

from django.urls import path

from portal.moderation import desk, views

app_name = "moderation"
urlpatterns = [
    path("rules/", views.rules, name="rules"),
    path("contributions/<str:public_id>/reports/", views.reports, name="reports"),
    path("decisions/<str:public_id>/", views.decision, name="decision"),
    path("decisions/<str:public_id>/appeal/", views.appeal, name="appeal"),
    path("moderation/", desk.desk, name="desk"),
    path("moderation/cases/<int:pk>/", desk.case, name="case"),
    path("moderation/cases/<int:pk>/claim/", desk.claim, name="claim"),
    path("moderation/cases/<int:pk>/decision/", desk.decision, name="decide"),
    path("moderation/cases/<int:pk>/review/", desk.review, name="review"),
]
