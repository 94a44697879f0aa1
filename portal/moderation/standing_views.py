"""Reporting a member, and where a member stands: their trust, what restrains them, and how to appeal it."""

from __future__ import annotations

from django.conf import settings
from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core import signing
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from accounts.adapter import APPEAL_SALT
from accounts.keys import shut_out
from accounts.models import Member, Trust
from portal.lib.verdicts import require
from portal.moderation import actions, trust
from portal.moderation.forms import AppealForm, ReportForm
from portal.moderation.models import APPEAL_DAYS, Decision
from portal.moderation.pages import carried_out, decision_page, not_too_many, private
from portal.moderation.people import sanctions_of
from portal.moderation.policies import can_report_member, whom
from portal.moderation.queries import report_by

LINK_SECONDS = (APPEAL_DAYS + 1) * 24 * 3600


@login_required
@private
@require_http_methods(["GET", "HEAD", "POST"])
def member_reports(request: HttpRequest, handle: str) -> HttpResponse:
    """Say that somebody breaks a rule, whatever they write."""
    member: Member = get_object_or_404(Member.objects.called(handle))
    require(can_report_member(request.user, member))
    form = ReportForm(request.POST if request.method == "POST" else None)
    if form.is_valid():
        not_too_many(request)
        _report, is_new = actions.report_member(member, by=request.user, at=timezone.now(), **form.cleaned_data)
        if is_new:
            messages.success(request, _("Thank you. A moderator will read it, and you will hear what came of it."))
        else:
            messages.info(request, _("You have told us already. A moderator will read it."))
        return redirect("member", member.handle)
    earlier = report_by(request.user, member)
    context = {
        "member": member,
        "earlier": earlier,
        "may_report": not (earlier and earlier.waits),
        "form": form,
    }
    return render(request, "moderation/member_report.html", context, status=422 if form.is_bound else 200)


@login_required
@private
@require_safe
def my_standing(request: HttpRequest) -> HttpResponse:
    """A member's own step of trust, and every sanction they ever had, with its reason."""
    context = {"sanctions": sanctions_of(request.user), "now": timezone.now(), "section": "you"} | steps()
    return render(request, "moderation/standing.html", context)


@private
@require_http_methods(["GET", "HEAD", "POST"])
def standing(request: HttpRequest, token: str) -> HttpResponse:
    """Why somebody may not sign in, and the way to appeal; by a signed link, for they have no session."""
    found = decision_of(token)
    form = AppealForm(request.POST if request.method == "POST" else None)
    author = whom(found.case)
    if author is None:
        raise Http404
    if carried_out(form, lambda: actions.appeal(found, by=author, at=timezone.now(), **form.cleaned_data)):
        return redirect(settings.SUSPENDED_URL, token)
    leaves = shut_out(request) == author
    status = 422 if form.is_bound else 200
    return decision_page(request, found, form, reader=author, token=token, may_leave=leaves, status=status)


def decision_of(token: str) -> Decision:
    """The decision that a signed link opens.

    Raises:
        Http404: when the link is forged or too old.
    """
    try:
        public_id = signing.loads(token, salt=APPEAL_SALT, max_age=LINK_SECONDS)
    except signing.BadSignature as error:
        raise Http404 from error
    rows = Decision.objects.select_related("rule", "case__contribution__author", "case__member", "sanction", "undoes")
    found: Decision = get_object_or_404(rows, public_id=public_id)
    return found


@require_safe
def trust_page(request: HttpRequest) -> HttpResponse:
    """How trust grows and falls."""
    return render(request, "moderation/trust.html", steps())


def steps() -> dict[str, object]:
    """The numbers of the rule, for the pages that explain it."""
    return {
        "steps": list(Trust),
        "first": trust.FIRST,
        "weeks": trust.TRUSTED_WEEKS,
        "up": trust.TRUSTED_UP,
        "days": trust.QUIET_DAYS,
    }
