"""What several pages of moderation share."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.cache import cache_control

from accounts.models import Member
from portal.lib.limits import hit, sender
from portal.lib.verdicts import Refused, no
from portal.moderation.forms import AppealForm
from portal.moderation.models import Decision
from portal.moderation.policies import can_appeal, whom
from portal.moderation.queries import crumbs, joined, thing_of

REPORTS_AN_HOUR = 20
private = cache_control(private=True, no_store=True)


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
    **more: Any,
) -> HttpResponse:
    """The page of one decision, as `reader` sees it, who is whoever asks unless a signed link says it is somebody."""
    asking: Any = reader or request.user
    thing, about = found.case.contribution, whom(found.case)
    context = {
        "decision": found,
        "said": getattr(found, "appeal", None),
        "sanction": getattr(found, "sanction", None),
        "thing": thing_of(thing) if thing else None,
        "about": about,
        "html_before": joined(found.before.get("html", [])),
        "mine": about is not None and about.pk == asking.pk,
        "may_appeal": can_appeal(asking, found),
        "form": form,
        "token": token,
        "crumbs": [] if token else crumbs(found),
        "section": "" if token else "alerts",
    }
    return render(request, "moderation/decision.html", context, **more)
