"""Telling somebody something, and having looked."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from django.db import transaction

from accounts.models import Member
from portal.contributions.models import Contribution
from portal.notifications.kinds import alert_kind
from portal.notifications.models import Notification
from portal.outbox.actions import enqueue
from shows.models import Show
from shows.spoilers import Viewpoint

MAIL = "notifications.mail"


@transaction.atomic
def tell(
    recipient: Member,
    kind: str,
    *,
    key: str,
    contribution: Contribution | None = None,
    data: dict[str, Any] | None = None,
    at: datetime,
    mail: bool = False,
    show: Show | None = None,
    reveals: int = 0,
) -> Notification:
    """Tell a member something once, on the site and perhaps by mail; told again, nothing new happens.

    Args:
        recipient: whom; somebody who may not sign in any more gets no mail.
        kind: a registered kind of alert.
        key: what makes two tellings the same, with recipient and kind; at most 80 characters.
        contribution: what it is about; its title and words are shown only through the gate.
        data: plain JSON for the templates, with nothing in it that an episode reveals.
        at: now.
        mail: whether to send it by mail as well, in the member's language, from the outbox.
        show: the show of `reveals`.
        reveals: hold the alert back until the reader has watched this episode; 0 shows it at once.

    Raises:
        LookupError: for a kind nobody registered.
    """
    if alert_kind(kind) is None:
        raise LookupError(f"No app registered the alert {kind!r}.")
    alert, created = Notification.objects.get_or_create(
        recipient=recipient,
        kind=kind,
        key=key,
        defaults={
            "contribution": contribution,
            "data": data or {},
            "created_at": at,
            "show": show if reveals else None,
            "reveals": reveals if show else 0,
        },
    )
    if created and mail and recipient.is_active:
        enqueue(MAIL, {"notification_id": alert.pk}, key=str(alert.pk))
    return alert


@transaction.atomic
def mark_all_read(viewpoint: Viewpoint, *, at: datetime) -> int:
    """Note that a member has looked at all alerts they are shown; answers how many were new. Those still held stay
    new, and nobody learns that there are any."""
    return Notification.objects.due_for(viewpoint).unread().update(read_at=at)
