"""The desk: one queue, the oldest first, and a case with what can be decided about it. Nothing is veiled here."""

from __future__ import annotations

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.cache import cache_control
from django.views.decorators.http import require_POST, require_safe

from portal.lib.verdicts import Refused, require
from portal.moderation import actions, reading
from portal.moderation.choosing import chosen
from portal.moderation.forms import DecisionForm, ReviewForm
from portal.moderation.models import Case
from portal.moderation.pages import carried_out
from portal.moderation.panes import address, after, case_page, list_pane
from portal.moderation.policies import can_see_desk
from portal.moderation.queries import cases

private = cache_control(private=True, no_store=True)


@login_required
@private
@require_safe
def desk(request: HttpRequest) -> HttpResponse:
    """What waits."""
    require(can_see_desk(request.user))
    return render(request, "moderation/desk.html", list_pane(request) | {"bulk": True})


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
        made = carried_out(form, lambda: actions.decide(found, by=request.user, at=timezone.now(), **form.cleaned_data))
    except Refused as refusal:
        return case_page(request, find_case(request, pk), form, refusal=refusal)
    if made is None:  # the case as it is: what the action had begun is rolled back
        return case_page(request, find_case(request, pk), form)
    return done(request, found, "" if made.told_at is None else _("Done. The author has been told why."))


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
        said = carried_out(form, lambda: actions.review(found, by=request.user, at=timezone.now(), **form.cleaned_data))
    except Refused as refusal:
        return case_page(request, find_case(request, pk), form, refusal=refusal)
    if said is None:  # the case as it is: what the action had begun is rolled back
        return case_page(request, find_case(request, pk), form)
    return done(request, found, "" if said.told_at is None else _("Done. The author has your answer."))


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
    return redirect(after(found, chosen(request.GET), viewer=request.user))


def back_to(request: HttpRequest, found: Case) -> HttpResponse:
    """The case again, in what was chosen."""
    return redirect(address(found.pk, chosen(request.GET)))
