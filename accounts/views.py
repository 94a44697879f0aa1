"""The one-time way in that the run command prints."""

from __future__ import annotations

from allauth.account.internal.flows.login import record_authentication
from django.contrib.auth import login
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_safe

from accounts.actions import read_entry_token


@never_cache
@require_http_methods(["GET", "POST"])
def enter(request: HttpRequest, token: str) -> HttpResponse:
    """GET asks, so that a link preview spends nothing; POST signs in."""
    member = read_entry_token(token)
    if request.method == "POST":
        login(request, member)
        record_authentication(request, member, "entry", reauthenticated=True)
        return redirect("home")
    return render(request, "accounts/enter.html", {"member": member})


@require_safe
def no_phone(request: HttpRequest, client: str) -> HttpResponse:
    """Stands before allauth's address for phone numbers, which fails where nobody keeps any."""
    raise Http404
