"""Suggest an edit, follow one's own, read what has changed."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.cache import cache_control
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from portal.curation import actions
from portal.curation.forms import SuggestForm
from portal.curation.models import Proposal, State
from portal.curation.pages import proposal_page
from portal.curation.policies import can_propose, can_revise
from portal.curation.queries import history, mine
from portal.curation.suggesting import amending, find_kind, find_row, form_of, is_sound, show_for
from portal.lib.addresses import is_public_id
from portal.lib.limits import hit, sender
from portal.lib.verdicts import Invalid, Refused, no, require
from shows.models import Show

EDITS_AN_HOUR = 60
private = cache_control(private=True, no_store=True)
Do = Callable[[SuggestForm], Proposal]


@login_required
@private
@require_http_methods(["GET", "HEAD", "POST"])
def edit(request: HttpRequest, kind: str, row: str) -> HttpResponse:
    """Suggest another value for any row the reader may know; a curator's edit is done at once."""
    sort = find_kind(kind)
    found = find_row(sort, row, request.user, request.viewpoint)
    require(can_propose(request.user))
    form = form_of(sort, found, request.user, request.viewpoint, data=request.POST or None)
    return _suggest(request, form, row=found)


@login_required
@private
@require_http_methods(["GET", "HEAD", "POST"])
def new(request: HttpRequest, kind: str) -> HttpResponse:
    """Suggest a row that is not there yet."""
    sort = find_kind(kind)
    show_id = show_for(sort, request.GET.get("show", ""), request.viewpoint)
    require(can_propose(request.user))
    form = form_of(sort, None, request.user, request.viewpoint, show_id=show_id, data=request.POST or None)
    return _suggest(request, form)


@login_required
@private
@require_http_methods(["GET", "HEAD", "POST"])
def amend(request: HttpRequest, public_id: str) -> HttpResponse:
    """Put other words into one's own suggestion."""
    found = own(request, public_id)
    require(can_revise(request.user, found))
    form = amending(found, request.user, request.viewpoint, data=request.POST or None)
    return _answer(request, form, lambda sound: actions.amend(found, sound.draft(), by=request.user, at=timezone.now()))


def _suggest(request: HttpRequest, form: SuggestForm, row: Any = None) -> HttpResponse:
    """Propose what a form says."""

    def do(sound: SuggestForm) -> Proposal:
        not_too_many(request)
        return actions.propose(sound.draft(), by=request.user, at=timezone.now(), key=sound.key_for(request))

    return _answer(request, form, do, row=row)


def _answer(request: HttpRequest, form: SuggestForm, do: Do, row: Any = None) -> HttpResponse:
    """The form, or what it did; what the action refuses stands at its field, and what was typed stays."""
    status = 422 if form.is_bound else 200
    if is_sound(form):
        try:
            made = do(form)
        except Invalid as wrong:
            form.add_error(wrong.field if wrong.field in form.fields else None, str(wrong.message))
        except Refused as refusal:
            form.add_error(None, str(refusal.verdict.reason))
            status = refusal.status
        else:
            done = (
                _("Done. It is in the catalogue.")
                if made.state == State.ACCEPTED
                else _("Thank you. A curator reads it.")
            )
            messages.success(request, done)
            return redirect(made)
    sort = type(form).kind
    request.show_in_view = form.show_id
    context = {
        "form": form, "label": sort.label, "row": row, "kind": sort.name, "section": "shows",
        "back": row.get_absolute_url() if row is not None and hasattr(row, "get_absolute_url") else "",
    }  # fmt: skip
    form.look_again()
    return render(request, "curation/edit.html", context, status=status)


def not_too_many(request: HttpRequest) -> None:
    """Let nobody flood the queue.

    Raises:
        Refused: with 429 after sixty an hour.
    """
    if request.user.curates:
        return
    limit = hit(f"curation:{sender(request)}", EDITS_AN_HOUR, 3600)
    if limit.exceeded:
        raise Refused(no(_("That is a lot of edits in one hour. Wait a little."), "too_many"), 429, limit)


@login_required
@private
@require_safe
def my_edits(request: HttpRequest) -> HttpResponse:
    """One's own, with what became of each."""
    page = mine(request.user.pk, request.viewpoint, request.GET.get("after", ""), curates=request.user.curates)
    context = {
        "page": page,
        "next_url": f"?after={page.next_cursor}" if page.next_cursor else "",
        "may": can_propose(request.user),
    }
    return render(request, "curation/mine.html", context)


def own(request: HttpRequest, public_id: str) -> Proposal:
    """One's own edit.

    Raises:
        Http404: for everybody else's.
    """
    found: Proposal = get_object_or_404(Proposal.objects.with_people(), public_id=public_id, author=request.user.pk)
    return found


@require_safe
def proposal(request: HttpRequest, public_id: str) -> HttpResponse:
    """One edit: for its author, for curators, and once it is in the catalogue for whoever may know all of it."""
    return proposal_page(request, get_object_or_404(Proposal.objects.with_people(), public_id=public_id))


@login_required
@private
@require_POST
def withdrawal(request: HttpRequest, public_id: str) -> HttpResponse:
    """Take one's own suggestion back."""
    actions.withdraw(own(request, public_id), by=request.user, at=timezone.now())
    messages.success(request, _("You have withdrawn it."))
    return redirect("curation:mine")


@login_required
@private
@require_POST
def answers(request: HttpRequest, public_id: str) -> HttpResponse:
    """Answer what a curator asked."""
    found = own(request, public_id)
    try:
        actions.answer(found, by=request.user, at=timezone.now(), words=request.POST.get("words", ""))
    except Invalid as wrong:
        return proposal_page(request, found, wrong=wrong)
    messages.success(request, _("The curator has your answer."))
    return redirect(found)


@require_safe
def all_history(request: HttpRequest) -> HttpResponse:
    """What has changed in the whole catalogue."""
    return _history(request, crumbs=[(_("What has changed"), "")])


@require_safe
def show_history(request: HttpRequest, show: str) -> HttpResponse:
    """What has changed about one show."""
    found = get_object_or_404(Show, slug=show)
    request.show_in_view = found.pk
    crumbs = [(found.name, found.get_absolute_url()), (_("What has changed"), "")]
    return _history(request, crumbs=crumbs, show=found.pk)


@require_safe
def row_history(request: HttpRequest, kind: str, row: str) -> HttpResponse:
    """What has changed about one row, for those who may know all of it."""
    sort = find_kind(kind)
    found = find_row(sort, row, request.user, request.viewpoint)
    request.show_in_view = sort.show_id(found)
    url = found.get_absolute_url() if hasattr(found, "get_absolute_url") else ""
    crumbs = [(str(sort.label), url), (_("What has changed"), "")]
    return _history(request, crumbs=crumbs, kind=sort.name, target=found.pk)


def _history(request: HttpRequest, crumbs: list[Any], **only: Any) -> HttpResponse:
    """A page of the history, as far as the reader may know; curators read theirs like everybody."""
    after = request.GET.get("after", "")
    if after and not is_public_id(after):
        raise Http404
    page = history(request.viewpoint, after, **only)
    more = f"?after={page.next_cursor}" if page.next_cursor else ""
    return render(
        request, "curation/history.html", {"page": page, "next_url": more, "crumbs": crumbs, "section": "shows"}
    )
