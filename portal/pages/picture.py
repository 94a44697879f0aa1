"""The picture of a member: put on, shown to whom they like, taken off."""

from __future__ import annotations

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.views.decorators.cache import cache_control
from django.views.decorators.http import require_POST

from accounts.picturing import show_picture_to
from portal.lib.limits import hit, sender, tell
from portal.pages.profile import profile_page
from portal.photos.faces import bare, wear
from portal.photos.forms import PictureForm
from portal.photos.limits import PICTURES_AN_HOUR, TOO_MANY_PICTURES
from portal.photos.refusals import ImageRefused, StorageFull

BUSY_SECONDS = "60"


@login_required
@cache_control(private=True, no_store=True)
@require_POST
def picture(request: HttpRequest) -> HttpResponse:
    """Put on what was sent, or say who sees what is there; `remove` takes it off."""
    if "remove" in request.POST:
        bare(request.user)
        messages.success(request, _("Your rosette is back."))
        return redirect("profile")
    form = PictureForm(request.POST, request.FILES, member=request.user)
    if not form.is_valid():
        return profile_page(request, picture=form, status=422)
    if form.cleaned_data["file"] is None:
        show_picture_to(request.user, form.cleaned_data["picture_for"])
    elif (refused := _put_on(request, form)) is not None:
        return refused
    messages.success(request, _("Saved."))
    return redirect("profile")


def _put_on(request: HttpRequest, form: PictureForm) -> HttpResponse | None:
    """Make it of the file; answers the page with the sentence where it is not taken."""
    limit = hit(f"picture:{sender(request)}", PICTURES_AN_HOUR, 3600)
    if limit.exceeded:
        form.add_error("file", TOO_MANY_PICTURES)
        answer = profile_page(request, picture=form, status=429)
        tell(limit, answer)
        return answer
    try:
        wear(form.cleaned_data["file"], by=request.user, audience=form.cleaned_data["picture_for"])
    except ImageRefused as refusal:
        form.add_error("file", str(refusal))
        answer = profile_page(request, picture=form, status=503 if refusal.reason == "busy" else 422)
        if refusal.reason == "busy":
            answer["Retry-After"] = BUSY_SECONDS
        return answer
    except StorageFull as fault:
        form.add_error("file", str(fault))
        return profile_page(request, picture=form, status=507)
    return None
