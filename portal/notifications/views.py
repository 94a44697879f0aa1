"""The page of alerts."""

from __future__ import annotations

from urllib.parse import urlencode

from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.cache import cache_control
from django.views.decorators.http import require_POST, require_safe

from accounts.seats import stamp_anew
from portal.notifications.actions import mark_all_read
from portal.notifications.models import Notification
from portal.notifications.queries import alerts
from portal.notifications.sorts import sort_named, sorts

private = cache_control(private=True, no_store=True)


@login_required
@private
@require_safe
def notifications(request: HttpRequest) -> HttpResponse:
    """What one was told, newest first; looking does not mark it read."""
    of = sort.name if (sort := sort_named(request.GET.get("of", ""))) else ""
    page = alerts(request.viewpoint, request.GET.get("after", ""), of=of)
    more = urlencode({"of": of, "after": page.next_cursor} if of else {"after": page.next_cursor})
    any_new = Notification.objects.shown_to(request.viewpoint).unread().exists()
    if request.viewpoint.unseen and not any_new and not of:
        stamp_anew(request.user.pk)  # what they were told of has gone since the bell counted it
    context = {
        "page": page,
        "of": of,
        "chips": [sort for sort in sorts() if sort.short],
        "next_url": f"{reverse('notifications:notifications')}?{more}" if page.next_cursor else "",
        "any_new": any_new,
        "section": "alerts",
    }
    return render(request, "notifications/notifications.html", context)


@login_required
@require_POST
def read(request: HttpRequest) -> HttpResponse:
    """Mark all of them read."""
    mark_all_read(request.viewpoint, at=timezone.now())
    return redirect("notifications:notifications")
