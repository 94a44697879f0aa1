"""Lifting a veil and putting it back, for members and guests; what something said before it was edited."""

from __future__ import annotations

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_http_methods, require_safe

from portal.contributions.actions import lift as lift_veil
from portal.contributions.actions import put_back
from portal.contributions.kinds import kind_of
from portal.contributions.models import Contribution
from portal.contributions.policies import can_lift
from portal.contributions.queries import versions
from portal.lib.origin import next_path, same_origin_post
from portal.lib.verdicts import require
from shows.seats import guest_seat, keep_guest_seat
from shows.spoilers import Veil


@same_origin_post
@require_http_methods(["POST", "DELETE"])
def lift(request: HttpRequest, public_id: str) -> HttpResponse:
    """POST opens one veil; DELETE, or POST with `put_back`, covers it again."""
    thing = get_object_or_404(Contribution.objects.visible_to(request.viewpoint), public_id=public_id)
    covering = request.method == "DELETE" or "put_back" in request.POST
    response = redirect(next_path(request, kind_of(thing).safe_url(thing)) + f"#c-{public_id}")
    if request.user.is_authenticated:
        (put_back if covering else lift_veil)(thing, by=request.user)
        return response
    require(can_lift(request.user, thing))
    seat = guest_seat(request)
    seat = seat.without_lift(public_id) if covering else seat.with_lift(public_id, thing.effective_reveals)
    keep_guest_seat(response, seat, secure=settings.SECURE)
    return response


@require_safe
def revisions(request: HttpRequest, public_id: str) -> HttpResponse:
    """The earlier versions of something."""
    viewpoint = request.viewpoint
    thing = get_object_or_404(Contribution.objects.visible_to(viewpoint), public_id=public_id)
    read = viewpoint.read(thing)
    context = {"back": kind_of(thing).safe_url(thing), "horizon": viewpoint.horizon(thing.show_id)}
    if isinstance(read, Veil):
        return render(request, "contributions/revisions.html", context | {"covered": read})
    return render(request, "contributions/revisions.html", context | {"versions": versions(read, viewpoint)})
