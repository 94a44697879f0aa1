"""Keeping somebody away, and letting them back."""

from __future__ import annotations

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.cache import cache_control
from django.views.decorators.http import require_http_methods, require_safe

from accounts.blocking import keep_away, let_back
from accounts.company import how_kept_away, kept_away
from accounts.models import Block, Member
from accounts.policies import can_keep_away
from portal.lib.origin import next_path
from portal.lib.verdicts import Invalid, require

private = cache_control(private=True, no_store=True)


@login_required
@private
@require_http_methods(["GET", "HEAD", "POST", "DELETE"])
def block(request: HttpRequest, handle: str) -> HttpResponse:
    """POST blocks or mutes somebody, as `kind` says; DELETE, or POST with `let_back`, ends it. GET explains both."""
    other = Member.objects.called(handle).first()
    if other is None:
        raise Http404
    require(can_keep_away(request.user, other))
    if request.method in ("GET", "HEAD"):
        return render(request, "accounts/block.html", {"other": other, "how": how_kept_away(request.user, other)})
    if request.method == "DELETE" or "let_back" in request.POST:
        let_back(other, by=request.user)
        messages.success(request, _("You meet %(handle)s again.") % {"handle": other.handle})
    else:
        row = keep_away(other, by=request.user, kind=kind_said(request), at=timezone.now())
        messages.success(request, said_of(row))
    return redirect(next_path(request, reverse("member", args=[other.handle])))


def kind_said(request: HttpRequest) -> str:
    """How, of `Block.Kind`.

    Raises:
        Invalid: when it is neither.
    """
    kind = request.POST.get("kind", "")
    if kind not in Block.Kind.values:
        raise Invalid("kind", _("Choose whether to block or to mute."), "no_such_kind")
    return kind


def said_of(row: Block) -> str:
    """What has happened, in a sentence."""
    blocked = _("%(handle)s is blocked. Neither of you meets the other any more.")
    sentence = blocked if row.kind == Block.Kind.BLOCK else _("%(handle)s is muted. They are not told.")
    return sentence % {"handle": row.other.handle}


@login_required
@private
@require_safe
def blocks(request: HttpRequest) -> HttpResponse:
    """Whom one keeps away."""
    page = kept_away(request.user, request.GET.get("after", ""))
    return render(request, "accounts/blocks.html", {"page": page, "section": "you"})
