"""The mail of one alert: whether it is written, and what it says."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime, timedelta
from enum import Enum, auto
from typing import Any

from django.conf import settings
from django.db.models import Q
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils import translation

from accounts.models import Member
from portal.contributions.models import Contribution, State
from portal.contributions.readers import viewpoint_of
from portal.notifications.kinds import AlertKind, alert_kind
from portal.notifications.models import ByMail, Notification
from portal.notifications.wishes import way_out, wish_of
from shows.spoilers import Viewpoint

A_DAY = timedelta(days=1)  # after which a thread of which somebody is told by mail alone counts as looked at


class Fate(Enum):
    """What becomes of the mail of an alert."""

    SEND = auto()
    LATER = auto()
    HOLD = auto()
    DROP = auto()


def fate_of(alert: Notification, *, at: datetime) -> Fate:
    """Whether its reader wants such a mail, may know of it, has not looked, and has not had one of this thread since.

    Held where they may know of it later; what is gone, or from somebody they do not hear, is dropped.

    Args:
        alert: one whose mail waits, with its recipient and contribution.
        at: now.
    """
    kind, member = alert_kind(alert.kind), alert.recipient
    if kind is None or not kind.mail or not member.is_active or member.is_demo:  # nobody reads a made-up fan's mail
        return Fate.DROP
    wish = wish_of(member, kind.sort)
    if wish is not None and not wish.mail:
        return Fate.DROP
    viewpoint = viewpoint_of(member).itself
    due = Notification.objects.due_for(viewpoint)
    if not due.filter(pk=alert.pk).exists():
        return Fate.HOLD if _may_open(alert, viewpoint) else Fate.DROP
    if alert.actor_id is not None and (alert.read_at or _had_one(alert, due, at)):
        return Fate.DROP
    return Fate.LATER if wish is not None and wish.later else Fate.SEND


def _had_one(alert: Notification, due: Any, at: datetime) -> bool:
    """Whether there was a mail of the same thread, or without one of the same thing, at which they have not looked."""
    same = {"thread": alert.thread_id} if alert.thread_id is not None else {"contribution": alert.contribution_id}
    since = Q(site=True) | Q(created_at__gt=at - A_DAY)
    mailed = due.unread().filter(since, kind=alert.kind, **same, mail=ByMail.SENT)
    return bool(mailed.exclude(pk=alert.pk).exists())


def _may_open(alert: Notification, viewpoint: Viewpoint) -> bool:
    """Whether it is only the reader's place that keeps an alert from them."""
    if alert.actor_id is None:
        return True
    reader = replace(viewpoint, moderates=False)
    up = Contribution.objects.visible_to(reader).filter(pk=alert.contribution_id, state=State.PUBLISHED)
    return viewpoint.hears(alert.actor_id) and up.exists()


def words_of(alert: Notification, kind: AlertKind) -> dict[str, Any]:
    """What the templates of its mail are given."""
    context = {"alert": alert, "data": alert.data, "recipient": alert.recipient, "site": settings.SITE_URL}
    return context | kind.more(alert)


def subject_of(kind: AlertKind, context: dict[str, Any]) -> str:
    """One line, made for horizon 0: it names no title and no words."""
    return " ".join(render_to_string(f"{kind.mail}_subject.txt", context).split())


def way_out_of(member: Member, sort: str) -> tuple[dict[str, Any], dict[str, str]]:
    """What the foot of a mail needs, and the headers by which a mail program ends such mails (RFC 8058).

    Args:
        member: whose mail it is.
        sort: what the link ends; empty for what nobody can end.
    """
    out = way_out(member, sort) if sort else ""
    context = {"way_out": out, "all_settings": settings.SITE_URL + reverse("notifications:settings")}
    more = {"List-Unsubscribe": f"<{out}>", "List-Unsubscribe-Post": "List-Unsubscribe=One-Click"} if out else {}
    return context, {"Auto-Submitted": "auto-generated", **more}


def mail_of(alert: Notification) -> dict[str, Any]:
    """The mail as the outbox keeps it, in its reader's language; once of what somebody takes back and does again.

    Raises:
        LookupError: where nobody says what such a mail looks like.
    """
    kind = alert_kind(alert.kind)
    if kind is None or not kind.mail:
        raise LookupError(f"No app says how a mail of {alert.kind!r} looks.")
    foot, headers = way_out_of(alert.recipient, kind.sort)
    with translation.override(alert.recipient.language):
        context = words_of(alert, kind) | foot
        end = render_to_string("emails/notifications/_foot.txt", context).strip()
        return {
            "subject": subject_of(kind, context),
            "text": render_to_string(f"{kind.mail}.txt", context).strip() + f"\n\n{end}\n",
            "html": render_to_string(f"{kind.mail}.html", context),
            "to": [alert.recipient.email],
            "headers": headers,
            "once": f"alert:{alert.recipient_id}:{alert.kind}:{alert.key}",
        }
