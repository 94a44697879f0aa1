"""What the page of alerts reads: each alert with the thing it is about, as the gate answered it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from portal.contributions.kinds import kind_of
from portal.contributions.models import State
from portal.lib.keyset import Page, newest_first
from portal.notifications.kinds import alert_kind
from portal.notifications.models import Notification
from shows.spoilers import Viewpoint

PAGE_SIZE = 30


@dataclass(frozen=True)
class Line:
    """One alert as its template gets it.

    `thing` is the contribution, a `Veil`, or None when it is gone; `url` a page with nothing in it that tells.
    """

    alert: Notification
    template: str
    thing: Any
    label: Any
    url: str


def alerts(viewpoint: Viewpoint, cursor: str) -> Page:
    """A page of the reader's alerts, newest first."""
    page = newest_first(Notification.objects.due_for(viewpoint), cursor, size=PAGE_SIZE)
    lines = [line_of(alert, viewpoint) for alert in page.rows]
    return Page([line for line in lines if line is not None], page.next_cursor)


def line_of(alert: Notification, viewpoint: Viewpoint) -> Line | None:
    """One alert, its thing passed through the gate; None where no app knows its kind."""
    kind = alert_kind(alert.kind)
    if kind is None:
        return None
    about = alert.contribution
    if about is None:
        return Line(alert, kind.template, None, "", "")
    may_see = about.state == State.PUBLISHED or about.author_id == viewpoint.member_id
    sort = kind_of(about)
    return Line(
        alert,
        kind.template,
        viewpoint.read(about) if may_see else None,
        sort.label,
        sort.safe_url(about) if may_see else "",
    )
