"""What the desk and the pages of decisions read."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from datetime import datetime, timedelta
from functools import reduce
from operator import or_
from typing import Any

from django.conf import settings
from django.db.models import Count, Prefetch, Q
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from accounts.models import Member
from portal.contributions.kinds import kind_of
from portal.contributions.models import Contribution, State
from portal.lib.keyset import Page, oldest_first
from portal.lib.markup import render
from portal.moderation.choosing import QUEUES, Choice, narrowed
from portal.moderation.models import Case, CaseQuerySet, Decision, Report, Rule
from portal.moderation.people import PersonFile, person_file
from portal.moderation.policies import can_see_reports, reports_on, whom
from shows.spoilers import Viewpoint

QUEUE_SIZE = 30
CAP = 100
MOST_UNDOS = 5
Origin = Case.Origin
BADGES = {
    Origin.REPORT: "spoiler",
    Origin.APPEAL: "appeal",
    Origin.NEWCOMER: "first",
    Origin.PHOTO: "first",
    Origin.EDIT: "waiting",
}


@dataclass(frozen=True)
class Row:
    """One case as the queue shows it; never veiled, for the desk alone."""

    pk: int
    author: str
    badge: str
    badge_kind: str
    opened_at: datetime
    line: str
    taken_by: str
    is_member: bool = False
    asked: bool = False


@dataclass(frozen=True)
class Thing:
    """What a case is about, uncovered, for the desk and for its author alone."""

    label: Any
    title: str
    html: str
    url: str
    author: Member | None
    reveals: int | None
    state: Any
    created_at: datetime
    subject_title: str = ""
    subject_url: str = ""
    picture: str = ""
    entry: Contribution | None = None


@dataclass(frozen=True)
class CaseFile:
    """Everything a moderator weighs."""

    case: Case
    thing: Thing | None
    person: PersonFile | None
    reports: list[Report]
    leading_rule: Rule | None
    changed_since: bool
    keeps_reports: bool = False
    snapshot_html: str = ""
    edited_html: str = ""


def cases() -> CaseQuerySet:
    """Cases with what every view of them needs."""
    reports = Report.objects.select_related("rule", "reporter").order_by("pk")
    return Case.objects.select_related(
        "contribution__author",
        "contribution__show",
        "contribution__subject",
        "member",
        "revision",
        "claimed_by",
        "asked_by",
        "appeal__decision__rule",
        "appeal__decision__by",
    ).prefetch_related(Prefetch("reports", reports))


def queue(choice: Choice, cursor: str, *, viewer: Any, at: datetime) -> Page:
    """A page of what was asked for, the oldest first, as rows.

    Args:
        choice: what was asked for.
        cursor: of the page before.
        viewer: the moderator.
        at: now, for leases.
    """
    rows = narrowed(cases(), choice, viewer=viewer, at=at)
    page = oldest_first(rows, cursor, size=QUEUE_SIZE, moment="opened_at")
    return Page([row_of(case, at=at) for case in page.rows], page.next_cursor)


def next_case(choice: Choice, after: Case, *, viewer: Any, at: datetime) -> int | None:
    """The case that follows one in what was asked for, and that nobody else is reading; None at the end."""
    later = Q(opened_at__gt=after.opened_at) | Q(opened_at=after.opened_at, pk__gt=after.pk)
    free = Q(claimed_until=None) | Q(claimed_until__lte=at) | Q(claimed_by=viewer.pk)
    rows = narrowed(Case.objects.filter(opened_at__gte=after.opened_at), choice, viewer=viewer, at=at)
    return rows.filter(later, free).order_by("opened_at", "pk").values_list("pk", flat=True).first()


def can_still_be_taken_back(viewer: Any, *, at: datetime) -> list[Decision]:
    """What a moderator decided a moment ago, and nobody has been told of yet; the newest first."""
    since = at - timedelta(seconds=settings.UNDO_SECONDS)
    rows = Decision.objects.filter(by=viewer.pk, told_at=None, created_at__gt=since).select_related("case")
    return list(rows.order_by("-created_at", "-pk")[:MOST_UNDOS])


def row_of(case: Case, *, at: datetime) -> Row:
    """A case as a line of the queue."""
    said = case.snapshot
    about = case.appeal.words if case.origin == Origin.APPEAL else said.get("title") or said.get("excerpt", "")
    if case.member_id is not None and not about:
        about = next((report.words for report in case.reports.all() if report.words), "")
    taken = case.claimed_by if case.claimed_until and case.claimed_until > at else None
    return Row(
        pk=case.pk,
        author=said.get("author", ""),
        is_member=case.member_id is not None,
        asked=case.asked_at is not None,
        badge=badge_of(case),
        badge_kind=BADGES[Origin(case.origin)],
        opened_at=case.opened_at,
        line=about[:200],
        taken_by=taken.handle if taken else "",
    )


def badge_of(case: Case) -> str:
    """Why a case is in the queue, in a few words."""
    if case.origin == Origin.REPORT:
        reports = list(case.reports.all())
        rule = leading_rule(reports)
        count = ngettext("%(count)s report", "%(count)s reports", len(reports)) % {"count": len(reports)}
        return _("%(rule)s, %(count)s") % {"rule": rule.short, "count": count} if rule else count
    return {
        Origin.APPEAL: _("Appeal"),
        Origin.NEWCOMER: _("New fan"),
        Origin.PHOTO: _("Photo of a new fan"),
        Origin.EDIT: _("Edit"),
    }[Origin(case.origin)]


def leading_rule(reports: list[Report]) -> Rule | None:
    """The rule most reporters named; the first named of equals."""
    named = Counter(report.rule for report in reports)
    return named.most_common(1)[0][0] if named else None


def queue_counts() -> list[tuple[str, Any, int]]:
    """Every queue with its name and how many wait in it, counted no further than one past the cap."""
    few = [Case.objects.open().filter(origin=origin).order_by("opened_at", "pk")[: CAP + 1] for origin in Origin.values]
    among = reduce(or_, (Q(pk__in=rows.values("pk")) for rows in few))
    found = dict(Case.objects.filter(among).values_list("origin").annotate(Count("pk")))
    queues = ((key, name, sum(found.get(one, 0) for one in origins)) for key, (name, origins) in QUEUES.items())
    return [(key, name, min(CAP + 1, count)) for key, name, count in queues]


def case_file(case: Case, *, viewer: Any, viewpoint: Viewpoint) -> CaseFile:
    """A case with everything a moderator weighs; without the reports for the one it is about."""
    now: Contribution | None = case.contribution
    reports = list(reports_on(case).select_related("rule", "reporter").order_by("pk"))
    open_to_viewer = can_see_reports(viewer, case)
    said = case.snapshot
    return CaseFile(
        case=case,
        thing=thing_of(now) if now else None,
        person=person_file(whom(case), viewer=viewer, viewpoint=viewpoint),
        reports=reports if open_to_viewer else [],
        keeps_reports=bool(reports) and not open_to_viewer,
        leading_rule=leading_rule(reports),
        changed_since=now is not None and (said.get("title"), said.get("body")) != (now.title, now.body),
        snapshot_html=joined(said.get("html", [])),
        edited_html=joined(render(case.revision.words.get("body", ""))) if case.revision else "",
    )


def thing_of(contribution: Contribution) -> Thing:
    """A contribution uncovered. Only for the desk, and for its own author."""
    kind = kind_of(contribution)
    subject = contribution.subject
    return Thing(
        label=kind.label,
        title=contribution.title,
        html=joined(contribution.html),
        url=kind.safe_url(contribution),
        author=contribution.author,
        reveals=contribution.reveals,
        state=State(contribution.state),
        created_at=contribution.created_at,
        subject_title=subject.title if subject else "",
        subject_url=kind_of(subject).safe_url(subject) if subject else "",
        picture=kind.picture,
        entry=contribution,
    )


def joined(segments: list[Any]) -> str:
    """Rendered and sanitised HTML, with nothing left out."""
    return "".join(str(segment[1]) for segment in segments)


def report_by(member: Member, thing: Contribution | Member) -> Report | None:
    """What a member said last about something, or somebody, with what came of it."""
    about = {"case__member": thing} if isinstance(thing, Member) else {"case__contribution": thing}
    rows = Report.objects.filter(reporter=member, **about)
    found: Report | None = rows.select_related("rule", "case__decision").order_by("-created_at", "-pk").first()
    return found


def crumbs(decision: Decision) -> list[tuple[str, str]]:
    """Where the page of a decision stands."""
    return [(_("Alerts"), reverse("notifications:notifications")), (_("Decision"), "")]
