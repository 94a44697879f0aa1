"""A member as others see them, what they can set for themselves, and what everybody is told about both."""

from __future__ import annotations

from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_safe

from accounts.company import how_kept_away
from accounts.consents import consents_of
from accounts.factors import ways_of
from accounts.forms import TokenForm
from accounts.keys import sessions_of, tokens_of
from accounts.models import Member, Role
from accounts.policies import can_keep_away
from accounts.profiles import told_to
from portal.lib.previews import Preview
from portal.pages.profile import shared_shows
from portal.pages.queries import feed, waiting_of
from shows.places import choice


@require_safe
def member(request: HttpRequest, handle: str) -> HttpResponse:
    """Who somebody is here, and what they have posted, through the reader's gate.

    Whom they have blocked finds nobody here, unless it is their work to look. No search engine is to keep the page of
    somebody under 18.
    """
    found = Member.objects.called(handle).first()
    viewpoint = request.viewpoint
    apart = found is not None and not viewpoint.hears(found.pk)
    how = how_kept_away(request.user, found) if apart else ""
    if found is None or (apart and not how and not viewpoint.moderates):
        raise Http404
    if found.handle != handle:
        return redirect("member", found.handle)
    context = {
        "member": found,
        "sharing": None if found.is_minor else Preview(request.path, found.handle, kind="profile", embeds=False),
        "badge": found.get_role_display() if found.role > Role.FAN else "",
        "how": how,
        "told": (told := told_to(request.user, found)),
        "shows": shared_shows(found, told),
        "may_keep_away": can_keep_away(request.user, found),
        "page": feed(viewpoint, request.GET.get("after", ""), author=found),
        "waiting": waiting_of(viewpoint) if found == request.user else [],
        "section": "you" if found == request.user else "",
    }
    response = render(request, "pages/member.html", context)
    if found.is_minor:
        response["X-Robots-Tag"] = "noindex"
    return response


@login_required
@require_safe
def settings(request: HttpRequest) -> HttpResponse:
    """Language, shows, ways in, keys, and the way out."""
    viewpoint = request.viewpoint
    shows = [choice(clock, viewpoint) for clock in viewpoint.clocks.values()]
    context = {
        "watched": [show for show in shows if show.said],
        "others": [show for show in shows if not show.said],
        "sessions": sessions_of(request.user),
        "this_session": request.session.session_key,
        "tokens": tokens_of(request.user),
        "form": TokenForm(member=request.user),
        "ways": ways_of(request.user),
        "consents": consents_of(request.user),
        "section": "you",
    }
    return render(request, "pages/settings.html", context)


@require_safe
def privacy(request: HttpRequest) -> HttpResponse:
    """What is kept of people."""
    return render(request, "pages/privacy.html")


@require_safe
def terms(request: HttpRequest) -> HttpResponse:
    """What a seat asks of whoever sits on it."""
    return render(request, "pages/terms.html")
