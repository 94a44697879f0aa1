"""Which cases a moderator looks at: one queue, narrowed by rule, language, show, age and who has it in hand."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from typing import Any
from urllib.parse import urlencode

from django.db.models import QuerySet
from django.utils.translation import gettext_lazy as _

from portal.lib.languages import OWN
from portal.moderation.models import Case, Ground
from shows.clocks import clocks

Origin = Case.Origin
LEAKS = "say-which-episode"  # the rule about what comes later
QUEUES: dict[str, tuple[Any, tuple[str, ...], str]] = {
    "": (_("Everything"), tuple(Origin.values), ""),
    "reports": (_("Reports"), (Origin.REPORT,), ""),
    "leaks": (_("Spoiler leaks"), (), LEAKS),
    "appeals": (_("Appeals"), (Origin.APPEAL,), ""),
    "new-fans": (_("New fans"), (Origin.NEWCOMER,), ""),
    "photos": (_("Photos of new fans"), (Origin.PHOTO,), ""),
    "edits": (_("Edits"), (Origin.EDIT,), ""),
}
AGES: dict[str, tuple[Any, timedelta]] = {
    "hour": (_("longer than an hour"), timedelta(hours=1)),
    "day": (_("longer than a day"), timedelta(days=1)),
    "week": (_("longer than a week"), timedelta(weeks=1)),
}
LONGEST = 50
NO_SHOW = 0


@dataclass(frozen=True)
class Choice:
    """What was asked for; a word nobody knows asks for nothing."""

    queue: str = ""
    rule: str = ""
    lang: str = ""
    show: str = ""
    age: str = ""
    mine: str = ""
    second: str = ""

    @property
    def query(self) -> str:
        """The same as an address says it, without a question mark; empty for everything."""
        return urlencode({name: value for name, value in vars(self).items() if value})

    @property
    def narrows(self) -> bool:
        """Whether more than a queue was chosen."""
        return any(value for name, value in vars(self).items() if name != "queue")


def chosen(asked: Mapping[str, Any]) -> Choice:
    """A choice as an address makes it."""
    said = {name: str(asked.get(name, ""))[:LONGEST].replace("\0", "") for name in vars(Choice())}
    known: dict[str, Collection[str]] = {
        "queue": QUEUES,
        "age": AGES,
        "lang": OWN,
        "mine": ("1",),
        "second": ("1",),
    }
    return Choice(**{name: value for name, value in said.items() if name not in known or value in known[name]})


@dataclass(frozen=True)
class Line:
    """Open cases in a table that has them in order: their own, or under a rule its grounds.

    Args:
        rows: unordered.
        of: how the table says "of the case", before the name of a field.
        key: the field that holds the case's number.
    """

    rows: QuerySet[Any]
    of: str = ""
    key: str = "pk"


def waiting(choice: Choice, *, viewer: Any, at: datetime) -> Line:
    """The open cases that were asked for.

    Args:
        choice: what was asked for.
        viewer: whose hands "mine" means.
        at: now.
    """
    _name, origins, rule = QUEUES[choice.queue]
    line = under_rules(*filter(None, (rule, choice.rule))) if rule or choice.rule else Line(Case.objects.open())
    wanted: dict[str, Any] = {}
    if choice.queue and origins:
        wanted[f"{line.of}origin__in"] = origins
    if choice.lang:
        wanted[f"{line.of}language"] = choice.lang
    if choice.show:
        wanted["show"] = next((clock.pk for clock in clocks().values() if clock.slug == choice.show), NO_SHOW)
    if choice.age:
        wanted["opened_at__lte"] = at - AGES[choice.age][1]
    if choice.mine:
        wanted |= {f"{line.of}claimed_by": viewer.pk, f"{line.of}claimed_until__gt": at}
    if choice.second:
        wanted[f"{line.of}asked_at__isnull"] = False
    return replace(line, rows=line.rows.filter(**wanted))


def under_rules(first: str, *others: str) -> Line:
    """What was reported under a rule, and under others besides."""
    rows = Ground.objects.filter(rule=first)
    for rule in others:
        rows = rows.filter(case__grounds__rule=rule)
    return Line(rows, "case__", "case_id")
