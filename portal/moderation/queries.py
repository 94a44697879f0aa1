"""What the desk and the pages of decisions read."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.urls import reverse
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _

from accounts.models import Member
from portal.contributions.kinds import kind_of
from portal.contributions.models import Contribution, State
from portal.contributions.wording import rendered
from portal.lib.kept import Stamps, kept_html
from portal.lib.text import grouped
from portal.moderation.models import Case, CaseQuerySet, Decision, Report, Rule
from portal.moderation.named import Named, named_by_readers
from portal.moderation.people import PersonFile, person_file
from portal.moderation.policies import can_see_reports, reports_on, whom
from shows.spoilers import Viewpoint

RULES_IN_SHORT = 3


def rules_in_short(stamps: Stamps) -> SafeString:
    """The first house rules, as they stand beside a thread; one query where they are not kept."""

    def load() -> dict[str, Any]:
        return {"rules": Rule.objects.in_force()[:RULES_IN_SHORT]}

    return kept_html("rules", "moderation/_rules_in_short.html", load, stamps=stamps)


@dataclass(frozen=True)
class Thing:
    """What a case is about, uncovered, for the desk and for its author alone.

    Args:
        html: its words and nothing else; `marked_html` says after each covered text which episode opens it.
        covers: those episodes, in the order of the text.
    """

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
    covers: tuple[int, ...] = ()
    marked_html: str = ""


@dataclass(frozen=True)
class CaseFile:
    """Everything a moderator weighs."""

    case: Case
    thing: Thing | None
    person: PersonFile | None
    reports: list[Report]
    leading_rule: Rule | None
    changed_since: bool
    reporters: frozenset[int | None] = frozenset()
    keeps_reports: bool = False
    snapshot_html: str = ""
    edited_html: str = ""
    named: Named | None = None


def cases() -> CaseQuerySet:
    """Cases with what the page of one needs."""
    return Case.objects.select_related(
        "contribution__author",
        "contribution__show",
        "contribution__subject",
        "member",
        "revision",
        "claimed_by",
        "asked_by",
        "decision__by",
        "appeal__decision__rule",
        "appeal__decision__by",
        "appeal__reviewer",
    )


def leading_rule(reports: list[Report]) -> Rule | None:
    """The rule most reporters named; the first named of equals."""
    named = Counter(report.rule for report in reports)
    return named.most_common(1)[0][0] if named else None


def case_file(case: Case, *, viewer: Any, viewpoint: Viewpoint) -> CaseFile:
    """A case with everything a moderator weighs; without the reports for the one it is about."""
    now: Contribution | None = case.contribution
    told = case.report_count or case.origin == Case.Origin.APPEAL
    reports = list(reports_on(case).select_related("rule", "reporter").order_by("pk")) if told else []
    open_to_viewer = can_see_reports(viewer, case)
    said = case.snapshot
    edited = rendered(case.revision.words.get("body", "")) if case.revision else []
    clock = viewpoint.clocks.get(now.show_id) if now is not None and now.show_id else None
    return CaseFile(
        case=case,
        thing=thing_of(now) if now else None,
        person=person_file(whom(case), viewer=viewer, viewpoint=viewpoint),
        reports=reports if open_to_viewer else [],
        reporters=frozenset(report.reporter_id for report in reports),
        keeps_reports=bool(reports) and not open_to_viewer,
        leading_rule=leading_rule(reports),
        changed_since=now is not None and (said.get("title"), said.get("body")) != (now.title, now.body),
        snapshot_html=joined(said.get("html", [])),
        edited_html=joined(edited, with_covers=now is not None and now.show_id is not None),
        named=named_by_readers(now, reports, clock.last) if clock and open_to_viewer else None,
    )


def thing_of(contribution: Contribution) -> Thing:
    """A contribution uncovered. Only for the desk, and for its own author."""
    kind = kind_of(contribution)
    subject, covered = contribution.subject, contribution.show_id is not None
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
        covers=tuple(reveals for reveals, _html, *part in contribution.html if part and covered),
        marked_html=joined(contribution.html, with_covers=covered),
    )


def joined(segments: list[Any], *, with_covers: bool = False) -> str:
    """Rendered and sanitised HTML, with nothing left out.

    Args:
        segments: as a contribution keeps them.
        with_covers: whether each text under a cover is followed by the episode that opens it.
    """
    return "".join(f"{html}{_opens_at(reveals) if with_covers and part else ''}" for reveals, html, *part in segments)


def _opens_at(reveals: int) -> str:
    number = _("Ep %(number)s") % {"number": grouped(reveals)}
    return f' <span class="badge">{number}</span> '


def report_by(member: Member, thing: Contribution | Member) -> Report | None:
    """What a member said last about something, or somebody, with what came of it."""
    about = {"case__member": thing} if isinstance(thing, Member) else {"case__contribution": thing}
    rows = Report.objects.filter(reporter=member, **about)
    found: Report | None = rows.select_related("rule", "case__decision").order_by("-created_at", "-pk").first()
    return found


def crumbs(decision: Decision) -> list[tuple[str, str]]:
    """Where the page of a decision stands."""
    return [(_("Alerts"), reverse("notifications:notifications")), (_("Decision"), "")]
