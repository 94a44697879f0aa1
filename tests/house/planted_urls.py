"""The portal's addresses and two that forgot to ask who is there."""

from django.http import HttpRequest, HttpResponse
from django.urls import include, path

from shows.models import Show


def careless(request: HttpRequest) -> HttpResponse:
    return HttpResponse("done")


def destructive(request: HttpRequest, show: str) -> HttpResponse:
    Show.objects.filter(slug=show).update(title="Mine")
    return HttpResponse(status=404)


urlpatterns = [
    path("careless/", careless),
    path("shows/<slug:show>/destructive/", destructive),
    path("", include("portal.pages.urls")),
]
