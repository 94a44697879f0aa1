"""Who may report, decide, appeal and review. Nobody judges their own work, and nobody judges twice."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from django.db.models import QuerySet
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from accounts.models import Member
from accounts.policies import why_not
from portal.contributions.models import Contribution, State
from portal.lib.verdicts import JOIN_FIRST, YES, Verdict, no
from portal.moderation.models import Case, Decision, Report

NOT_A_MODERATOR = no(gettext_lazy("Only moderators decide here."), "not_a_moderator")
OWN_WORK = no(gettext_lazy("You wrote this yourself. Another moderator decides."), "own_work")
OWN_REPORT = no(gettext_lazy("You reported this yourself. Another moderator decides."), "own_report")
OWN_DECISION = no(gettext_lazy("You made this decision. Another moderator reads the appeal."), "own_decision")
ALREADY_DECIDED = no(gettext_lazy("Another moderator has decided this already."), "already_decided")
CONFLICTS = ("already_decided", "taken", "changed_since", "already_appealed")


def can_report(viewer: Any, contribution: Contribution) -> Verdict:
    """Anybody with a seat, for what is published and somebody else's."""
    if not viewer.is_authenticated:
        return JOIN_FIRST
    if contribution.author_id == viewer.pk:
        return no(_("This is your own. You can change or withdraw it."), "own_work")
    if contribution.state != State.PUBLISHED:
        return no(_("This is not up any more."), "not_published")
    return YES


def can_see_desk(viewer: Any) -> Verdict:
    """Moderators and operators."""
    if not viewer.is_authenticated:
        return JOIN_FIRST
    return YES if viewer.moderates else why_not(viewer, NOT_A_MODERATOR)


def can_decide(viewer: Any, case: Case, *, at: datetime | None = None) -> Verdict:
    """A moderator who neither wrote nor reported it, nor made the decision that is appealed; once.

    Args:
        viewer: whoever wants to decide or review.
        case: the case, of any origin.
        at: now, for the lease of another moderator.
    """
    if not (allowed := can_see_desk(viewer)):
        return allowed
    if not case.is_open:
        return ALREADY_DECIDED
    if author_id(case) == viewer.pk:
        return OWN_WORK
    if case.origin == Case.Origin.APPEAL and case.appeal.decision.by_id == viewer.pk:
        return OWN_DECISION
    if reports_on(case).filter(reporter=viewer).exists():
        return OWN_REPORT
    if case.is_held_by_another(viewer, at=at or timezone.now()):
        name = case.claimed_by.handle if case.claimed_by else ""
        return no(_("%(name)s is reading this one now.") % {"name": name}, "taken")
    return YES


def can_appeal(viewer: Any, decision: Decision, *, at: datetime | None = None) -> Verdict:
    """The author, once, within six months, when something was taken away."""
    if not viewer.is_authenticated:
        return JOIN_FIRST
    if author_id(decision.case) != viewer.pk:
        return no(_("Only the one it was about can appeal."), "not_the_author")
    if not decision.takes_away:
        return no(_("Nothing was taken away here."), "nothing_to_appeal")
    if hasattr(decision, "appeal"):
        return no(_("You have appealed this already. Another moderator reads it."), "already_appealed")
    if (at or timezone.now()) > decision.appeal_until:
        return no(_("The time to appeal this is over."), "too_late")
    return YES


def can_see_decision(viewer: Any, decision: Decision) -> Verdict:
    """Its author and moderators."""
    if not viewer.is_authenticated:
        return JOIN_FIRST
    if viewer.moderates or author_id(decision.case) == viewer.pk:
        return YES
    return no(_("There is nothing at this address."), "not_found")


def author_id(case: Case) -> int | None:
    """Whose work, or who, a case is about."""
    return case.contribution.author_id if case.contribution else case.member_id


def reports_on(case: Case) -> QuerySet[Report]:
    """What was reported: in this case, or in the one whose decision is appealed."""
    told_in = case.appeal.decision.case_id if case.origin == Case.Origin.APPEAL else case.pk
    return Report.objects.filter(case=told_in)


def can_see_reports(viewer: Any, case: Case) -> bool:
    """Whether a moderator may read who reported something and in what words: not about their own work."""
    return viewer.moderates and author_id(case) != viewer.pk


def judges_of(case: Case) -> QuerySet[Member]:
    """The moderators and operators who may decide a case at all, whoever is reading it now."""
    barred: list[int | None] = [author_id(case), *reports_on(case).values_list("reporter", flat=True)]
    if case.origin == Case.Origin.APPEAL:
        barred.append(case.appeal.decision.by_id)
    return Member.objects.moderators().exclude(pk__in=[pk for pk in barred if pk is not None])


def published_by(author: Member, *, most: int) -> int:
    """How many of a member's contributions are up, counted no further than `most`."""
    return Contribution.objects.filter(author=author, state=State.PUBLISHED)[:most].count()
