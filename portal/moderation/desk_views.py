"""The smaller verbs of the desk: hide while one looks, ask another, undo, many at once, notes on members."""

from __future__ import annotations

import re

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from accounts.models import Member
from portal.lib.verdicts import Refused, require
from portal.moderation import reading
from portal.moderation.bulk import decide_all
from portal.moderation.choosing import chosen
from portal.moderation.desk import back_to, find_case, private
from portal.moderation.forms import AskForm, BulkForm, KeysForm, NoteForm
from portal.moderation.keyboard import keys_of, set_keys
from portal.moderation.models import Appeal, Decision
from portal.moderation.pages import carried_out
from portal.moderation.panes import case_page
from portal.moderation.people import person_file
from portal.moderation.policies import can_see_desk
from portal.moderation.undoing import Back, take_all_back, take_answer_back, take_back

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
    """Take back what nobody has been told of: a decision, many that were made alike, or the answer to an appeal."""
    require(can_see_desk(request.user))
    if batch := request.POST.get("batch", "").replace("\0", ""):
        return undone(request, take_all_back(batch, by=request.user, at=timezone.now()))
    if name := request.POST.get("appeal", "").replace("\0", ""):
        said = get_object_or_404(Appeal, decision__public_id=name)
        case = take_answer_back(said, by=request.user, at=timezone.now())
    else:
        name = request.POST.get("decision", "").replace("\0", "")
        found = Decision.objects.filter(public_id=name, by=request.user).first()
        if found is None:
            messages.info(request, _("There is nothing to take back any more."))
            return redirect("moderation:desk")
        case = take_back(found, by=request.user, at=timezone.now())
    messages.success(request, _("Taken back. Nobody has been told."))
    return back_to(request, case)


def undone(request: HttpRequest, backs: list[Back]) -> HttpResponse:
    """What became of many that were to be taken back: those that could not be are listed, each with its sentence."""
    left = [one for one in backs if one.why]
    back = len(backs) - len(left)
    if left:
        return render(request, "moderation/undone.html", {"left": left, "back": back, "section": "desk"}, status=409)
    words = ngettext("%(count)s is taken back.", "%(count)s are taken back.", back)
    messages.success(request, words % {"count": back})
    query = chosen(request.GET).query
    return redirect(f"{reverse('moderation:desk')}?{query}" if query else "moderation:desk")


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
@require_http_methods(["GET", "HEAD", "POST"])
def keys(request: HttpRequest) -> HttpResponse:
    """One's single keys: each may be another, and all can be switched off."""
    require(can_see_desk(request.user))
    if "as_they_came" in request.POST:
        set_keys(by=request.user, on=True, keys={})
        return kept_keys(request)
    form = KeysForm(request.POST if request.method == "POST" else None, keys=keys_of(request.user))
    if request.method == "POST" and carried_out(form, lambda: set_keys(by=request.user, **form.cleaned_data)):
        return kept_keys(request)
    status = 422 if form.is_bound else 200
    return render(request, "moderation/keys.html", {"form": form, "section": "desk"}, status=status)


def kept_keys(request: HttpRequest) -> HttpResponse:
    """The page again, with word that it was kept."""
    messages.success(request, _("Your keys are kept."))
    return redirect("moderation:keys")


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
    if carried_out(form, lambda: reading.note(found, by=request.user, at=timezone.now(), **form.cleaned_data)):
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
