"""The smaller verbs of the desk: hide while one looks, ask another, undo, many at once, notes on members."""

from __future__ import annotations

import re

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_POST, require_safe

from accounts.models import Member
from portal.lib.verdicts import Invalid, Refused, require
from portal.moderation import reading
from portal.moderation.bulk import MOST, decide_all
from portal.moderation.desk import back_to, case_page, find_case, private
from portal.moderation.forms import AskForm, BulkForm, NoteForm
from portal.moderation.models import Decision
from portal.moderation.people import person_file
from portal.moderation.policies import can_see_desk
from portal.moderation.undoing import take_back

A_NUMBER = re.compile("[1-9][0-9]{0,17}")


@login_required
@private
@require_POST
def hide(request: HttpRequest, pk: int) -> HttpResponse:
    """Out of sight while one reads; `show` brings it back."""
    found = find_case(request, pk)
    try:
        if "show" in request.POST:
            reading.release(found, by=request.user, at=timezone.now())
        else:
            reading.hide(found, by=request.user, at=timezone.now())
    except Refused as refusal:
        return case_page(request, find_case(request, pk), refusal=refusal)
    return back_to(request, found)


@login_required
@private
@require_POST
def ask(request: HttpRequest, pk: int) -> HttpResponse:
    """Ask a second moderator."""
    found = find_case(request, pk)
    form = AskForm(request.POST)
    if not form.is_valid():
        return case_page(request, found, ask_form=form, status=422)
    try:
        reading.ask(found, by=request.user, words=form.cleaned_data["words"], at=timezone.now())
    except Refused as refusal:
        return case_page(request, find_case(request, pk), refusal=refusal)
    messages.success(request, _("A second moderator is asked. You find it under “Second opinion”."))
    return back_to(request, found)


@login_required
@private
@require_POST
def undo(request: HttpRequest) -> HttpResponse:
    """Take decisions back that nobody has been told of; one leads to its case."""
    require(can_see_desk(request.user))
    names = request.POST.getlist("decision")[:MOST]
    rows = Decision.objects.filter(public_id__in=[name.replace("\0", "") for name in names], by=request.user)
    reopened = [take_back(one, by=request.user, at=timezone.now()) for one in rows.order_by("-pk")]
    if len(reopened) == 1:
        messages.success(request, _("Taken back. Nobody has been told."))
        return back_to(request, reopened[0])
    if not reopened:
        messages.info(request, _("There is nothing to take back any more."))
    else:
        words = ngettext("%(count)s is taken back.", "%(count)s are taken back.", len(reopened))
        messages.success(request, words % {"count": len(reopened)})
    return redirect("moderation:desk")


@login_required
@private
@require_POST
def bulk(request: HttpRequest) -> HttpResponse:
    """Many at once: first what would happen to each, and with `sure` the doing."""
    require(can_see_desk(request.user))
    numbers = [int(one) for one in request.POST.getlist("case") if A_NUMBER.fullmatch(one)]
    form = BulkForm(request.POST)
    if not numbers or not form.is_valid():
        context = {"form": form, "numbers": numbers, "outcomes": [], "section": "desk"}
        return render(request, "moderation/bulk.html", context, status=422)
    sure = "sure" in request.POST
    outcomes = decide_all(numbers, by=request.user, at=timezone.now(), preview=not sure, **form.cleaned_data)
    done = [one for one in outcomes if one.decision]
    if sure:
        words = ngettext("%(count)s case is decided.", "%(count)s cases are decided.", len(done))
        messages.success(request, words % {"count": len(done)})
        return redirect("moderation:desk")
    left = [one for one in outcomes if not one.decision]
    context = {"form": form, "numbers": [one.case.pk for one in done], "outcomes": done, "left": left}
    return render(request, "moderation/bulk.html", context | {"section": "desk"})


@login_required
@private
@require_safe
def member(request: HttpRequest, handle: str) -> HttpResponse:
    """What those who moderate know of a member."""
    return member_page(request, find_member(request, handle), NoteForm())


@login_required
@private
@require_POST
def notes(request: HttpRequest, handle: str) -> HttpResponse:
    """A note on a member."""
    found = find_member(request, handle)
    form = NoteForm(request.POST)
    if form.is_valid():
        try:
            reading.note(found, by=request.user, words=form.cleaned_data["words"], at=timezone.now())
        except Invalid as wrong:
            form.add_error(wrong.field, str(wrong.message))
        else:
            messages.success(request, _("Noted. Only those who moderate read it."))
            return redirect("moderation:member", found.handle)
    return member_page(request, found, form, status=422)


def find_member(request: HttpRequest, handle: str) -> Member:
    """A member, for those who moderate.

    Raises:
        Refused: to everybody else.
    """
    require(can_see_desk(request.user))
    found: Member = get_object_or_404(Member.objects.named(handle))
    return found


def member_page(request: HttpRequest, found: Member, form: NoteForm, status: int = 200) -> HttpResponse:
    """One member as the desk sees them."""
    person = person_file(found, viewer=request.user, viewpoint=request.viewpoint.itself)
    cases = found.cases_about.order_by("-opened_at", "-pk")[:10]
    context = {"person": person, "cases": cases, "note_form": form, "section": "desk"}
    return render(request, "moderation/member.html", context, status=status)
