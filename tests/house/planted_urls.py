"""The portal's addresses and two that forgot to ask who is there."""

from django.http import HttpRequest, HttpResponse
from django.urls import path

from portal.urls import urlpatterns as portal
from shows.models import Show


def careless(request: HttpRequest) -> HttpResponse:
    return HttpResponse("done")


def destructive(request: HttpRequest, show: str) -> HttpResponse:
    Show.objects.filter(slug=show).update(title="Mine")
    return HttpResponse(status=404)


urlpatterns = [path("planted/", careless), path("planted/<slug:show>/", destructive), *portal]
