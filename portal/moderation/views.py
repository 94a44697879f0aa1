"""Reporting, the rules, and the page of a decision with its appeal."""

from __future__ import annotations

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from portal.contributions.kinds import kind_of
from portal.contributions.models import Contribution
from portal.lib.verdicts import require
from portal.moderation import actions
from portal.moderation.forms import AppealForm, ReportForm
from portal.moderation.models import Decision, Rule
from portal.moderation.pages import carried_out, decision_page, not_too_many, private
from portal.moderation.policies import can_report, can_see_decision
from portal.moderation.queries import report_by


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


@login_required
@private
@require_safe
def decision(request: HttpRequest, public_id: str) -> HttpResponse:
    """What was decided, why, and how to appeal: for its author and for moderators."""
    return decision_page(request, find_decision(request, public_id), AppealForm())


@login_required
@private
@require_POST
def appeal(request: HttpRequest, public_id: str) -> HttpResponse:
    """Say that a decision was not fair."""
    found = find_decision(request, public_id)
    form = AppealForm(request.POST)
    if carried_out(form, lambda: actions.appeal(found, by=request.user, at=timezone.now(), **form.cleaned_data)):
        messages.success(request, _("Your appeal is with us. Another moderator reads it."))
        return redirect("moderation:decision", public_id=public_id)
    return decision_page(request, found, form, status=422)


def find_decision(request: HttpRequest, public_id: str) -> Decision:
    """A decision this person may read.

    Raises:
        Http404: to everybody else, as if there were none.
    """
    rows = Decision.objects.select_related(
        "rule", "case__contribution__author", "case__member", "undoes", "case__revision", "sanction"
    )
    found: Decision = get_object_or_404(rows, public_id=public_id)
    if not can_see_decision(request.user, found):
        raise Http404
    return found


@require_safe
def rule(request: HttpRequest, slug: str, version: int) -> HttpResponse:
    """One version of a house rule, in force or not: what a decision was made by."""
    found = get_object_or_404(Rule, slug=slug, version=version)
    now = Rule.objects.called(slug)
    return render(request, "moderation/rule.html", {"rule": found, "newer": now if now != found else None})
