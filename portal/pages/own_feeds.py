"""A member's own feeds, at their horizon and without those they keep away, and the page that gives their address."""

from __future__ import annotations

from django.conf import settings
from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone, translation
from django.utils.translation import gettext as _
from django.views.decorators.cache import cache_control
from django.views.decorators.http import require_http_methods, require_safe

from accounts.feed_keys import end_feed_key, feed_key_of, give_feed_key, reader_called
from accounts.models import Member
from portal.contributions.readers import viewpoint_of
from portal.lib import atom
from portal.lib.fetched import count, fetched, pack
from portal.lib.kept import Stamps
from portal.pages.feeds import READS
from portal.pages.syndication import of_all, of_own, of_show, page_of
from shows import calendars
from shows.almanac import almanac_of
from shows.clocks import CLOCKS
from shows.lookup import find_show
from shows.models import Show, in_language
from shows.spoilers import Viewpoint

BUCKET = "own-feeds"
private = cache_control(private=True, no_store=True)


@require_safe
def own(request: HttpRequest, key: str) -> HttpResponse:
    """What everybody says, as one member reads it."""
    member, viewpoint = reader(request, key)
    with translation.override(member.language):
        return answer(request, page_of(of_own(of_all(viewpoint), key, member), viewpoint, after(request)), atom.TYPE)


@require_safe
def own_show(request: HttpRequest, key: str, show: str) -> HttpResponse:
    """What is said about a show, as one member reads it."""
    member, viewpoint = reader(request, key)
    found = find_show(show, viewpoint, Stamps(CLOCKS))
    with translation.override(member.language):
        source = of_own(of_show(viewpoint, found), key, member, found.slug)
        return answer(request, page_of(source, viewpoint, after(request)), atom.TYPE)


@require_safe
def own_calendar(request: HttpRequest, key: str) -> HttpResponse:
    """When the shows air that a member watches, with the full titles of what they have watched."""
    member, viewpoint = reader(request, key)
    rows = Show.objects.in_bulk([pk for pk in viewpoint.through if pk in viewpoint.clocks])
    told = [(viewpoint.clocks[pk], show) for pk, show in sorted(rows.items())]
    shows = [(show, clock, almanac_of(clock), viewpoint.horizon(clock.pk)) for clock, show in told]
    with translation.override(member.language):
        return answer(request, calendars.calendar_named(_("Adda"), shows, now=timezone.now()), calendars.TYPE)


def reader(request: HttpRequest, key: str) -> tuple[Member, Viewpoint]:
    """Whose feed it is, and what they may read.

    Raises:
        Http404: where it is nobody's.
        Refused: to an address that asks all the time.
    """
    request.fetches = count(request, BUCKET, READS)  # type: ignore[attr-defined]
    member = reader_called(key)
    if member is None:
        raise Http404
    return member, viewpoint_of(member)


def after(request: HttpRequest) -> str:
    """Where the page before ended."""
    return request.GET.get("after", "")


def answer(request: HttpRequest, body: bytes, media_type: str) -> HttpResponse:
    """One member's file: kept nowhere, named to nobody, found by no search engine."""
    limit = request.fetches  # type: ignore[attr-defined]
    response = fetched(request, pack(body), limit, media_type=media_type, fresh="private, no-store")
    response["Referrer-Policy"] = "no-referrer"
    response["X-Robots-Tag"] = "noindex, nofollow"
    return response


@login_required
@private
@require_http_methods(["GET", "HEAD", "POST", "DELETE"])
def own_feeds(request: HttpRequest) -> HttpResponse:
    """Whether one's feeds have an address. POST gives a new one, which this answer alone shows, or ends it with `end`;
    DELETE ends it too."""
    if request.method == "DELETE" or (request.method == "POST" and "end" in request.POST):
        if end_feed_key(request.user):
            messages.success(request, _("The address has ended. Whoever has it reads nothing more."))
        return redirect("own_feeds")
    context = {"section": "you", "addresses": {}}
    if request.method == "POST":
        context["addresses"] = addresses(give_feed_key(by=request.user, at=timezone.now()), request.viewpoint)
    context["row"] = feed_key_of(request.user)
    response = render(request, "pages/own_feeds.html", context, status=201 if context["addresses"] else 200)
    response["Referrer-Policy"] = "no-referrer"
    return response


def at(name: str, *args: str) -> str:
    """A whole address."""
    return f"{settings.SITE_URL}{reverse(name, args=args)}"


def addresses(key: str, viewpoint: Viewpoint) -> dict[str, object]:
    """Where one's feeds are."""
    watched = [viewpoint.clocks[pk] for pk in viewpoint.through if pk in viewpoint.clocks]
    return {
        "everything": at("own_feed", key),
        "calendar": at("own_calendar", key),
        "shows": [
            {
                "show": clock.slug,
                "title": in_language(clock.title, clock.title_hi),
                "feed": at("own_feed_show", key, clock.slug),
            }
            for clock in watched
        ],
    }
