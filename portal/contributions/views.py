"""Lifting a veil and putting it back, for members and guests; bookmarks; what something said before it was edited."""

from __future__ import annotations

from django.conf import settings
from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.exceptions import ValidationError
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from portal.contributions.kinds import kind_of
from portal.contributions.lifting import bookmark as keep
from portal.contributions.lifting import let_go, put_back, require_seen
from portal.contributions.lifting import lift as lift_veil
from portal.contributions.models import Contribution
from portal.contributions.policies import RAISED, can_lift, revealed_by
from portal.contributions.queries import bookmarked, versions
from portal.lib.origin import next_path, same_origin_post
from portal.lib.verdicts import Invalid, Refused
from shows.forms import EpisodeNumberField
from shows.seats import Seat, guest_seat, keep_guest_seat
from shows.spoilers import Veil, lift_key


@same_origin_post
@require_http_methods(["POST", "DELETE"])
def lift(request: HttpRequest, public_id: str) -> HttpResponse:
    """POST opens one veil, which named `reveals`, or one cover within (`part`, as `name:episode`); DELETE, or POST with
    `put_back` (`1`, or a cover's name), covers it again."""
    thing = get_object_or_404(Contribution.objects.visible_to(request.viewpoint), public_id=public_id)
    back = next_path(request, kind_of(thing).safe_url(thing))
    part, seen = asked(request)
    veil = request.viewpoint.read(thing)
    try:
        seat = moved_seat(request, thing, seen, part)
    except Refused as refusal:
        if refusal.verdict.code != RAISED or not isinstance(veil, Veil):
            raise
        context = {"veil": veil, "here": back, "said": refusal.verdict.reason}
        return render(request, "contributions/raised.html", context, status=refusal.status)
    response = redirect(f"{back}#c-{public_id}")
    if seat is not None:
        keep_guest_seat(response, seat, secure=settings.SECURE)
    return response


def asked(request: HttpRequest) -> tuple[str, int | None]:
    """Which cover within the thing, empty for the veil over it, and the episode it named; None to cover again."""
    if request.method == "DELETE" or "put_back" in request.POST:
        part = request.POST.get("put_back", "1")
        return "" if part == "1" else part, None
    part, _colon, named = request.POST.get("part", "").partition(":")
    return part, episode_seen(named if part else request.POST.get("reveals", ""))


def moved_seat(request: HttpRequest, thing: Contribution, seen: int | None, part: str = "") -> Seat | None:
    """Lift or cover (`seen` is None): for a member at once, for a guest as the seat to keep.

    Raises:
        Refused: where nothing may be lifted.
    """
    key = lift_key(thing.public_id, part)
    if request.user.is_authenticated and seen is None:
        put_back(thing, by=request.user, part=part)
    elif request.user.is_authenticated:
        lift_veil(thing, by=request.user, seen=seen, part=part)
    elif seen is None:
        return guest_seat(request).without_lift(key)
    else:
        require_seen(can_lift(request.user, thing, seen=seen, part=part))
        return guest_seat(request).with_lift(key, revealed_by(thing, part) or 0)
    return None


def episode_seen(typed: str) -> int:
    """The episode the veil named.

    Raises:
        Invalid: when it is none; nobody can have decided on that.
    """
    try:
        return int(EpisodeNumberField().clean(typed))
    except ValidationError as error:
        raise Invalid("reveals", error.messages[0], "not_an_episode") from error


@require_http_methods(["POST", "DELETE"])
def bookmark(request: HttpRequest, public_id: str) -> HttpResponse:
    """POST keeps something; DELETE, or POST with `take_back`, lets it go, with a way back."""
    thing = get_object_or_404(Contribution.objects.visible_to(request.viewpoint), public_id=public_id)
    going = request.method == "DELETE" or "take_back" in request.POST
    if going:
        let_go(thing, by=request.user)
    else:
        keep(thing, by=request.user, at=timezone.now())
    if request.htmx:
        return render(request, "contributions/_save.html", {"public_id": public_id, "saved": not going})
    if going:
        messages.success(request, _("Taken from your bookmarks."), extra_tags=f"keep:{public_id}")
    else:
        messages.success(request, _("Kept among your bookmarks."))
    return redirect(f"{next_path(request, kind_of(thing).safe_url(thing))}#c-{public_id}")


@login_required
@require_safe
def bookmarks(request: HttpRequest) -> HttpResponse:
    """What the reader keeps, the newest first, each through the gate."""
    page = bookmarked(request.viewpoint.itself, request.GET.get("after", ""))
    return render(request, "contributions/bookmarks.html", {"page": page, "section": "you"})


@require_safe
def revisions(request: HttpRequest, public_id: str) -> HttpResponse:
    """The earlier versions of something."""
    viewpoint = request.viewpoint
    thing = get_object_or_404(Contribution.objects.visible_to(viewpoint), public_id=public_id)
    read = viewpoint.read(thing)
    context = {"back": kind_of(thing).safe_url(thing), "horizon": viewpoint.horizon(thing.show_id)}
    if isinstance(read, Veil):
        return render(request, "contributions/revisions.html", context | {"covered": read})
    context |= {"versions": versions(read, viewpoint), "named": thing.show_id is not None}
    return render(request, "contributions/revisions.html", context)
