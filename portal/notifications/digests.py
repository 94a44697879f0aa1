"""What stands in a member's daily mail: what they wait for, each as far as they have watched when it is made."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Any

from django.utils.translation import ngettext

from accounts.models import Member
from portal.lib.text import grouped
from portal.notifications.kinds import AlertKind, alert_kind
from portal.notifications.models import ByMail, Notification
from portal.notifications.posting import subject_of, words_of
from portal.notifications.wishes import Wish, wishes_of
from shows.spoilers import Viewpoint

MOST_ALERTS = 500
MOST_LINES = 20


@dataclass(frozen=True)
class Entry:
    """One line of the mail: what it says, where it leads, and a word beside it."""

    text: str
    url: str = ""
    note: str = ""
    language: str = ""


@dataclass(frozen=True)
class Section:
    """Lines that belong together, under the name of what they are of; `more` leads to what did not fit."""

    title: str
    entries: list[Entry] = field(default_factory=list)
    url: str = ""
    more: str = ""


def waiting_alerts(member: Member, viewpoint: Viewpoint) -> list[Notification]:
    """What waits for the daily mail and may be told by now, the newest first: at what they have looked is left out, and
    sorts of which they want no mail any more."""
    rows = Notification.objects.due_for(viewpoint).unread().filter(mail=ByMail.LATER)
    rows = rows.select_related("recipient", "actor", "contribution__subject", "thread")
    wanted = {wish.sort.name: wish for wish in wishes_of(member)}
    newest = rows.order_by("-created_at", "-pk")[:MOST_ALERTS]
    return [alert for alert in newest if _is_wanted(alert_kind(alert.kind), wanted)]


def _is_wanted(kind: AlertKind | None, wanted: dict[str, Wish]) -> bool:
    if kind is None or not kind.mail:
        return False
    wish = wanted.get(kind.sort)
    return wish is None or wish.mail


def lines_of(alerts: Iterable[Notification]) -> list[Entry]:
    """One line for each thread or thing, the newest first; no title and no words stand in it."""
    groups: dict[Any, list[Notification]] = {}
    for alert in alerts:
        about = alert.thread_id or (alert.actor_id and alert.contribution_id)
        groups.setdefault((alert.kind, about or f"alone {alert.pk}"), []).append(alert)
    return [entry_of(group) for group in list(groups.values())[:MOST_LINES]]


def entry_of(group: list[Notification]) -> Entry:
    """Alerts of one thread as a line.

    Raises:
        LookupError: where nobody says what a mail of them looks like.
    """
    alert, more = group[0], len(group) - 1
    kind = alert_kind(alert.kind)
    if kind is None:
        raise LookupError(alert.kind)
    context = words_of(alert, kind)
    note = ngettext("and %(number)s more like it", "and %(number)s more like it", more) % {"number": grouped(more)}
    return Entry(subject_of(kind, context), context.get("url", ""), note if more else "")
