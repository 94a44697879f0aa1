"""Following something, and the page of what one follows."""

from __future__ import annotations

from typing import Any, cast

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.cache import cache_control
from django.views.decorators.http import require_http_methods, require_safe

from portal.contributions.writing import seated
from portal.lib.origin import next_path
from portal.lib.verdicts import require
from portal.notifications import targets
from portal.notifications.following import can_follow, follow, follows, unfollow

private = cache_control(private=True, no_store=True)
METHODS = ["GET", "HEAD", "POST", "DELETE"]


@login_required
@private
@require_safe
def following(request: HttpRequest) -> HttpResponse:
    """What one follows."""
    page = targets.followed(request.viewpoint.itself, request.GET.get("after", ""))
    return render(request, "notifications/following.html", {"page": page, "section": "you"})


@require_http_methods(METHODS)
@seated
def show(request: HttpRequest, show: str) -> HttpResponse:
    """A show."""
    return _answer(request, targets.find_show(request.viewpoint, show))


@require_http_methods(METHODS)
@seated
def character(request: HttpRequest, show: str, character: str) -> HttpResponse:
    """A character the reader may know of."""
    return _answer(request, targets.find_character(request.viewpoint, show, character))


@require_http_methods(METHODS)
@seated
def person(request: HttpRequest, person: str) -> HttpResponse:
    """Somebody of the cast the reader may know of."""
    return _answer(request, targets.find_person(request.viewpoint, person))


@require_http_methods(METHODS)
@seated
def member(request: HttpRequest, handle: str) -> HttpResponse:
    """A member."""
    return _answer(request, targets.find_member(request.viewpoint, handle))


@require_http_methods(METHODS)
@seated
def thread(request: HttpRequest, public_id: str) -> HttpResponse:
    """The thread something stands in."""
    return _answer(request, targets.find_thread(request.viewpoint, public_id))


def _answer(request: HttpRequest, target: Any) -> HttpResponse:
    """GET offers it; POST follows; DELETE, or POST with `take_back`, ends it."""
    reader, viewpoint = cast(Any, request.user), request.viewpoint.itself
    found = targets.shown(target, viewpoint)
    if request.method in ("GET", "HEAD"):
        require(can_follow(reader, target, viewpoint))
        context = {"target": found, "following": follows(viewpoint, target)}
        return render(request, "notifications/follow.html", context)
    if request.method == "DELETE" or "take_back" in request.POST:
        unfollow(target, by=reader)
        messages.success(request, _("You do not follow this any more."))
    else:
        follow(target, by=reader, viewpoint=viewpoint, at=timezone.now())
        messages.success(request, _("You follow this now. Only you know."))
    return redirect(next_path(request, found.url))
