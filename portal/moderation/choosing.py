"""Which cases a moderator looks at: one queue, narrowed by rule, language, show, age and who has it in hand."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any
from urllib.parse import urlencode

from django.db.models import Exists, OuterRef, Q
from django.utils.translation import gettext_lazy as _

from portal.moderation.models import Case, CaseQuerySet, Report

Origin = Case.Origin
QUEUES: dict[str, tuple[Any, tuple[str, ...]]] = {
    "": (_("Everything"), tuple(Origin.values)),
    "reports": (_("Reports"), (Origin.REPORT,)),
    "appeals": (_("Appeals"), (Origin.APPEAL,)),
    "new-fans": (_("New fans"), (Origin.NEWCOMER,)),
    "photos": (_("Photos of new fans"), (Origin.PHOTO,)),
    "edits": (_("Edits"), (Origin.EDIT,)),
}
AGES: dict[str, tuple[Any, timedelta]] = {
    "hour": (_("longer than an hour"), timedelta(hours=1)),
    "day": (_("longer than a day"), timedelta(days=1)),
    "week": (_("longer than a week"), timedelta(weeks=1)),
}
LANGUAGES = {"en": "English", "hi": "हिन्दी", "hi-Latn": "Hinglish"}
LONGEST = 50


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
        "lang": LANGUAGES,
        "mine": ("1",),
        "second": ("1",),
    }
    return Choice(**{name: value for name, value in said.items() if name not in known or value in known[name]})


def narrowed(cases: CaseQuerySet, choice: Choice, *, viewer: Any, at: datetime) -> CaseQuerySet:
    """The open ones among these that were asked for.

    Args:
        cases: of any state.
        choice: what was asked for.
        viewer: whose hands "mine" means.
        at: now.
    """
    rows = cases.open()
    if choice.queue:
        rows = rows.filter(origin__in=QUEUES[choice.queue][1])
    if choice.rule:
        named = Report.objects.filter(case=OuterRef("pk"), rule__slug=choice.rule)
        rows = rows.filter(Exists(named))
    if choice.lang:
        rows = rows.filter(Q(contribution__language=choice.lang) | Q(member__language=choice.lang))
    if choice.show:
        rows = rows.filter(contribution__show__slug=choice.show)
    if choice.age:
        rows = rows.filter(opened_at__lte=at - AGES[choice.age][1])
    if choice.mine:
        rows = rows.filter(claimed_by=viewer.pk, claimed_until__gt=at)
    return rows.filter(asked_at__isnull=False) if choice.second else rows
