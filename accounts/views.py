"""The one-time way in that the run command prints, the keys of a seat, and what we ask before allauth."""

from __future__ import annotations

from allauth.account.decorators import reauthentication_required
from allauth.account.internal.flows.login import record_authentication
from allauth.headless.account.views import ManageEmailView
from django.contrib import messages
from django.contrib.auth import login
from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from accounts.actions import end_session, make_token, read_entry_token, revoke_token, spend_entry_token
from accounts.forms import NewAddressInput, TokenForm
from accounts.keys import note_entry


@never_cache
@require_http_methods(["GET", "POST"])
def enter(request: HttpRequest, token: str) -> HttpResponse:
    """GET asks, so that a link preview spends nothing; POST signs in."""
    member = read_entry_token(token)
    if request.method == "POST":
        member = spend_entry_token(token, at=timezone.now())
        login(request, member)
        record_authentication(request, member, "entry", reauthenticated=True)
        note_entry(request)
        return redirect("home")
    return render(request, "accounts/enter.html", {"member": member})


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def tokens(request: HttpRequest) -> HttpResponse:
    """A new token; whoever only looks is led to those they have."""
    if request.method != "POST":
        return redirect(reverse("settings") + "#tokens")
    made: HttpResponse = new_token(request)
    return made


@reauthentication_required
@require_POST
def new_token(request: HttpRequest) -> HttpResponse:
    """A new token, shown this once."""
    form = TokenForm(request.POST, member=request.user)
    if not form.is_valid():
        return render(request, "accounts/token_form.html", {"form": form, "section": "you"}, status=422)
    row, token = make_token(by=request.user, **form.cleaned_data)
    return render(request, "accounts/token.html", {"row": row, "token": token, "section": "you"}, status=201)


@login_required
@require_POST
def revocation(request: HttpRequest, token_key: str) -> HttpResponse:
    """A token taken back."""
    if revoke_token(token_key, by=request.user):
        messages.success(request, _("The token is revoked."))
    return redirect("settings")


@login_required
@require_POST
def session_end(request: HttpRequest, pk: int) -> HttpResponse:
    """One browser signed out; if it is this one, this was its last page."""
    if end_session(pk, by=request.user):
        messages.success(request, _("That browser is signed out."))
    return redirect("settings")


class AddressByProgram(ManageEmailView):
    """allauth's addresses for programs, which take no throwaway one."""

    input_class = ManageEmailView.input_class | {"POST": NewAddressInput}


address_in_browser = AddressByProgram.as_api_view(client="browser")
address_in_app = AddressByProgram.as_api_view(client="app")


@require_safe
def no_phone(request: HttpRequest, client: str) -> HttpResponse:
    """Stands before allauth's address for phone numbers, which fails where nobody keeps any."""
    raise Http404
