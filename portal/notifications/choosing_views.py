"""Choosing what to be told of, muting a thread, and ending a mail by its link."""

from __future__ import annotations

from typing import Any, cast

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_http_methods, require_POST

from portal.contributions.writing import seated
from portal.lib.origin import next_path
from portal.lib.verdicts import Invalid
from portal.notifications.choosing import DAILY, choose, end_mails, hear_thread, keep_hours, mute_thread
from portal.notifications.forms import HoursForm, SettingsForm
from portal.notifications.hours import hours_of
from portal.notifications.queries import QUIET
from portal.notifications.sorts import sort_named
from portal.notifications.targets import find_thread, shown
from portal.notifications.wishes import behind, wishes_of


@login_required
@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def settings(request: HttpRequest) -> HttpResponse:
    """What to be told of, and how."""
    member: Any = request.user
    form = SettingsForm(request.POST if request.method == "POST" else None, wishes=wishes_of(member))
    if form.is_bound and form.is_valid():
        choose(form.chosen(), by=member)
        messages.success(request, _("Your alert settings are kept."))
        return redirect("notifications:settings")
    return settings_page(request, form, HoursForm(hours=hours_of(member)), status=422 if form.is_bound else 200)


@login_required
@never_cache
@require_POST
def hours(request: HttpRequest) -> HttpResponse:
    """When mail may come: quiet hours, the daily mail, and by which clock."""
    member: Any = request.user
    form = HoursForm(request.POST, hours=hours_of(member))
    if form.is_valid():
        try:
            keep_hours(by=member, **form.cleaned_data)
        except Invalid as refusal:
            form.add_error(refusal.field, str(refusal.message))
        else:
            messages.success(request, _("Your mail hours are kept."))
            return redirect("notifications:settings")
    return settings_page(request, SettingsForm(wishes=wishes_of(member)), form, status=422)


def settings_page(request: HttpRequest, form: SettingsForm, when: HoursForm, *, status: int) -> HttpResponse:
    """Both forms; the one that could not be taken with what was typed."""
    context = {"form": form, "hours": when, "section": "alerts"}
    return render(request, "notifications/settings.html", context, status=status)


@require_http_methods(["GET", "HEAD", "POST", "DELETE"])
@seated
def mute(request: HttpRequest, public_id: str) -> HttpResponse:
    """GET offers it; POST ends alerts of the thread something stands in; DELETE, or POST with `take_back`, lets them
    come again."""
    thread, member = find_thread(request.viewpoint, public_id), cast(Any, request.user)
    target = shown(thread, request.viewpoint)
    if request.method in ("GET", "HEAD"):
        muted = thread.pk in request.viewpoint.marks.get(QUIET, {})
        return render(request, "notifications/mute.html", {"muted": muted, "target": target})
    if request.method == "DELETE" or "take_back" in request.POST:
        hear_thread(thread, by=member)
    else:
        mute_thread(thread, by=member, at=timezone.now())
    return redirect(next_path(request, f"{target.url}#comments"))


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
    member, name = found
    sort = sort_named(name)
    if sort is None and name != DAILY:
        raise Http404
    if request.method == "POST":
        end_mails(member, name)
    label = sort.label if sort is not None else _("The daily mail")
    return render(request, "notifications/unsubscribe.html", {"label": label, "done": request.method == "POST"})
