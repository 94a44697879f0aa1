"""A character and who plays them; everyone in a show; the form that gives a part to somebody else."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from portal.cast.actions import recast
from portal.cast.ballots import BallotForm
from portal.cast.beside import beside
from portal.cast.facts import Facts, crumbs
from portal.cast.felt import felt
from portal.cast.forms import RecastForm
from portal.cast.models import Character
from portal.cast.overlaps import parts_seen
from portal.cast.people import near
from portal.cast.previews import preview_of_character
from portal.cast.queries import Part, kept_part, known_character, who_is_who
from portal.lib.keys import KeyReused
from portal.lib.origin import same_origin_post
from portal.lib.previews import Preview
from portal.lib.text import episode_number, grouped
from portal.lib.verdicts import Invalid, require
from shows.models import Show
from shows.policies import can_curate
from shows.spoilers import ALWAYS, Viewpoint


@require_safe
def cast(request: HttpRequest, show: str) -> HttpResponse:
    """Everyone the reader may know in a show, by billing."""
    found = get_object_or_404(Show, slug=show)
    request.show_in_view = found.pk
    context = {
        "show": found,
        "sharing": Preview(request.path, f"{found.name} · {_('Who’s who')}", embeds=False),
        "page": who_is_who(found, request.viewpoint, request.GET.get("after", "")),
        "horizon": request.viewpoint.horizon(found.pk),
        "crumbs": [(found.name, found.get_absolute_url()), (_("Who’s who"), "")],
        "section": "shows",
    }
    return render(request, "cast/cast.html", context)


@require_safe
def character(request: HttpRequest, show: str, character: str) -> HttpResponse:
    """One character, at the reader's horizon or at an earlier episode (`?at=`)."""
    return character_page(kept_part(request.viewpoint, show, character, request.stamps), request.viewpoint, request)


@same_origin_post
@require_POST
def lift(request: HttpRequest, show: str, character: str) -> HttpResponse:
    """The same page once with all facts that have aired: an answer of its own, stored nowhere."""
    found = known_character(request.viewpoint, show, character)
    further = request.viewpoint.moved(found.show_id, ALWAYS)
    response = character_page(kept_part(further, show, character, request.stamps), further, request)
    response["Cache-Control"] = "no-store"
    return response


def character_page(
    part: Part, viewpoint: Viewpoint, request: HttpRequest, *, form: BallotForm | None = None, status: int = 200
) -> HttpResponse:  # fmt: skip
    """The page of a character.

    Args:
        part: whom, as the viewpoint knows them.
        viewpoint: as of which its facts are told: the reader's, or further once they have lifted the cloth.
        request: the reader's; what people wrote is read with their own viewpoint either way.
        form: a vote that could not be taken.
        status: of the answer.
    """
    found = part.character
    request.show_in_view = found.show_id
    at, sentence = asked_episode(request, viewpoint, found.show_id)
    facts = Facts(part, viewpoint, at, request.stamps)
    context = {
        "character": found,
        "show": found.show,
        "sharing": preview_of_character(found),
        "head": facts.head(may_curate=bool(can_curate(request.user, found))),
        "tenures": facts.tenures_beside(request.GET["at"][:16], sentence) if sentence else facts.tenures(),
        "ties": facts.ties(),
        "beside": beside(found, request.viewpoint.itself, request.stamps),
        "felt": felt(found, part.tenures, viewpoint, request, form),
        "section": "shows",
        "linked": facts.linked(),
    }
    return render(request, "cast/character.html", context, status=422 if sentence else status)


def asked_episode(request: HttpRequest, viewpoint: Viewpoint, show_id: int) -> tuple[int, str]:
    """The episode of `?at=`, never past the reader's horizon, and what is wrong with it, if anything is."""
    horizon = viewpoint.horizon(show_id)
    asked = request.GET.get("at", "")
    try:
        at = min(episode_number(asked), horizon) if asked else horizon
    except ValidationError as error:
        return horizon, str(error.messages[0])
    return (horizon, _("Episodes count from 1.")) if asked and horizon and not at else (at, "")


@require_http_methods(["GET", "HEAD", "POST"])
def recasting(request: HttpRequest, show: str, character: str) -> HttpResponse:
    """Give a part to somebody else. For curators, and not veiled: whoever edits has to see what stands there."""
    require(can_curate(request.user))
    found = get_object_or_404(Character.objects.select_related("show"), show__slug=show, slug=character)
    if request.method != "POST":
        return _form(request, found, RecastForm(initial={"seen": parts_seen(found)}))
    form = RecastForm(request.POST)
    if not form.is_valid():
        return _form(request, found, form, status=422)
    try:
        begun = recast(found, by=request.user, key=form.key_for(request), **form.said())
    except KeyReused:
        form.begin_anew()
        return _form(request, found, form, status=422)
    except Invalid as refusal:
        form.refuse(refusal)
        form.look_again(found)
        return _form(request, found, form, status=422)
    said = {"person": begun.person.called, "character": found.called, "number": grouped(begun.from_episode)}
    messages.success(request, _("%(person)s plays %(character)s from episode %(number)s.") % said)
    is_known = request.viewpoint.knows(found.show_id, found.reveals)
    return redirect(found.get_absolute_url() if is_known else request.path)


def _form(request: HttpRequest, character: Character, form: RecastForm, *, status: int = 200) -> HttpResponse:
    """The form with all that was typed, beside the part as it is."""
    rows = character.castings.select_related("person").in_order()
    context: dict[str, Any] = {
        "character": character,
        "form": form,
        "castings": rows,
        "near": near(character, form.data.get("person", "") if form.errors else ""),
        "crumbs": crumbs(character, (character.called, character.get_absolute_url()), (_("Recast this part"), "")),
        "section": "shows",
    }
    return render(request, "cast/recast.html", context, status=status)
