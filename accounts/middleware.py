"""What allauth's pages and its API answer, brought in line with the rest of the house."""

from __future__ import annotations

import json
from collections.abc import Callable
from typing import Any

from allauth.account.internal.flows.email_verification import consume_email_verification_rate_limit
from allauth.account.internal.flows.email_verification_by_code import EMAIL_VERIFICATION_CODE_SESSION_KEY
from django.contrib import messages
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.cache import add_never_cache_headers
from django.utils.translation import gettext_lazy as _

from accounts.passkeys import is_garbage
from accounts.policies import has_role_in_hand

TOO_SOON = _("A code went out to you just now. It may take a minute; after three you can ask for another.")
NO_PASSKEY = _("This is no passkey that can be read here.")
PAGES, PROGRAMS = "/accounts/", "/_allauth/"
RETRY_AFTER_SECONDS = "60"
LEAVES = (f"{PAGES}logout/", f"{PAGES}delete/", f"{PAGES}delete/at-the-door/", f"{PROGRAMS}browser/v1/auth/session")
# Pages in its own cache, drafts of its tabs, the worker and what that keeps: a browser drops them all when told so.
DROP_ALL = '"cache", "storage"'


class AccountPagesMiddleware:
    """Forms that fail answer 422; a 429 says when to come back; nothing about an account is kept by a cache, and
    nothing of a member by the browser they have signed out of."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        """Headers on the way out; on the way in, JSON that holds half a character is refused before it is hashed."""
        if not request.path.startswith((PAGES, PROGRAMS)):
            return self.get_response(request)
        if request.path.startswith(PROGRAMS) and has_half_characters(request.body):
            return JsonResponse(
                {"status": 400, "errors": [{"code": "invalid", "message": "lone surrogate"}]}, status=400
            )
        response = self.get_response(request)
        add_never_cache_headers(response)
        if has_left(request):
            response["Clear-Site-Data"] = DROP_ALL
        if response.status_code == 429:
            response.setdefault("Retry-After", RETRY_AFTER_SECONDS)
        return response

    def process_view(self, request: HttpRequest, view: Any, args: Any, kwargs: Any) -> HttpResponse | None:
        """A passkey that is none is refused before it is read any further; who asks for another code while the last one
        is on its way is told so beside the form for it."""
        if request.method not in ("POST", "PUT"):
            return None
        if request.path == reverse("account_email_verification_sent") and asks_too_soon(request):
            messages.error(request, TOO_SOON)
            return redirect(request.get_full_path())
        by_program = request.path.startswith(PROGRAMS) and "/webauthn" in request.path
        if by_program and is_garbage(request.body.decode(errors="replace"), wrapped=True):
            errors = [{"code": "invalid", "param": "credential", "message": str(NO_PASSKEY)}]
            return JsonResponse({"status": 400, "errors": errors}, status=400)
        if request.path.startswith(f"{PAGES}2fa/") and is_garbage(request.POST.get("credential", "")):
            return render(request, "refused.html", {"sentence": NO_PASSKEY, "code": "no_passkey"}, status=422)
        return None

    def process_template_response(self, request: HttpRequest, response: Any) -> Any:
        """422 for a page that shows a form with errors."""
        form = (response.context_data or {}).get("form")
        if request.method == "POST" and response.status_code == 200 and getattr(form, "errors", None):
            response.status_code = 422
        return response


class SecondStepFirst:
    """Keeps the admin, which asks no policy of ours, from those whose role rests."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        """Nothing on the way in: only what has an address is asked about."""
        return self.get_response(request)

    def process_view(self, request: HttpRequest, view: Any, args: Any, kwargs: Any) -> HttpResponse | None:
        """The page that says why, and leads on; the way out stays open."""
        match = request.resolver_match
        if match is None or match.app_name != "admin" or match.url_name == "logout":
            return None
        if verdict := has_role_in_hand(request.user):
            return None
        return render(request, "accounts/second_step.html", {"sentence": verdict.reason}, status=403)


def asks_too_soon(request: HttpRequest) -> bool:
    """Whether another code is asked for before allauth would send one; asking it would change the one on its way."""
    waits = request.session.get(EMAIL_VERIFICATION_CODE_SESSION_KEY) or {}
    if request.POST.get("action") != "resend" or "email" not in waits:
        return False
    return not consume_email_verification_rate_limit(request, waits["email"], dry_run=True)


def has_left(request: HttpRequest) -> bool:
    """Whether somebody has just signed out here, or given up their seat."""
    asked = request.method in ("POST", "DELETE") and request.path in LEAVES
    return asked and not request.user.is_authenticated


def has_half_characters(body: bytes) -> bool:
    """Whether a JSON text holds a lone surrogate, which no database and no hash takes."""
    if b"\\ud" not in body.lower():
        return False
    try:
        json.dumps(json.loads(body), ensure_ascii=False).encode()
    except UnicodeEncodeError:
        return True
    except ValueError:
        return False
    return False
