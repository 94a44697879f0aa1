"""A composer by itself, what one brings to a composer in a thread, and one's own drafts of comments."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from portal.comments.answering import find_parent, find_subject
from portal.comments.drafting import address_of, discard, draft_in, key_of, save, words_typed
from portal.comments.forms import CommentForm
from portal.comments.models import Comment, CommentDraft
from portal.comments.policies import can_comment
from portal.contributions.kinds import kind_of
from portal.contributions.models import Contribution
from portal.contributions.policies import can_draft
from portal.contributions.typed import hand_in
from portal.lib.addresses import is_public_id
from portal.lib.verdicts import Invalid, Refused, require


@login_required
@require_safe
def composer(request: HttpRequest, public_id: str) -> HttpResponse:
    """A page with the composer alone, as the reader left it; for a script what belongs beside one in a thread."""
    subject = find_subject(request.viewpoint, public_id)
    require(can_comment(request.user, subject))
    parent = find_parent(subject, request.viewpoint, request.GET.get("parent", ""))
    draft = draft_in(subject, parent, request.user)
    words = draft.words if draft else {}
    form = CommentForm(subject=subject, viewpoint=request.viewpoint, parent=parent, initial=words)
    version = draft.version if draft else 0
    context = _context(form, subject, parent) | {"words": words, "version": version}
    if request.htmx:
        return render(request, "comments/_tools.html", context)
    return _page(request, context)


def _context(form: CommentForm, subject: Contribution, parent: Comment | None) -> dict[str, Any]:
    draft_url = reverse("comments:draft", args=[subject.public_id])
    return {"form": form, "subject": subject, "draft_key": key_of(subject, parent), "draft_url": draft_url}


def _page(request: HttpRequest, context: dict[str, Any], *, status: int = 200) -> HttpResponse:
    subject = context["subject"]
    request.show_in_view = subject.show_id
    context |= {"resumed": True, "back": kind_of(subject).safe_url(subject)}
    return render(request, "comments/composer.html", context, status=status)


@require_POST
def draft(request: HttpRequest, public_id: str) -> HttpResponse:
    """Keep what stands in a composer: for a script in JSON, else back to the composer."""
    subject, said, parent = find_subject(request.viewpoint, public_id), request.POST, None
    sent_as = said.get("idempotency_key", "").replace("\0", "")[:64]
    try:
        require(can_draft(request.user))
        parent = find_parent(subject, request.viewpoint, said.get("parent", ""))
        hand = hand_in(said)
        kept = save(subject, parent, words_typed(said), by=request.user, at=timezone.now(), hand=hand, sent_as=sent_as)
    except (Refused, Invalid) as refusal:
        return _not_kept(request, subject, parent, refusal)
    if _by_script(request):
        return JsonResponse({"version": kept.version if kept else 0})
    messages.success(request, _("Saved as a draft. It waits for you on all your devices."))
    return redirect(address_of(subject, parent))


@login_required
@require_POST
def removal(request: HttpRequest, public_id: str) -> HttpResponse:
    """Let a draft go, whatever became of its thread."""
    rows = CommentDraft.objects.of(request.user).filter(subject__public_id=public_id)
    parent = request.POST.get("parent", "")
    rows = rows.filter(parent__public_id=parent) if is_public_id(parent) else rows.filter(parent=None)
    discard(get_object_or_404(rows), by=request.user)
    messages.success(request, _("The draft is discarded."))
    return redirect("posts:drafts")


def _by_script(request: HttpRequest) -> bool:
    return request.headers.get("Accept", "").startswith("application/json")


def _not_kept(
    request: HttpRequest, subject: Contribution, parent: Comment | None, refusal: Refused | Invalid
) -> HttpResponse:
    """The reason; on a page with everything that was typed."""
    told: dict[str, Any] = {"sentence": str(refusal)}
    if isinstance(refusal, Invalid):
        status, told["code"] = 422, refusal.code
    else:
        status, told["code"], told["see"] = refusal.status, refusal.verdict.code, refusal.verdict.see
    if _by_script(request):
        return JsonResponse(told, status=status)
    typed = {name: request.POST.get(name, "") for name in ("body", "reveals", "idempotency_key")}
    form = CommentForm(subject=subject, viewpoint=request.viewpoint, parent=parent, initial=typed)
    told["version"] = hand_in(request.POST).version
    return _page(request, _context(form, subject, parent) | told, status=status)
