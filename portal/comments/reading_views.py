"""Being in a thread: what is new there, remembered as one reads, and marked as read on request."""

from __future__ import annotations

from typing import Any, cast

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.utils import timezone
from django.views.decorators.http import require_POST

from portal.comments.fresh import Fresh, fresh
from portal.comments.marking import mark_read, note_visit
from portal.comments.queries import Thread
from portal.contributions.kinds import kind_of
from portal.contributions.models import Contribution
from portal.contributions.writing import seated
from portal.lib.kept import Stamps

# What browsers call a page that nobody has asked to see yet.
NOT_YET_SEEN = ("Sec-Purpose", "Purpose", "X-Moz")


def looked_at(request: HttpRequest, part: Thread, stamps: Stamps | None = None) -> Fresh:
    """What is new for whoever looks at a thread; remembered where they look at the whole of it.

    Neither HEAD nor a page fetched ahead is a visit, and a second GET is the same one.

    Args:
        request: for the page of a post or photo that its reader may read.
        part: what of the thread is shown.
        stamps: of this request.
    """
    viewpoint = request.viewpoint.itself
    found = fresh(part.subject, viewpoint, at=timezone.now(), stamps=stamps)
    if found.visit is not None and not part.part and is_seen(request):
        note_visit(part.subject, found.visit, by=cast(Any, request.user), viewpoint=viewpoint)
    return found


def is_seen(request: HttpRequest) -> bool:
    """Whether somebody sees the answer now."""
    ahead = any("prefetch" in request.headers.get(name, "").lower() for name in NOT_YET_SEEN)
    return request.method == "GET" and not ahead


@require_POST
@seated
def reading(request: HttpRequest, public_id: str) -> HttpResponse:
    """All of a thread is read."""
    viewpoint = request.viewpoint
    subject = get_object_or_404(Contribution.objects.visible_to(viewpoint).filter(subject=None), public_id=public_id)
    mark_read(subject, by=cast(Any, request.user), viewpoint=viewpoint, at=timezone.now())
    return redirect(f"{kind_of(subject).safe_url(subject)}#comments")
