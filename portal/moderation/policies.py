"""Who may report, decide, appeal and review. Nobody judges their own work, and nobody judges twice."""

from __future__ import annotations

from collections.abc import Collection
from datetime import datetime, timedelta
from typing import Any

from django.conf import settings
from django.db.models import QuerySet
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from accounts.models import Member, Role
from accounts.policies import why_not
from portal.contributions.models import Contribution, State
from portal.lib.verdicts import JOIN_FIRST, YES, Verdict, no
from portal.moderation.models import Appeal, Case, Decision, Report, Sanction

NOT_A_MODERATOR = no(gettext_lazy("Only moderators decide here."), "not_a_moderator")
OWN_WORK = no(gettext_lazy("You wrote this yourself. Another moderator decides."), "own_work")
OWN_REPORT = no(gettext_lazy("You reported this yourself. Another moderator decides."), "own_report")
OWN_DECISION = no(gettext_lazy("You made this decision. Another moderator reads the appeal."), "own_decision")
ALREADY_DECIDED = no(gettext_lazy("Another moderator has decided this already."), "already_decided")
OUTRANKED = no(gettext_lazy("Only somebody above them can decide about them: an operator."), "outranked")
TOLD_ALREADY = no(gettext_lazy("It has been told already, so it cannot be taken back. They can appeal it."), "told")
ANSWERED_ALREADY = no(gettext_lazy("Its author has the answer already, so it cannot be taken back."), "told")
BACK_ALREADY = no(gettext_lazy("It has been taken back already."), "back_already")
REPORTED_AGAIN = no(gettext_lazy("It has come up again meanwhile. Decide the new case."), "came_again")
CONFLICTS = ("already_decided", "taken", "changed_since", "already_appealed", "told", "came_again")


def can_report(viewer: Any, contribution: Contribution) -> Verdict:
    """Anybody with a seat, for what is published and somebody else's."""
    if not viewer.is_authenticated:
        return JOIN_FIRST
    if contribution.author_id == viewer.pk:
        return no(_("This is your own. You can change or withdraw it."), "own_work")
    if contribution.state != State.PUBLISHED:
        return no(_("This is not up any more."), "not_published")
    return YES


def can_report_member(viewer: Any, member: Member) -> Verdict:
    """Anybody with a seat, about anybody else who has one."""
    if not viewer.is_authenticated:
        return JOIN_FIRST
    if member.pk == viewer.pk:
        return no(_("This is you."), "oneself")
    return YES


def can_sanction(viewer: Any, member: Member) -> Verdict:
    """Moderators, whoever stands below them; operators, anybody but themselves."""
    if not (allowed := can_see_desk(viewer)):
        return allowed
    if member.pk == viewer.pk:
        return no(_("This is you. Another moderator decides."), "oneself")
    return YES if viewer.role > member.role or viewer.role >= Role.OPERATOR else OUTRANKED


def can_end(viewer: Any, sanction: Sanction) -> Verdict:
    """Operators, before its time; for everybody else there is the appeal."""
    if not viewer.is_authenticated:
        return JOIN_FIRST
    if viewer.role < Role.OPERATOR:
        return no(_("Only operators end a sanction without an appeal."), "not_an_operator")
    if sanction.ended_at is not None:
        return no(_("It is over already."), "already_ended")
    return can_sanction(viewer, sanction.member)


def can_note(viewer: Any, member: Member) -> Verdict:
    """Moderators, about anybody but themselves; nobody reads the notes on themselves either."""
    if not (allowed := can_see_desk(viewer)):
        return allowed
    if member.pk == viewer.pk:
        return no(_("These notes are about you. Others keep them."), "oneself")
    return YES


def can_hide(viewer: Any, case: Case, *, at: datetime) -> Verdict:
    """Whoever may decide a report, while what it is about is up."""
    return can_decide(viewer, case, at=at) and can_be_hidden(case)


def can_be_hidden(case: Case) -> Verdict:
    """What was reported, while it is up."""
    if case.contribution is None or case.origin != Case.Origin.REPORT or case.contribution.state != State.PUBLISHED:
        return no(_("There is nothing up that could be hidden."), "not_published")
    return YES


def can_take_back(viewer: Any, decision: Decision, *, at: datetime) -> Verdict:
    """The moderator who decided, until somebody has been told of it."""
    if not (allowed := can_see_desk(viewer)):
        return allowed
    if decision.by_id != viewer.pk:
        return no(_("Only the one who decided can take it back."), "not_yours")
    over = at >= decision.created_at + timedelta(seconds=settings.UNDO_SECONDS)
    if decision.told_at is not None or over or hasattr(decision, "appeal"):
        return TOLD_ALREADY
    return YES


def can_take_answer_back(viewer: Any, said: Appeal, *, at: datetime) -> Verdict:
    """The moderator who answered, until its author has been told."""
    if not (allowed := can_see_desk(viewer)):
        return allowed
    if said.answered_at is None:
        return BACK_ALREADY
    if said.reviewer_id != viewer.pk:
        return no(_("Only the one who answered can take it back."), "not_yours")
    over = at >= said.answered_at + timedelta(seconds=settings.UNDO_SECONDS)
    return ANSWERED_ALREADY if said.told_at is not None or over else YES


def can_see_desk(viewer: Any) -> Verdict:
    """Moderators and operators."""
    if not viewer.is_authenticated:
        return JOIN_FIRST
    return YES if viewer.moderates else why_not(viewer, NOT_A_MODERATOR)


def can_decide(
    viewer: Any, case: Case, *, at: datetime | None = None, reporters: Collection[int | None] | None = None
) -> Verdict:
    """A moderator who neither wrote nor reported it, nor made the decision that is appealed; once.

    Args:
        viewer: whoever wants to decide or review.
        case: the case, of any origin.
        at: now, for the lease of another moderator.
        reporters: who reported it, where that has been read.
    """
    if not (allowed := can_see_desk(viewer)):
        return allowed
    if not case.is_open:
        return ALREADY_DECIDED
    if author_id(case) == viewer.pk:
        return OWN_WORK if case.member_id is None else no(_("This is you. Another moderator decides."), "oneself")
    if case.member is not None and not (above := can_sanction(viewer, case.member)):
        return above
    if case.origin == Case.Origin.APPEAL and case.appeal.decision.by_id == viewer.pk:
        return OWN_DECISION
    reported = viewer.pk in reporters if reporters is not None else reports_on(case).filter(reporter=viewer).exists()
    if reported:
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


def whom(case: Case) -> Member | None:
    """The one a case is about, or whose work; None when they have left."""
    return case.contribution.author if case.contribution is not None else case.member


def cases_of(member: Member) -> QuerySet[Any]:
    """The numbers of all cases about a member or their work; one index each answers for either half."""
    rows = Case.objects.filter(contribution__author=member).values("pk")
    return rows.union(Case.objects.filter(member=member).values("pk"), all=True)


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
    rows = Member.objects.moderators().exclude(pk__in=[pk for pk in barred if pk is not None])
    return rows.filter(role__gte=min(case.member.role + 1, Role.OPERATOR)) if case.member is not None else rows


def published_by(author: Member, *, most: int) -> int:
    """How many of a member's contributions are up, counted no further than `most`."""
    return Contribution.objects.filter(author=author, state=State.PUBLISHED)[:most].count()
