"""Choosing what to be told of, muting a thread, and ending a mail by its link."""

from __future__ import annotations

from typing import Any, cast

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_http_methods

from portal.contributions.kinds import kind_of
from portal.contributions.models import Contribution
from portal.contributions.writing import seated
from portal.lib.origin import next_path
from portal.notifications.choosing import choose, end_mails, hear_thread, mute_thread
from portal.notifications.forms import SettingsForm
from portal.notifications.queries import QUIET
from portal.notifications.wishes import behind, wishes_of


@login_required
@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def settings(request: HttpRequest) -> HttpResponse:
    """What to be told of, and what by mail as well."""
    member: Any = request.user
    form = SettingsForm(request.POST if request.method == "POST" else None, wishes=wishes_of(member))
    if form.is_bound and form.is_valid():
        choose(form.chosen(), by=member)
        messages.success(request, _("Your alert settings are kept."))
        return redirect("notifications:settings")
    return render(request, "notifications/settings.html", {"form": form, "section": "alerts"})


@require_http_methods(["GET", "HEAD", "POST", "DELETE"])
@seated
def mute(request: HttpRequest, public_id: str) -> HttpResponse:
    """GET offers it; POST ends alerts of the thread something stands in; DELETE, or POST with `take_back`, lets them
    come again."""
    rows = Contribution.objects.visible_to(request.viewpoint).select_related("subject")
    thing = get_object_or_404(rows, public_id=public_id)
    thread, member = thing.subject or thing, cast(Any, request.user)
    back = f"{kind_of(thread).safe_url(thread)}#comments"
    if request.method in ("GET", "HEAD"):
        muted = thread.pk in request.viewpoint.marks.get(QUIET, {})
        return render(request, "notifications/mute.html", {"muted": muted, "back": back})
    if request.method == "DELETE" or "take_back" in request.POST:
        hear_thread(thing, by=member)
    else:
        mute_thread(thing, by=member, at=timezone.now())
    return redirect(next_path(request, back))


@csrf_exempt  # RFC 8058: mail programs send this POST without a session; the signature says whose mails it ends
@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def unsubscribe(request: HttpRequest, token: str) -> HttpResponse:
    """POST ends the mails of one sort for whom the link was signed; GET asks.

    Raises:
        Http404: for a forged link.
    """
    found = behind(token)
    if found is None:
        raise Http404
    member, sort = found
    if request.method == "POST":
        end_mails(member, sort)
    done = request.method == "POST"
    return render(request, "notifications/unsubscribe.html", {"sort": sort, "done": done})
