"""The public record: what was decided, by which rule, and what came of appeals; no name, no words, no episode.

A line says the verb, the rule and its version, the kind of thing, the show, the week, how it was found, and whether a
machine took part. None of that depends on how far a reader is, and none of it tells what was said or by whom: the week
stands for the moment, and an opaque name for the row. Only what has been told to its author is here.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any
from urllib.parse import urlencode

from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from portal.contributions.kinds import kind_named
from portal.lib.ids import veiled
from portal.lib.keyset import Page, newest_first
from portal.moderation.models import Appeal, Case, Decision, Rule

PAGE_SIZE = 50
KEPT = ("verb", "rule", "show", "kind", "origin")
LONGEST = 50
MEMBER = "member"
ORIGINS = {
    "report": (Case.Origin.REPORT, _("reported")),
    "newcomer": (Case.Origin.NEWCOMER, _("read before it was up")),
    "photo": (Case.Origin.PHOTO, _("a photo read before it was up")),
    "edit": (Case.Origin.EDIT, _("an edit")),
    "appeal": (Case.Origin.APPEAL, _("an appeal")),
}
WORDS = dict(ORIGINS.values())


@dataclass(frozen=True)
class Line:
    """One decision as everybody may read it."""

    id: str
    verb: str
    words: Any
    rule: Rule | None
    kind: str
    label: Any
    show: str
    show_slug: str
    week: date
    origin: Any
    automated: bool
    sanction: Any
    appeal: Any


def asked_for(query: Mapping[str, Any]) -> dict[str, str]:
    """What an address narrows the record to; a word nobody knows finds nothing."""
    return {name: value for name in KEPT if (value := str(query.get(name, ""))[:LONGEST].replace("\0", " "))}


def as_query(asked: Mapping[str, str]) -> str:
    """The same as an address says it."""
    return urlencode(asked)


def record(asked: Mapping[str, str], cursor: str = "") -> Page:
    """A page of the record, the newest first.

    Args:
        asked: as `asked_for` answers it.
        cursor: of the page before.
    """
    rows = Decision.objects.filter(told_at__isnull=False)
    wanted = {
        "verb": "verb",
        "rule": "rule__slug",
        "show": "case__contribution__show__slug",
        "kind": "case__contribution__kind",
    }
    for name, column in wanted.items():
        if name in asked and asked[name] != MEMBER:
            rows = rows.filter(**{column: asked[name]})
    if asked.get("kind") == MEMBER:
        rows = rows.filter(case__member__isnull=False)
    if "origin" in asked:
        rows = rows.filter(case__origin=ORIGINS.get(asked["origin"], ("", ""))[0])
    related = ("rule", "case__contribution__show", "appeal", "sanction")
    page = newest_first(rows.select_related(*related), cursor, size=PAGE_SIZE)
    return Page([line_of(decision) for decision in page.rows], page.next_cursor)


def line_of(decision: Decision) -> Line:
    """One decision without anything that names or tells."""
    case = decision.case
    thing = case.contribution
    show = thing.show if thing else None
    said: Appeal | None = getattr(decision, "appeal", None)
    sanction = getattr(decision, "sanction", None)
    kind = thing.kind if thing else MEMBER
    sort = kind_named(kind)
    return Line(
        id=veiled("decision", decision.pk),
        verb=decision.verb,
        words=decision.get_verb_display(),
        rule=decision.rule,
        kind=kind,
        label=sort.label if sort else _("a member"),
        show=show.name if show else "",
        show_slug=show.slug if show else "",
        week=monday_of(decision),
        origin=WORDS[Case.Origin(case.origin)],
        automated=decision.automated,
        sanction=sanction.get_kind_display() if sanction and thing else "",
        appeal=said.as_told.get_state_display() if said else "",
    )


def monday_of(decision: Decision) -> date:
    """The week of a decision, by its first day."""
    day = timezone.localtime(decision.created_at).date()
    return day - timedelta(days=day.weekday())
