"""Saying how a character landed in an episode."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.views.decorators.http import require_POST

from accounts.models import Member
from portal.cast.ballots import BallotForm, asked_about, read_ballot
from portal.cast.models import Character
from portal.cast.queries import kept_part, known_character
from portal.cast.views import character_page
from portal.cast.votebox import votebox
from portal.cast.voting import take_back, vote
from portal.lib.verdicts import JOIN_FIRST, Invalid, Refused
from shows.spoilers import Viewpoint


@require_POST
def votes(request: HttpRequest, show: str, character: str) -> HttpResponse:
    """How a character landed in an episode: a vote, another vote, or none."""
    viewpoint = request.viewpoint
    found = known_character(viewpoint, show, character)
    if not request.user.is_authenticated:
        raise Refused(JOIN_FIRST)
    form = BallotForm(request.POST)
    status = 422 if not form.is_valid() else cast_vote(form, found, request.user, viewpoint)
    episode = form.cleaned_data.get("episode") or 0
    if request.htmx:
        ballot = read_ballot(
            found, request.user, viewpoint, asked_about({"episode": episode}, viewpoint.horizon(found.show_id))
        )
        return HttpResponse(votebox(request, ballot, form), status=status)
    if status != 200:
        part = kept_part(viewpoint, show, character, request.stamps)
        return character_page(part, viewpoint, request, form=form, status=status)
    asked = f"?episode={episode}" if episode != viewpoint.horizon(found.show_id) else ""
    return redirect(f"{found.get_absolute_url()}{asked}#vote")


def cast_vote(form: BallotForm, character: Character, by: Member, viewpoint: Viewpoint) -> int:
    """Do what a valid form says; answers the status, with the reason in the form where it was refused."""
    said = form.cleaned_data
    try:
        if said["take_back"]:
            take_back(character, by=by, viewpoint=viewpoint, episode=said["episode"])
        else:
            vote(character, by=by, viewpoint=viewpoint, episode=said["episode"], value=said["value"])
    except Invalid as error:
        form.add_error(error.field if error.field in form.fields else None, str(error.message))
        return 422
    except Refused as refusal:
        form.add_error(None, str(refusal.verdict.reason))
        return refusal.status
    return 200
