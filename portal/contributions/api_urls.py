"""API addresses of verbs that every contribution has."""

from django.urls import path

from portal.contributions import api

urlpatterns = [path("contributions/<str:public_id>/lift/", api.Lifts.as_view())]
