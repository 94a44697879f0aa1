"""What a member tells of themselves: the form, and the shows they share."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.forms.models import model_to_dict
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.cache import cache_control
from django.views.decorators.http import require_http_methods

from accounts.actions import tell_of_oneself
from accounts.forms import ProfileForm
from accounts.models import Member
from accounts.profiles import Told, profile_of
from portal.contributions.readers import viewpoint_of
from portal.photos.forms import PictureForm
from shows.places import Choice, choice


@login_required
@cache_control(private=True, no_store=True)
@require_http_methods(["GET", "HEAD", "POST"])
def profile(request: HttpRequest) -> HttpResponse:
    """Tell something of oneself, each field to whom one likes."""
    form = ProfileForm(request.POST or None, initial=told_before(request))
    if form.is_valid():
        tell_of_oneself(request.user, said=form.cleaned_data)
        messages.success(request, _("Saved."))
        return redirect("member", request.user.handle)
    return profile_page(request, form=form, status=422 if form.is_bound else 200)


def profile_page(
    request: HttpRequest, *, form: ProfileForm | None = None, picture: PictureForm | None = None, status: int = 200
) -> HttpResponse:
    """Both forms, each with what was typed into it, if anything was."""
    context: dict[str, Any] = {
        "form": form or ProfileForm(initial=told_before(request)),
        "picture": picture or PictureForm(member=request.user),
        "section": "you",
    }
    return render(request, "accounts/profile.html", context, status=status)


def told_before(request: HttpRequest) -> dict[str, Any]:
    """What a member has told of themselves so far."""
    return model_to_dict(profile_of(request.user), exclude=["member"])


def shared_shows(member: Member, told: Told) -> list[Choice]:
    """The shows a member has said something about, the last first, where they share them with this reader."""
    if not told.shows:
        return []
    theirs = viewpoint_of(member)
    table = theirs.clocks
    return [choice(table[pk], theirs) for pk in reversed(theirs.through) if pk in table]
