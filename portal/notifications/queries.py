"""What the page of alerts reads: each alert with the thing it is about, as the gate answered it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from portal.contributions.kinds import kind_of
from portal.contributions.models import WORD_OF, Contribution, Feeling, State
from portal.lib.keyset import Page, newest_first
from portal.notifications.kinds import AlertKind, alert_kind, kinds_of
from portal.notifications.models import Notification
from portal.notifications.sorts import sort_named
from shows.spoilers import Viewpoint

PAGE_SIZE = 50
MOST_COUNTED = 100
QUIET = "quiet"  # the mark on a thread of which somebody wants to hear nothing more
NAME_OF = {WORD_OF[one.value]: one.label for one in Feeling}


@dataclass(frozen=True)
class Line:
    """One line of the page, as its template gets it: an alert, or the newest of those that belong together.

    `thing` is the contribution, a `Veil`, or None when it is gone; `url` a page with nothing in it that tells;
    `thread` what the thing hangs below, in the same way. `actor`, by the handle `who`, did it, and
    `others` more of them did.
    """

    alert: Notification
    template: str
    thing: Any
    label: Any
    url: str
    thread: Any = None
    who: str = ""
    actor: Any = None
    others: int = 0
    feelings: str = ""
    is_new: bool = False


def alerts(viewpoint: Viewpoint, cursor: str, *, of: str = "") -> Page:
    """A page of the reader's alerts, newest first; on each page what belongs together is one line.

    Args:
        viewpoint: the reader's.
        cursor: of the page before.
        of: the name of a sort, for those of it alone; anything else is all of them.
    """
    rows = Notification.objects.shown_to(viewpoint).with_what_is_shown()
    if sort_named(of) is not None:
        rows = rows.filter(kind__in=kinds_of(of))
    page = newest_first(rows, cursor, size=PAGE_SIZE)
    groups: dict[Any, list[Notification]] = {}
    for alert in page.rows:
        kind = alert_kind(alert.kind)
        about = alert.thread_id or alert.contribution_id
        alone = kind is None or not kind.grouped or about is None
        groups.setdefault(alert.pk if alone else (alert.kind, about), []).append(alert)
    lines = [line_of(group, viewpoint) for group in groups.values()]
    return Page([line for line in lines if line is not None], page.next_cursor)


def line_of(group: list[Notification], viewpoint: Viewpoint) -> Line | None:
    """Alerts that belong together as one line, their thing passed through the gate; None where no app knows the kind.

    Args:
        group: the newest first.
        viewpoint: the reader's.
    """
    alert = group[0]
    kind = alert_kind(alert.kind)
    if kind is None:
        return None
    actors = [one.actor for one in group if one.actor is not None]
    who = list(dict.fromkeys(one.handle for one in actors))
    felt = dict.fromkeys(NAME_OF[one.data["feeling"]] for one in group if "feeling" in one.data)
    told = {
        "who": who[0] if who else "",
        "actor": actors[0] if actors else None,
        "others": max(0, len(who) - 1),
        "feelings": ", ".join(map(str, felt)),
        "is_new": any(one.read_at is None for one in group),
    }
    return _about(alert, kind, viewpoint, told)


def _about(alert: Notification, kind: AlertKind, viewpoint: Viewpoint, told: dict[str, Any]) -> Line:
    about = alert.contribution
    if about is None:
        return Line(alert, kind.template, None, "", "", **told)
    sort, may_see = kind_of(about), _is_there(about, viewpoint)
    thread = alert.thread
    return Line(
        alert,
        kind.template,
        viewpoint.read(about) if may_see else None,
        sort.label,
        sort.safe_url(about) if may_see else "",
        viewpoint.read(thread) if thread is not None and _is_there(thread, viewpoint) else None,
        **told,
    )


def _is_there(thing: Contribution, viewpoint: Viewpoint) -> bool:
    return thing.state == State.PUBLISHED or thing.author_id == viewpoint.member_id


def unseen(viewpoint: Viewpoint) -> int:
    """How many alerts the reader is shown and has not looked at; counted to a hundred."""
    return Notification.objects.shown_to(viewpoint).unread()[:MOST_COUNTED].count()
