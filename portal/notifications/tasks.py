"""Writing the mail of an alert: rendered here, sent by the one handler that sends mail."""

from __future__ import annotations

from typing import Any

from django.conf import settings
from django.template.loader import render_to_string
from django.utils import translation

from accounts.adapter import MAIL_HANDLER
from portal.notifications.actions import MAIL
from portal.notifications.kinds import AlertKind, alert_kind
from portal.notifications.models import Notification
from portal.outbox.actions import enqueue
from portal.outbox.registry import handler


@handler(MAIL)
def write_mail(*, notification_id: int) -> None:
    """Render one alert in its reader's language and hand it on; in one transaction, so never twice."""
    alert = Notification.objects.select_related("recipient", "contribution").filter(pk=notification_id).first()
    kind = alert_kind(alert.kind) if alert else None
    if alert is None or kind is None or not kind.mail or not alert.recipient.is_active:
        return
    if alert.recipient.is_demo:  # made up: nobody reads that mail
        return
    with translation.override(alert.recipient.language):
        payload = mail_of(alert, kind)
    enqueue(MAIL_HANDLER, payload, key=f"alert:{alert.pk}")


def mail_of(alert: Notification, kind: AlertKind) -> dict[str, Any]:
    """The mail as the outbox keeps it; its subject is made for horizon 0, so it names no title and no words."""
    context = {"alert": alert, "data": alert.data, "recipient": alert.recipient, "site": settings.SITE_URL}
    context |= kind.more(alert)
    return {
        "subject": " ".join(render_to_string(f"{kind.mail}_subject.txt", context).split()),
        "text": render_to_string(f"{kind.mail}.txt", context).strip() + "\n",
        "html": render_to_string(f"{kind.mail}.html", context),
        "to": [alert.recipient.email],
        "headers": {"Auto-Submitted": "auto-generated"},
    }
