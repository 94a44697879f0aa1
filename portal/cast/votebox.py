"""The five-step vote as it is drawn: cast once for each outline and filled, for it stands on every character's page."""

from __future__ import annotations

from collections.abc import Hashable
from typing import Any
from urllib.parse import quote

from django.http import HttpRequest
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils.safestring import SafeString
from django.utils.translation import ngettext

from portal.cast.ballots import STEPS, Ballot, BallotForm
from portal.lib.csrf import token_of
from portal.lib.moulds import cast
from portal.lib.text import grouped

TEMPLATE = "cast/_vote.html"


def votebox(request: HttpRequest, ballot: Ballot, form: BallotForm | None = None, error: str = "") -> SafeString:
    """The panel.

    Args:
        request: the reader's.
        ballot: what stands.
        form: a vote that could not be taken.
        error: what is wrong with the episode they asked for.
    """
    seated = request.user.is_authenticated
    shape: dict[str, Hashable] = {
        "started": bool(ballot.horizon), "seated": seated, "own": ballot.own, "changeable": ballot.changeable,
    }  # fmt: skip
    values = words_of(ballot, token_of(request) if seated else "")
    if form is None and not error:
        return cast(TEMPLATE, shape, values, context=with_steps)
    wrong = form is not None and form.is_bound and bool(form.errors)
    typed = (form["episode"].value() or "") if wrong and form else values["typed"]
    more = {"typed": typed, "sentences": form.sentences if wrong and form else [], "error": error}
    return render_to_string(TEMPLATE, with_steps({**shape, **values, **more}))


def words_of(ballot: Ballot, token: str) -> dict[str, Any]:
    """What is printed, in the reader's language."""
    character, number = ballot.character, grouped(ballot.voters)
    address = character.get_absolute_url()
    return {
        "name": character.called,
        "number": grouped(ballot.episode),
        "typed": ballot.episode,
        "next": quote(address),
        "url": address,
        "action": reverse("cast:votes", args=[character.show.slug, character.slug]),
        "voters": ngettext("%(number)s fan voted.", "%(number)s fans voted.", ballot.voters) % {"number": number},
        "token": token,
    }


def with_steps(names: dict[str, Any]) -> dict[str, Any]:
    """The context: the steps, of which one may be the reader's own."""
    own = names["own"]
    return names | {
        "steps": [(value, word, value == own) for value, word in STEPS],
        "own_word": dict(STEPS).get(own, "") if own is not None else "",
    }
