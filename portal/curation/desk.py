"""For curators: what waits, deciding about it, taking edits back, one or all of a member's. Nothing is veiled here."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.cache import cache_control
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from accounts.models import Member
from portal.curation import actions, undoing
from portal.curation.diffs import title_of, undoings
from portal.curation.knowledge import Shelf
from portal.curation.models import Proposal
from portal.curation.pages import choices_in, proposal_page
from portal.curation.policies import can_roll_back, can_see_desk
from portal.curation.queries import queue
from portal.lib.verdicts import Invalid, Refused, require

private = cache_control(private=True, no_store=True)


@login_required
@private
@require_safe
def desk(request: HttpRequest) -> HttpResponse:
    """What waits, the oldest first."""
    require(can_see_desk(request.user))
    page = queue(request.GET.get("after", ""))
    more = f"?after={page.next_cursor}" if page.next_cursor else ""
    return render(request, "curation/queue.html", {"page": page, "next_url": more, "section": "curation"})


def find(request: HttpRequest, public_id: str) -> Proposal:
    """An edit, for those who curate.

    Raises:
        Refused: to everybody else.
    """
    require(can_see_desk(request.user))
    found: Proposal = get_object_or_404(Proposal.objects.with_people(), public_id=public_id)
    return found


def decided(request: HttpRequest, public_id: str, do: Callable[[Proposal], Any], sentence: str) -> HttpResponse:
    """Do one thing with an edit; where it cannot be, its page as it is now with the sentence."""
    found = find(request, public_id)
    try:
        do(found)
    except Invalid as wrong:
        return proposal_page(request, find(request, public_id), wrong=wrong)
    except Refused as refusal:
        said = Invalid("", refusal.verdict.reason, refusal.verdict.code)
        return proposal_page(request, find(request, public_id), wrong=said, status=refusal.status)
    messages.success(request, sentence)
    return redirect("curation:queue" if found.undoes_id is None and "next" in request.POST else found)


@login_required
@private
@require_POST
def acceptance(request: HttpRequest, public_id: str) -> HttpResponse:
    """Take an edit into the catalogue."""

    def do(found: Proposal) -> None:
        seen = request.POST.get("seen", "")
        actions.accept(found, by=request.user, at=timezone.now(), choices=choices_in(request.POST), seen=seen)

    return decided(request, public_id, do, _("Done. It is in the catalogue."))


@login_required
@private
@require_POST
def rejection(request: HttpRequest, public_id: str) -> HttpResponse:
    """Turn an edit down, with a reason."""

    def do(found: Proposal) -> None:
        actions.reject(found, by=request.user, at=timezone.now(), reason=request.POST.get("reason", ""))

    return decided(request, public_id, do, _("Done. Its author reads your reason."))


@login_required
@private
@require_POST
def questions(request: HttpRequest, public_id: str) -> HttpResponse:
    """Ask its author something."""

    def do(found: Proposal) -> None:
        actions.ask(found, by=request.user, at=timezone.now(), words=request.POST.get("words", ""))

    return decided(request, public_id, do, _("Asked. It comes back to the queue with the answer."))


@login_required
@private
@require_POST
def reversal(request: HttpRequest, public_id: str) -> HttpResponse:
    """Take an edit back."""

    def do(found: Proposal) -> None:
        chosen = choices_in(request.POST)
        reason = request.POST.get("reason", "")[:2000]
        undoing.revert(found, by=request.user, at=timezone.now(), choices=chosen, reason=reason)

    return decided(request, public_id, do, _("Done. The edit is taken back."))


@login_required
@private
@require_http_methods(["GET", "HEAD", "POST"])
def member(request: HttpRequest, handle: str) -> HttpResponse:
    """All of a member's edits that stand in the catalogue, what taking each back would do, and one button for all."""
    require(can_roll_back(request.user))
    found = Member.objects.named(handle).first()
    if found is None:
        raise Http404
    dry = request.method != "POST"
    report = undoing.roll_back(found, by=request.user, at=timezone.now(), dry_run=dry)
    if not dry:
        count = len(report.done)
        said = ngettext("%(count)d edit taken back.", "%(count)d edits taken back.", count) % {"count": count}
        messages.success(request, said)
    return render(request, "curation/member.html", rollback_context(found, report))


def rollback_context(found: Member, report: undoing.Report) -> dict[str, Any]:
    """A report with its edits in words."""
    rows = [one.proposal for one in report.outcomes]
    shelf = Shelf(rows)
    lines = [(one, title_of(one.proposal, shelf), undoings(one.proposal, shelf, None)) for one in report.outcomes]
    return {
        "found": found,
        "report": report,
        "lines": lines,
        "done": len(report.done),
        "left": len(report.left),
        "crumbs": [(_("Edits"), ""), (found.handle, "")],
        "section": "curation",
    }
