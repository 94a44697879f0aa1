"""Reporting, the rules, and the page of a decision with its appeal."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.cache import cache_control
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from portal.contributions.kinds import kind_of
from portal.contributions.models import Contribution
from portal.lib.limits import hit, sender
from portal.lib.verdicts import Invalid, Refused, no, require
from portal.moderation import actions
from portal.moderation.forms import AppealForm, ReportForm
from portal.moderation.models import Decision, Rule
from portal.moderation.policies import can_appeal, can_report, can_see_decision
from portal.moderation.queries import crumbs, joined, report_by, thing_of

REPORTS_AN_HOUR = 20
private = cache_control(private=True, no_store=True)


@require_safe
def rules(request: HttpRequest) -> HttpResponse:
    """The house rules, in the reader's language."""
    return render(request, "moderation/rules.html", {"rules": Rule.objects.in_force()})


@login_required
@private
@require_http_methods(["GET", "HEAD", "POST"])
def reports(request: HttpRequest, public_id: str) -> HttpResponse:
    """Say that something breaks a rule; GET is the form for those without scripts."""
    thing = get_object_or_404(Contribution.objects.visible_to(request.viewpoint), public_id=public_id)
    earlier = report_by(request.user, thing)
    if earlier is None or request.method == "POST":
        require(can_report(request.user, thing))
    form = ReportForm(request.POST if request.method == "POST" else None)
    if form.is_valid():
        not_too_many(request)
        _report, is_new = actions.report(thing, by=request.user, at=timezone.now(), **form.cleaned_data)
        if is_new:
            messages.success(request, _("Thank you. A moderator will read it, and you will hear what came of it."))
        else:
            messages.info(request, _("You have told us already. A moderator will read it."))
        return redirect(kind_of(thing).safe_url(thing))
    context = {
        "read": request.viewpoint.read(thing),
        "public_id": public_id,
        "back": kind_of(thing).safe_url(thing),
        "earlier": earlier,
        "may_report": can_report(request.user, thing) and not (earlier and earlier.waits),
        "form": form,
    }
    return render(request, "moderation/report.html", context, status=422 if form.is_bound else 200)


def not_too_many(request: HttpRequest) -> None:
    """Let nobody flood the desk.

    Raises:
        Refused: with 429 after twenty an hour.
    """
    limit = hit(f"report:{sender(request)}", REPORTS_AN_HOUR, 3600)
    if limit.exceeded:
        raise Refused(no(_("That is a lot of reports in one hour. Wait a little."), "too_many"), 429, limit)


@login_required
@private
@require_safe
def decision(request: HttpRequest, public_id: str) -> HttpResponse:
    """What was decided, why, and how to appeal: for its author and for moderators."""
    return _decision_page(request, find_decision(request, public_id), AppealForm())


@login_required
@private
@require_POST
def appeal(request: HttpRequest, public_id: str) -> HttpResponse:
    """Say that a decision was not fair."""
    found = find_decision(request, public_id)
    form = AppealForm(request.POST)
    if form.is_valid():
        try:
            actions.appeal(found, by=request.user, words=form.cleaned_data["words"], at=timezone.now())
        except Invalid as refusal:
            form.add_error(refusal.field, str(refusal.message))
        else:
            messages.success(request, _("Your appeal is with us. Another moderator reads it."))
            return redirect("moderation:decision", public_id=public_id)
    return _decision_page(request, found, form, status=422)


def find_decision(request: HttpRequest, public_id: str) -> Decision:
    """A decision this person may read.

    Raises:
        Http404: to everybody else, as if there were none.
    """
    rows = Decision.objects.select_related("rule", "case__contribution__author", "undoes", "case__revision")
    found: Decision = get_object_or_404(rows, public_id=public_id)
    if not can_see_decision(request.user, found):
        raise Http404
    return found


def _decision_page(request: HttpRequest, found: Decision, form: AppealForm, **more: Any) -> HttpResponse:
    """The page of one decision."""
    thing = found.case.contribution
    context = {
        "decision": found,
        "said": getattr(found, "appeal", None),
        "thing": thing_of(thing) if thing else None,
        "html_before": joined(found.before.get("html", [])),
        "mine": thing is not None and thing.author_id == request.user.pk,
        "may_appeal": can_appeal(request.user, found),
        "form": form,
        "crumbs": crumbs(found),
        "section": "alerts",
    }
    return render(request, "moderation/decision.html", context, **more)
