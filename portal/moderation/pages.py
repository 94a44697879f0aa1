"""What several pages of moderation share."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, TypeVar

from django.forms import Form
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.cache import cache_control

from accounts.models import Member
from portal.lib.limits import hit, sender
from portal.lib.verdicts import Invalid, Refused, no
from portal.moderation.forms import AppealForm
from portal.moderation.models import Decision
from portal.moderation.policies import can_appeal, whom
from portal.moderation.queries import crumbs, joined, thing_of

T = TypeVar("T")
REPORTS_AN_HOUR = 20
private = cache_control(private=True, no_store=True)


def carried_out(form: Form, act: Callable[[], T]) -> T | None:
    """What an action answers, once its form is fit; None with the sentences in the form where either is not.

    Args:
        form: bound.
        act: the one action, with what the form has cleaned; asked for only where it is fit.
    """
    if not form.is_valid():
        return None
    try:
        return act()
    except Invalid as wrong:
        form.add_error(wrong.field if wrong.field in form.fields else None, str(wrong.message))
        return None


def not_too_many(request: HttpRequest) -> None:
    """Let nobody flood the desk.

    Raises:
        Refused: with 429 after twenty an hour.
    """
    limit = hit(f"report:{sender(request)}", REPORTS_AN_HOUR, 3600)
    if limit.exceeded:
        raise Refused(no(_("That is a lot of reports in one hour. Wait a little."), "too_many"), 429, limit)


def decision_page(
    request: HttpRequest,
    found: Decision,
    form: AppealForm,
    *,
    reader: Member | None = None,
    token: str = "",
    may_leave: bool = False,
    **more: Any,
) -> HttpResponse:
    """The page of one decision, as `reader` sees it, who is whoever asks unless a signed link says it is somebody;
    `may_leave` where the door has just led them here."""
    asking: Any = reader or request.user
    thing, about = found.case.contribution, whom(found.case)
    said = getattr(found, "appeal", None)
    mine = about is not None and about.pk == asking.pk
    context = {
        "decision": found,
        "said": said.as_told if said is not None and mine else said,
        "sanction": getattr(found, "sanction", None),
        "thing": thing_of(thing) if thing else None,
        "about": about,
        "html_before": joined(found.before.get("html", [])),
        "mine": mine,
        "may_appeal": can_appeal(asking, found),
        "form": form,
        "token": token,
        "may_leave": may_leave,
        "crumbs": [] if token else crumbs(found),
        "section": "" if token else "alerts",
    }
    return render(request, "moderation/decision.html", context, **more)
