"""The page of alerts."""

from __future__ import annotations

from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.cache import cache_control
from django.views.decorators.http import require_POST, require_safe

from portal.notifications.actions import mark_all_read
from portal.notifications.models import Notification
from portal.notifications.queries import alerts

private = cache_control(private=True, no_store=True)


@login_required
@private
@require_safe
def notifications(request: HttpRequest) -> HttpResponse:
    """What one was told, newest first; looking does not mark it read."""
    page = alerts(request.viewpoint, request.GET.get("after", ""))
    context = {
        "page": page,
        "next_url": f"{reverse('notifications:notifications')}?after={page.next_cursor}" if page.next_cursor else "",
        "any_new": Notification.objects.due_for(request.viewpoint).unread().exists(),
        "section": "alerts",
    }
    return render(request, "notifications/notifications.html", context)


@login_required
@require_POST
def read(request: HttpRequest) -> HttpResponse:
    """Mark all of them read."""
    mark_all_read(request.viewpoint, at=timezone.now())
    return redirect("notifications:notifications")
