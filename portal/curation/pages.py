"""The page of one edit, which several verbs answer with."""

from __future__ import annotations

from typing import Any

from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.utils.translation import gettext as _

from portal.curation.actions import objection
from portal.curation.diffs import changes, title_of, undoings
from portal.curation.knowledge import Shelf
from portal.curation.models import Proposal
from portal.curation.policies import can_decide, can_revert, can_revise
from portal.curation.queries import remarks_of
from portal.curation.storing import REMOVE
from portal.curation.values import Values, differing, values_of
from portal.lib.verdicts import Invalid


def now_of(proposal: Proposal) -> Values | None:
    """The values of an edit's row as they are; None where there is none."""
    kind = proposal.sort
    row = kind.model._default_manager.filter(pk=proposal.target).first() if proposal.target else None
    return values_of(kind, row) if row is not None else None


def file_of(proposal: Proposal, viewer: Any, viewpoint: Any) -> dict[str, Any]:
    """What one edit says to one reader.

    Curators read all of it. Its author always reads what they wrote, beside what they were shown then and may know now:
    never what was or is in the row besides. Everybody else reads what is in the catalogue, as far as they may know it.

    Raises:
        Http404: where that is nothing, as if there were no such edit.
    """
    shelf = Shelf([proposal])
    curates = getattr(viewer, "curates", False)
    is_mine = proposal.author_id is not None and proposal.author_id == viewer.pk
    told = curates
    if not curates:
        told = bool((shelf.told_author if is_mine else shelf.told)([proposal], viewpoint))
        if not told and not is_mine:
            raise Http404
        shelf = shelf.known_only(viewpoint)
    if not told:
        proposal.base, proposal.done_at = {}, None
    now = now_of(proposal) if curates else None
    found = {
        "proposal": proposal,
        "title": title_of(proposal, shelf) if curates or told else "",
        "changes": changes(proposal, shelf, now if proposal.is_undecided else None),
        "insider": curates or is_mine,
        "curates": curates,
        "is_mine": is_mine,
        "told": told,
    }
    if curates:
        found |= desk_of(proposal, shelf, now)
    return found


def desk_of(proposal: Proposal, shelf: Shelf, now: Values | None) -> dict[str, Any]:
    """What a curator needs besides: what taking it back would do, and whether the row is another one by now."""
    gone = proposal.target is not None and now is None
    stale = now is not None and bool(differing(proposal.base, now))
    is_removal = proposal.verb == Proposal.Verb.REMOVE
    return {
        "undoings": undoings(proposal, shelf, now) if proposal.done_at else [],
        "gone": gone and proposal.is_undecided,
        "must_say_remove": proposal.is_undecided and is_removal and stale,
        "others": others_of(proposal),
        "must_say_undo": proposal.before is None and now is not None and bool(differing(proposal.after, now)),
    }


def others_of(proposal: Proposal) -> list[Proposal]:
    """Other edits of the same row that wait as well; the first five."""
    if not proposal.target or not proposal.is_undecided:
        return []
    waiting = Proposal.objects.waiting().filter(kind=proposal.kind, target=proposal.target).exclude(pk=proposal.pk)
    return list(waiting.with_people().order_by("created_at", "pk")[:5])


def proposal_page(request: Any, proposal: Proposal, *, wrong: Invalid | None = None, status: int = 422) -> HttpResponse:
    """The page; with a sentence where something could not be done."""
    file = file_of(proposal, request.user, request.viewpoint)
    may_decide = can_decide(request.user, proposal) if file["curates"] else None
    context = file | {
        "remarks": remarks_of(proposal) if file["insider"] else [],
        "may_decide": may_decide,
        "objection": objection(proposal, by=request.user, at=timezone.now()) if may_decide and not wrong else "",
        "may_revise": can_revise(request.user, proposal) if file["is_mine"] else None,
        "may_revert": can_revert(request.user, proposal) if file["curates"] else None,
        "wrong": wrong.message if wrong else "",
        "wrong_field": wrong.field if wrong else "",
        "chosen": request.POST,
        "remove": REMOVE,
        "crumbs": [(_("Edits"), ""), (proposal.public_id, "")],
        "section": "shows",
    }
    response = render(request, "curation/proposal.html", context, status=status if wrong else 200)
    response["Cache-Control"] = "private, no-store"
    return response


def choices_in(said: Any) -> dict[str, str]:
    """What was chosen in fields that somebody else has changed: `choice_<field>`."""
    return {name.removeprefix("choice_"): str(value) for name, value in said.items() if str(name).startswith("choice_")}
