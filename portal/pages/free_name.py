"""Whether the name somebody types while joining can be theirs, told before they send the form."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.cache import cache_control
from django.views.decorators.http import require_safe

from portal.lib.limits import hit, sender, tell, wait_sentence
from portal.pages.forms import JoinForm

ASKED_A_MINUTE = 30


@cache_control(private=True, no_store=True)
@require_safe
def free_name(request: HttpRequest) -> HttpResponse:
    """What the form would say of a name, in its own words, or that the name is free; nothing of no name."""
    limit = hit(f"name:{sender(request)}", ASKED_A_MINUTE, 60)
    if limit.exceeded:
        answer = HttpResponse(wait_sentence(limit), content_type="text/plain", status=429)
        tell(limit, answer)
        return answer
    typed = request.GET.get("username", "").strip()
    refusals = JoinForm({"username": typed}).errors.get("username", []) if typed else []
    return render(request, "account/_free_name.html", {"typed": typed, "refusals": refusals})
