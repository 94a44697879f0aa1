"""The queue as the desk reads it: a page of rows, what comes next, and how much waits."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import datetime
from functools import reduce
from operator import or_
from typing import Any

from django.db.models import Case as Where
from django.db.models import Count, Min, OuterRef, Q, Subquery, TextField, Value, When
from django.db.models.fields.json import KeyTextTransform
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from portal.lib.keyset import Page, oldest_first
from portal.moderation.choosing import LEAKS, NO_SHOW, QUEUES, Choice, Line, waiting
from portal.moderation.models import Case, Ground, Report
from shows.models import in_language

QUEUE_SIZE = 30
CAP = 100
Origin = Case.Origin
BADGES = {
    Origin.REPORT: "spoiler",
    Origin.APPEAL: "appeal",
    Origin.NEWCOMER: "first",
    Origin.PHOTO: "first",
    Origin.EDIT: "waiting",
}
OWN = (
    "origin", "member_id", "asked_at", "claimed_until", "claimed_by__handle", "report_count", "leading_rule__slug",
    "leading_rule__label", "leading_rule__label_hi", "appeal__words",
)  # fmt: skip
KEPT = ("author", "title", "excerpt")  # of the snapshot
LEAK = "!"  # beside origins in one answer


@dataclass(frozen=True, slots=True)
class Row:
    """One case as the queue shows it; never veiled, for the desk alone."""

    pk: int
    author: str
    badge: str
    badge_kind: str
    opened_at: datetime
    line: str
    taken_by: str
    taken_until: datetime | None = None
    is_member: bool = False
    asked: bool = False


@dataclass(frozen=True)
class Load:
    """How much waits, counted no further than one past the cap of each origin.

    Args:
        queues: per queue its key, its name and how many wait in it.
        shows: per show how many wait, as far as was counted.
        oldest: since when the first waits; None where nothing does.
    """

    queues: list[tuple[str, Any, int]]
    shows: Counter[int] = field(default_factory=Counter)
    oldest: datetime | None = None


def queue(choice: Choice, cursor: str, *, viewer: Any, at: datetime) -> Page:
    """A page of what was asked for, the oldest first, as rows.

    Args:
        choice: what was asked for.
        cursor: of the page before.
        viewer: the moderator.
        at: now, for leases.
    """
    line = waiting(choice, viewer=viewer, at=at)
    page = oldest_first(columns(line), cursor, size=QUEUE_SIZE, moment="opened_at", key=line.key)
    return Page([row_of(tuple(one), at=at) for one in page.rows], page.next_cursor)


def columns(line: Line) -> Any:
    """What a row shows, and no more: snapshots are long."""
    words = Report.objects.filter(case=OuterRef(line.key)).exclude(words="").order_by("pk").values("words")[:1]
    about_member = When(**{f"{line.of}member__isnull": False}, then=Subquery(words))
    kept = {f"kept_{name}": KeyTextTransform(name, f"{line.of}snapshot") for name in KEPT}
    rows = line.rows.annotate(**kept, told=Where(about_member, default=Value(""), output_field=TextField()))
    own = [line.of + name for name in OWN]
    return rows.values_list(line.key, "opened_at", *own, *kept, "told", named=True)


def row_of(values: tuple[Any, ...], *, at: datetime) -> Row:
    """A case as a line of the queue."""
    pk, opened_at, origin, member_id, asked_at, until, reader, count, slug, label, label_hi, appeal, *kept = values
    author, title, excerpt, told = kept
    about = appeal if origin == Origin.APPEAL else title or excerpt or told
    return Row(
        pk=pk,
        author=author or "",
        is_member=member_id is not None,
        asked=asked_at is not None,
        badge=badge_of(origin, in_language(label or "", label_hi or ""), count),
        badge_kind=kind_of_badge(origin, slug),
        opened_at=opened_at,
        line=(about or "")[:200],
        taken_by=(reader or "") if until and until > at else "",
        taken_until=until,
    )


def badge_of(origin: str, rule: str, count: int) -> str:
    """Why a case is in the queue, in a few words."""
    if origin == Origin.REPORT:
        reports = ngettext("%(count)s report", "%(count)s reports", count) % {"count": count}
        return _("%(rule)s, %(count)s") % {"rule": rule, "count": reports} if rule else reports
    return {
        Origin.APPEAL: _("Appeal"),
        Origin.NEWCOMER: _("New fan"),
        Origin.PHOTO: _("Photo of a new fan"),
        Origin.EDIT: _("Edit"),
    }[Origin(origin)]


def kind_of_badge(origin: str, rule: str | None) -> str:
    """The colour of that: a leaked spoiler is not of the colour of an insult."""
    return "harm" if origin == Origin.REPORT and rule not in (None, LEAKS) else BADGES[Origin(origin)]


def next_case(choice: Choice, after: Case, *, viewer: Any, at: datetime) -> int | None:
    """The case that follows one in what was asked for, and that nobody else is reading; None at the end."""
    line = waiting(choice, viewer=viewer, at=at)
    later = Q(opened_at__gt=after.opened_at) | Q(opened_at=after.opened_at, **{f"{line.key}__gt": after.pk})
    until = f"{line.of}claimed_until"
    free = Q(**{f"{until}__isnull": True}) | Q(**{f"{until}__lte": at}) | Q(**{f"{line.of}claimed_by": viewer.pk})
    rows = line.rows.filter(later, free, opened_at__gte=after.opened_at).order_by("opened_at", line.key)
    return rows.values_list(line.key, flat=True).first()


def load() -> Load:
    """How much waits in every queue and show; one question."""
    few = [Case.objects.open().filter(origin=origin).order_by("opened_at", "pk")[: CAP + 1] for origin in Origin.values]
    among = reduce(or_, (Q(pk__in=rows.values("pk")) for rows in few))
    first_leaks = Ground.objects.filter(rule=LEAKS).order_by("opened_at", "case_id")[: CAP + 1]
    leaks = Ground.objects.filter(pk__in=first_leaks.values("pk"))
    parts = [
        of.order_by().values_list(*named).annotate(amount=Count("pk"), since=Min("opened_at"))
        for of, named in ((Case.objects.filter(among), ("origin", "show")), (leaks, (Value(LEAK), "show")))
    ]
    return loaded(list(parts[0].union(parts[1], all=True)))


def loaded(rows: Iterable[tuple[str, int | None, int, datetime]]) -> Load:
    """The same from what was counted: by origin and show, and by the rule of leaks and show."""
    amounts, shows = Counter[str](), Counter[int]()
    oldest: list[datetime] = []
    for name, show, amount, since in rows:
        amounts[name] += amount
        if name != LEAK:
            oldest.append(since)
            shows[show or NO_SHOW] += amount
    queues = ((key, name, LEAK if rule else origins) for key, (name, origins, rule) in QUEUES.items())
    return Load(
        queues=[(key, name, min(CAP + 1, sum(amounts[one] for one in among))) for key, name, among in queues],
        shows=shows,
        oldest=min(oldest, default=None),
    )
