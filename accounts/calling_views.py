"""Who can be called by name, for a script beside a text."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse, JsonResponse
from django.views.decorators.http import require_safe

from accounts.calling import ASKED_A_MINUTE, TOO_OFTEN, fans_called, handles_in
from accounts.models import Member
from portal.lib.limits import hit, tell
from portal.lib.verdicts import JOIN_FIRST


@require_safe
def calls(request: HttpRequest) -> HttpResponse:
    """At most eight fans whose handle or name begins with `q`; those in `near` (handles with commas between) first."""
    if not isinstance(request.user, Member):
        return JsonResponse({"sentence": str(JOIN_FIRST.reason)}, status=403)
    limit = hit(f"calling:{request.user.pk}", ASKED_A_MINUTE, 60)
    if limit.exceeded:
        answer = JsonResponse({"sentence": str(TOO_OFTEN)}, status=429)
        tell(limit, answer)
        return answer
    asked, viewpoint = request.GET, request.viewpoint  # type: ignore[attr-defined]
    near = handles_in(asked.get("near", ""))
    fans = fans_called(asked.get("q", ""), request.user, unheard=viewpoint.blocked, near=near)
    answer = JsonResponse({"results": [{"handle": fan.handle, "name": fan.name} for fan in fans]})
    answer["Cache-Control"] = "private, no-store"
    return answer
