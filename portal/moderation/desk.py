"""The desk: one queue, the oldest first, and a case with what can be decided about it. Nothing is veiled here."""

from __future__ import annotations

from typing import Any

from django.conf import settings
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
from portal.moderation.choosing import AGES, LANGUAGES, QUEUES, chosen
from portal.moderation.effects import fingerprint
from portal.moderation.forms import AskForm, BulkForm, DecisionForm, NoteForm, ReviewForm
from portal.moderation.models import Case, Rule
from portal.moderation.policies import can_decide, can_hide, can_see_desk, judges_of
from portal.moderation.queries import (
    CaseFile,
    can_still_be_taken_back,
    case_file,
    cases,
    next_case,
    queue,
    queue_counts,
)
from portal.moderation.reasons import language_of, reason_for
from shows.models import in_language

private = cache_control(private=True, no_store=True)


@login_required
@private
@require_safe
def desk(request: HttpRequest) -> HttpResponse:
    """What waits."""
    require(can_see_desk(request.user))
    return render(request, "moderation/desk.html", list_pane(request) | {"bulk": BulkForm()})


@login_required
@private
@require_safe
def case(request: HttpRequest, pk: int) -> HttpResponse:
    """One case: the thing itself, what was said about it, and the form to decide."""
    found = find_case(request, pk)
    reading.look(found, by=request.user, at=timezone.now())
    return case_page(request, found)


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
        return case_page(request, found, refusal=refusal)
    return back_to(request, found)


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
            made = actions.decide(found, by=request.user, at=timezone.now(), **form.cleaned_data)
            return done(request, found, "" if made.told_at is None else _("Done. The author has been told why."))
    except Invalid as wrong:
        form.add_error(wrong.field if wrong.field in form.fields else None, str(wrong.message))
        found = find_case(request, pk)  # as it is: what the action had begun is rolled back
    except Refused as refusal:
        return case_page(request, find_case(request, pk), form, refusal=refusal)
    return case_page(request, found, form)


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
            return done(request, found, _("Done. The author has your answer."))
    except Invalid as wrong:
        form.add_error(wrong.field, str(wrong.message))
        found = find_case(request, pk)  # as it is: what the action had begun is rolled back
    except Refused as refusal:
        return case_page(request, find_case(request, pk), form, refusal=refusal)
    return case_page(request, found, form)


def find_case(request: HttpRequest, pk: int) -> Case:
    """A case, for those who moderate.

    Raises:
        Refused: to everybody else.
    """
    require(can_see_desk(request.user))
    found: Case = get_object_or_404(cases(), pk=pk)
    return found


def done(request: HttpRequest, found: Case, sentence: str) -> HttpResponse:
    """On to the next of what was chosen, or to the queue where there is none."""
    if sentence:
        messages.success(request, sentence)
    choice = chosen(request.GET)
    following = next_case(choice, found, viewer=request.user, at=timezone.now())
    page = reverse("moderation:case", args=[following]) if following else reverse("moderation:desk")
    return redirect(f"{page}?{choice.query}" if choice.query else page)


def back_to(request: HttpRequest, found: Case) -> HttpResponse:
    """The case again, in what was chosen."""
    query = chosen(request.GET).query
    page = reverse("moderation:case", args=[found.pk])
    return redirect(f"{page}?{query}" if query else page)


def empty_form(request: HttpRequest, file: CaseFile) -> Form:
    """The form of a case, begun with the rule most reporters named, or the one asked for by `?rule=`."""
    found = file.case
    if found.origin == Case.Origin.APPEAL:
        return ReviewForm()
    rule = Rule.objects.called(request.GET.get("with", "")) or file.leading_rule
    start = {
        "verb": request.GET.get("verb", ""),
        "veil_at": request.GET.get("veil_at", ""),
        "rule": rule.slug if rule else "",
        "days": 7,
        "reason": reason_for("remove", rule, language_of(found)),
        "seen": fingerprint(found),
    }
    return DecisionForm(case=found, initial=start)


def case_page(
    request: HttpRequest,
    found: Case,
    form: Form | None = None,
    refusal: Refused | None = None,
    status: int = 0,
    **more: Any,
) -> HttpResponse:
    """The case beside the queue."""
    now = timezone.now()
    may = can_decide(request.user, found, at=now)
    file = case_file(found, viewer=request.user, viewpoint=request.viewpoint.itself)
    status = status or (refusal.status if refusal else 422 if form is not None and form.is_bound else 200)
    context = list_pane(request) | {
        "file": file,
        "form": form or empty_form(request, file),
        "refusal": refusal.verdict.reason if refusal else "",
        "may": may,
        "may_hide": may and can_hide(request.user, found, at=now),
        "judges": judges_of(found).exists(),
        "is_mine": found.claimed_by_id == request.user.pk and found.claimed_until > now,
        "window": settings.UNDO_SECONDS,
        "ask_form": AskForm(),
        "note_form": NoteForm(),
    }
    return render(request, "moderation/case.html", context | more, status=status)


def list_pane(request: HttpRequest) -> dict[str, Any]:
    """The queues, and the rows of what was chosen."""
    choice, now = chosen(request.GET), timezone.now()
    page = queue(choice, request.GET.get("after", ""), viewer=request.user, at=now)
    more = f"{reverse('moderation:desk')}?{choice.query}&after={page.next_cursor}" if page.next_cursor else ""
    return {
        "page": page,
        "queues": queue_counts(),
        "choice": choice,
        "queue_name": QUEUES[choice.queue][0],
        "next_url": more.replace("?&", "?"),
        "rules": Rule.objects.in_force(),
        "shows": [(one.slug, in_language(one.title, one.title_hi)) for one in request.viewpoint.clocks.values()],
        "ages": [(key, words) for key, (words, _since) in AGES.items()],
        "languages": LANGUAGES.items(),
        "undoable": can_still_be_taken_back(request.user, at=now),
        "section": "desk",
    }
