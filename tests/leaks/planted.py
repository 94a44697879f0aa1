"""A URLconf with one leak of each kind planted beside the portal's own addresses."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import redirect
from django.urls import path

from portal.cast.models import Character
from portal.contributions.kinds import kind_of
from portal.contributions.models import Contribution
from portal.urls import urlpatterns as honest
from shows.models import Episode
from tests.leaks.world import LAST


def the_late_post() -> Contribution:
    """A post that nobody before the end may read."""
    return Contribution.objects.get(kind="post", effective_reveals=LAST, comment_count__gt=0)


def html(request: HttpRequest) -> HttpResponse:
    """The words of a veiled post, hidden by markup only."""
    return HttpResponse(f"<p hidden>{the_late_post().body}</p>")


def slug(request: HttpRequest) -> HttpResponse:
    """A redirect that supplies the slug."""
    post = the_late_post()
    return redirect(kind_of(post).url(post))


def title(request: HttpRequest) -> HttpResponse:
    """The title in the head of the page alone."""
    return HttpResponse(f"<title>{the_late_post().title}</title>")


def count(request: HttpRequest) -> HttpResponse:
    """How many characters there are, secret ones included."""
    return HttpResponse(f"{Character.objects.count()} characters")


def length(request: HttpRequest) -> HttpResponse:
    """How long a veiled post is."""
    return HttpResponse("x" * len(the_late_post().body))


def api_field(request: HttpRequest) -> HttpResponse:
    """A field that no gate was asked about."""
    return JsonResponse({"full_title": Episode.objects.get(number=LAST).full_title})


LEAKS = {"html": html, "slug": slug, "title": title, "api-field": api_field}
ORACLES = {"count": count, "length": length}
urlpatterns = [*honest, *(path(f"planted/{name}/", view) for name, view in (LEAKS | ORACLES).items())]
