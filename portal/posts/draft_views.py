"""One's own drafts: the list, saving with and without script, letting one go."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from portal.comments.drafting import begun_by
from portal.contributions.forms import new_key
from portal.contributions.policies import can_draft
from portal.contributions.typed import hand_in
from portal.lib.verdicts import Invalid, Refused, require
from portal.posts.drafting import address_of, discard, drafts_of, save, words_typed
from portal.posts.forms import PostForm
from portal.posts.models import Draft
from portal.posts.writing import write_page
from shows.models import Show


@login_required
@require_safe
def drafts(request: HttpRequest) -> HttpResponse:
    """What the reader has begun, the latest first; nobody else is told of it."""
    page = drafts_of(request.user, request.GET.get("after", ""))
    shows = {show.slug: show.name for show in Show.objects.filter(slug__in={row.words["show"] for row in page.rows})}
    rows = [(row, shows.get(row.words["show"], "")) for row in page.rows]
    said = [] if "after" in request.GET else begun_by(request.user, request.viewpoint)
    context = {"rows": rows, "said": said, "next_cursor": page.next_cursor, "section": "you"}
    return render(request, "posts/drafts.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
def draft(request: HttpRequest, key: str) -> HttpResponse:
    """GET leads to the form; POST keeps what stands in it: for a script in JSON, else back to the form."""
    if request.method != "POST":
        return redirect(address_of(get_object_or_404(Draft.objects.of(request.user), key=key).key))
    try:
        require(can_draft(request.user))
        kept = save(key, words_typed(request.POST), by=request.user, at=timezone.now(), hand=hand_in(request.POST))
    except (Refused, Invalid) as refusal:
        return _not_kept(request, key, refusal)
    if _by_script(request):
        return JsonResponse({"version": kept.version, "url": address_of(key)})
    messages.success(request, _("Saved as a draft. It waits for you on all your devices."))
    return redirect(address_of(key))


@login_required
@require_POST
def removal(request: HttpRequest, key: str) -> HttpResponse:
    """Let a draft go."""
    discard(get_object_or_404(Draft.objects.of(request.user), key=key), by=request.user)
    messages.success(request, _("The draft is discarded."))
    return redirect("posts:drafts")


def _by_script(request: HttpRequest) -> bool:
    return request.headers.get("Accept", "").startswith("application/json")


def _not_kept(request: HttpRequest, key: str, refusal: Refused | Invalid) -> HttpResponse:
    """The reason; on a page with everything that was typed, under a new key where the old one is another's by now."""
    told: dict[str, Any] = {"sentence": str(refusal)}
    if isinstance(refusal, Invalid):
        status, told["code"] = 422, refusal.code
    else:
        status, told["code"], told["see"] = refusal.status, refusal.verdict.code, refusal.verdict.see
    if _by_script(request):
        return JsonResponse(told, status=status)
    typed = {name: request.POST.get(name, "") for name in PostForm.base_fields}
    typed["idempotency_key"] = new_key() if status == 409 else key
    form = PostForm(viewpoint=request.viewpoint, initial=typed)
    if not request.user.is_authenticated:
        return write_page(request, form, status=status, sentence=told["sentence"])
    return write_page(request, form, status=status, not_kept=told, anew=status == 409)
