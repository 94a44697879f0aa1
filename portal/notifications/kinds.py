"""The registry of alerts: each upper app says in its own `alerts.py` how its alerts and mails look."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from django.conf import settings

from portal.contributions.kinds import kind_of
from portal.notifications.models import Notification


def nothing_more(alert: Notification) -> dict[str, Any]:
    """A mail that needs no more than the alert itself."""
    return {}


def place_of(alert: Notification) -> dict[str, Any]:
    """Where what it is about stands; nothing in the address tells."""
    about = alert.contribution
    return {"url": settings.SITE_URL + (kind_of(about).safe_url(about) if about is not None else "")}


@dataclass(frozen=True)
class AlertKind:
    """How one kind of alert is drawn and mailed.

    Args:
        name: as stored in `Notification.kind`, `"<app>.<what_happened>"`.
        template: draws it on the page; gets `alert`, `data`, `thing` (what the gate answered, or None) and `url`.
        mail: the stem of its mail's templates (`<stem>_subject.txt`, `<stem>.txt`, `<stem>.html`); empty for none.
        grouped: whether those of one thread, or of one thing, are one line of the page.
        more: what the mail's templates need besides, loaded when the mail is written.
        sort: with which others a member switches it; empty for one that nobody can switch.
    """

    name: str
    template: str
    mail: str = ""
    more: Callable[[Notification], dict[str, Any]] = nothing_more
    grouped: bool = False
    sort: str = ""


_kinds: dict[str, AlertKind] = {}


def register_kind(
    name: str,
    *,
    template: str,
    mail: str = "",
    more: Callable[[Notification], dict[str, Any]] = nothing_more,
    grouped: bool = False,
    sort: str = "",
) -> None:
    """Make a kind of alert known.

    Args:
        name: `"<app>.<what_happened>"`.
        template: as for `AlertKind`.
        mail: as for `AlertKind`.
        more: as for `AlertKind`.
        grouped: as for `AlertKind`.
        sort: as for `AlertKind`.
    """
    _kinds[name] = AlertKind(name, template, mail, more, grouped, sort)


def kinds_of(sort: str) -> list[str]:
    """The names of the kinds that are switched together."""
    return [kind.name for kind in _kinds.values() if kind.sort == sort]


def alert_kind(name: str) -> AlertKind | None:
    """The kind of that name; None where the app that registered it is gone."""
    return _kinds.get(name)
