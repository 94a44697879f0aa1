"""What the desk and the pages of decisions read."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from django.db.models import Count, Prefetch
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from accounts.models import Member
from portal.contributions.kinds import kind_of
from portal.contributions.models import Contribution, State
from portal.lib.keyset import Page, oldest_first
from portal.lib.markup import render
from portal.moderation.models import Case, CaseQuerySet, Decision, Report, Rule
from portal.moderation.policies import can_see_reports, published_by, reports_on

QUEUE_SIZE = 30
CAP = 100
Origin = Case.Origin
QUEUES: dict[str, tuple[Any, tuple[str, ...]]] = {
    "": (gettext_lazy("Everything"), tuple(Origin.values)),
    "reports": (gettext_lazy("Reports"), (Origin.REPORT,)),
    "appeals": (gettext_lazy("Appeals"), (Origin.APPEAL,)),
    "new-fans": (gettext_lazy("New fans"), (Origin.NEWCOMER,)),
    "photos": (gettext_lazy("Photos of new fans"), (Origin.PHOTO,)),
    "edits": (gettext_lazy("Edits"), (Origin.EDIT,)),
}
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
    thing: Thing
    reports: list[Report]
    leading_rule: Rule | None
    changed_since: bool
    keeps_reports: bool = False
    snapshot_html: str = ""
    edited_html: str = ""
    history: dict[str, Any] = field(default_factory=dict)


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
        "appeal__decision__rule",
        "appeal__decision__by",
    ).prefetch_related(Prefetch("reports", reports))


def queue(name: str, cursor: str, *, at: datetime) -> Page:
    """A page of one queue, the oldest first, as rows.

    Args:
        name: a key of `QUEUES`.
        cursor: of the page before.
        at: now, for leases.
    """
    page = oldest_first(cases().open().filter(origin__in=QUEUES[name][1]), cursor, size=QUEUE_SIZE, moment="opened_at")
    return Page([row_of(case, at=at) for case in page.rows], page.next_cursor)


def row_of(case: Case, *, at: datetime) -> Row:
    """A case as a line of the queue."""
    said = case.snapshot
    about = case.appeal.words if case.origin == Origin.APPEAL else said.get("title") or said.get("excerpt", "")
    taken = case.claimed_by if case.claimed_until and case.claimed_until > at else None
    return Row(
        pk=case.pk,
        author=said.get("author", ""),
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
    """Every queue with its name and how many wait in it."""
    found = dict(Case.objects.open().values_list("origin").annotate(Count("pk")))
    return [(key, name, sum(found.get(one, 0) for one in origins)) for key, (name, origins) in QUEUES.items()]


def case_file(case: Case, *, viewer: Any) -> CaseFile:
    """A case with everything a moderator weighs; without the reports for the one it is about."""
    now: Contribution = case.contribution  # type: ignore[assignment]  # a case about a member has no file
    thing = thing_of(now)
    reports = list(reports_on(case).select_related("rule", "reporter").order_by("pk"))
    open_to_viewer = can_see_reports(viewer, case)
    said = case.snapshot
    return CaseFile(
        case=case,
        thing=thing,
        reports=reports if open_to_viewer else [],
        keeps_reports=bool(reports) and not open_to_viewer,
        leading_rule=leading_rule(reports),
        changed_since=(said.get("title"), said.get("body")) != (now.title, now.body),
        snapshot_html=joined(said.get("html", [])),
        edited_html=joined(render(case.revision.words.get("body", ""))) if case.revision else "",
        history=history_of(now.author),
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


def report_by(member: Member, thing: Contribution) -> Report | None:
    """What a member said last about something, with what came of it."""
    rows = Report.objects.filter(reporter=member, case__contribution=thing)
    found: Report | None = rows.select_related("rule", "case__decision").order_by("-created_at", "-pk").first()
    return found


def history_of(author: Member | None) -> dict[str, Any]:
    """An author in short: since when, how much is up, how often something was taken down and stayed so."""
    if author is None:
        return {}
    taken = Decision.objects.filter(
        case__contribution__author=author, verb__in=(Decision.Verb.VEIL, Decision.Verb.REMOVE), undone_by=None
    )
    return {
        "joined_at": author.joined_at,
        "published": published_by(author, most=CAP + 1),
        "taken": taken[: CAP + 1].count(),
        "trust": author.get_trust_display(),
    }


def crumbs(decision: Decision) -> list[tuple[str, str]]:
    """Where the page of a decision stands."""
    return [(_("Alerts"), reverse("notifications:notifications")), (_("Decision"), "")]
