"""The desk: one queue, the oldest first, and a case with what can be decided about it. Nothing is veiled here."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.forms import Form
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.cache import cache_control
from django.views.decorators.http import require_POST, require_safe

from portal.lib.verdicts import Invalid, Refused, require
from portal.moderation import actions, reading
from portal.moderation.effects import fingerprint
from portal.moderation.forms import DecisionForm, ReviewForm
from portal.moderation.models import Case, Rule
from portal.moderation.policies import can_decide, can_see_desk, judges_of
from portal.moderation.queries import QUEUES, case_file, cases, queue, queue_counts
from portal.moderation.reasons import language_of, reason_for

private = cache_control(private=True, no_store=True)


@login_required
@private
@require_safe
def desk(request: HttpRequest) -> HttpResponse:
    """What waits."""
    require(can_see_desk(request.user))
    return render(request, "moderation/desk.html", list_pane(request))


@login_required
@private
@require_safe
def case(request: HttpRequest, pk: int) -> HttpResponse:
    """One case: the thing itself, what was said about it, and the form to decide."""
    found = find_case(request, pk)
    return _case_page(request, found, empty_form(request, found))


@login_required
@private
@require_POST
def claim(request: HttpRequest, pk: int) -> HttpResponse:
    """Take a case for ten minutes, or give it back with `release`."""
    found = find_case(request, pk)
    try:
        if "release" in request.POST:
            reading.release(found, by=request.user, at=timezone.now())
        else:
            reading.claim(found, by=request.user, at=timezone.now())
    except Refused as refusal:
        return _case_page(request, found, empty_form(request, found), refusal=refusal)
    return redirect("moderation:case", pk=pk)


@login_required
@private
@require_POST
def decision(request: HttpRequest, pk: int) -> HttpResponse:
    """Decide, and go on to the next."""
    found = find_case(request, pk)
    if found.origin == Case.Origin.APPEAL:
        raise Http404
    form = DecisionForm(request.POST, case=found)
    try:
        if form.is_valid():
            actions.decide(found, by=request.user, at=timezone.now(), **form.cleaned_data)
            return _done(request, _("Done. The author has been told why."))
    except Invalid as wrong:
        form.add_error(wrong.field, str(wrong.message))
        found = find_case(request, pk)  # as it is: what the action had begun is rolled back
    except Refused as refusal:
        return _case_page(request, find_case(request, pk), form, refusal=refusal)
    return _case_page(request, found, form)


@login_required
@private
@require_POST
def review(request: HttpRequest, pk: int) -> HttpResponse:
    """Answer an appeal."""
    found = find_case(request, pk)
    if found.origin != Case.Origin.APPEAL:
        raise Http404
    form = ReviewForm(request.POST)
    try:
        if form.is_valid():
            upheld = form.cleaned_data["outcome"] == "uphold"
            answer = form.cleaned_data["answer"]
            actions.review(found, upheld=upheld, answer=answer, by=request.user, at=timezone.now())
            return _done(request, _("Done. The author has your answer."))
    except Invalid as wrong:
        form.add_error(wrong.field, str(wrong.message))
        found = find_case(request, pk)  # as it is: what the action had begun is rolled back
    except Refused as refusal:
        return _case_page(request, find_case(request, pk), form, refusal=refusal)
    return _case_page(request, found, form)


def find_case(request: HttpRequest, pk: int) -> Case:
    """A case, for those who moderate.

    Raises:
        Refused: to everybody else.
    """
    require(can_see_desk(request.user))
    found: Case = get_object_or_404(cases().filter(contribution__isnull=False), pk=pk)
    return found


def _done(request: HttpRequest, sentence: str) -> HttpResponse:
    """On to the queue."""
    messages.success(request, sentence)
    return redirect("moderation:desk")


def empty_form(request: HttpRequest, found: Case) -> Form:
    """The form of a case, begun with the rule most reporters named, or the one asked for by `?rule=`."""
    if found.origin == Case.Origin.APPEAL:
        return ReviewForm()
    file = case_file(found, viewer=request.user)
    rule = Rule.objects.called(request.GET.get("rule", "")) or file.leading_rule
    start = {
        "verb": request.GET.get("verb", ""),
        "veil_at": request.GET.get("veil_at", ""),
        "rule": rule.slug if rule else "",
        "reason": reason_for("remove", rule, language_of(found)),
        "seen": fingerprint(found),
    }
    return DecisionForm(case=found, initial=start)


def _case_page(request: HttpRequest, found: Case, form: Form, refusal: Refused | None = None) -> HttpResponse:
    """The case beside the queue."""
    context = list_pane(request) | {
        "file": case_file(found, viewer=request.user),
        "form": form,
        "refusal": refusal.verdict.reason if refusal else "",
        "may": can_decide(request.user, found),
        "judges": judges_of(found).exists(),
        "is_mine": found.claimed_by_id == request.user.pk and found.claimed_until > timezone.now(),
    }
    status = refusal.status if refusal else 422 if form.is_bound else 200
    return render(request, "moderation/case.html", context, status=status)


def list_pane(request: HttpRequest) -> dict[str, Any]:
    """The queues and the rows of the chosen one."""
    name = request.GET.get("queue", "")
    name = name if name in QUEUES else ""
    page = queue(name, request.GET.get("after", ""), at=timezone.now())
    more = f"{reverse('moderation:desk')}?queue={name}&after={page.next_cursor}" if page.next_cursor else ""
    return {
        "page": page,
        "queues": queue_counts(),
        "queue": name,
        "queue_name": QUEUES[name][0],
        "next_url": more,
        "section": "desk",
    }
