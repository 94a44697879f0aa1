"""Telling somebody something, and having looked."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from django.db import transaction

from accounts.models import Member
from accounts.seats import freshen_seat
from portal.contributions.models import Contribution
from portal.contributions.readers import viewpoint_of
from portal.notifications.kinds import AlertKind, alert_kind
from portal.notifications.models import ByMail, Notification, ThreadMute
from portal.notifications.opening import MAIL
from portal.notifications.wishes import wish_of
from portal.outbox.actions import enqueue
from shows.models import Show
from shows.spoilers import Viewpoint


@transaction.atomic
def tell(
    recipient: Member,
    kind: str,
    *,
    key: str,
    contribution: Contribution | None = None,
    actor: Member | None = None,
    thread: Contribution | None = None,
    data: dict[str, Any] | None = None,
    at: datetime,
    mail: bool = False,
    show: Show | None = None,
    reveals: int = 0,
) -> Notification | None:
    """Tell a member something once, on the site and perhaps by mail; told again, nothing new happens.

    Nobody is told of their own doing, nor of somebody's they do not want to hear, nor twice of the same words.

    Args:
        recipient: whom; somebody who may not sign in any more gets no mail.
        kind: a registered kind of alert.
        key: what makes two tellings the same, with recipient and kind; at most 80 characters.
        contribution: what it is about; its title and words are shown only through the gate.
        actor: the fan who did it; None where the house speaks.
        thread: the post or photo in whose thread it happened.
        data: plain JSON for the templates, with nothing in it that an episode reveals.
        at: now.
        mail: whether there is a mail of it, for whoever wants it, in their language, from the outbox.
        show: the show of `reveals`.
        reveals: hold the alert back until the reader has watched this episode; 0 shows it at once.

    Returns:
        The alert, also where it was there already; None where there is to be none.

    Raises:
        LookupError: for a kind nobody registered.
    """
    known = alert_kind(kind)
    if known is None:
        raise LookupError(f"No app registered the alert {kind!r}.")
    if actor is not None and not _concerns(recipient, actor, kind, contribution):
        return None
    site, by_mail = _ways(recipient, known, thread, mail=mail)
    if not site and not by_mail:
        return None
    alert, created = Notification.objects.get_or_create(
        recipient=recipient,
        kind=kind,
        key=key,
        defaults={
            "contribution": contribution,
            "actor": actor,
            "thread": thread,
            "data": data or {},
            "created_at": at,
            "show": show if reveals else None,
            "reveals": reveals if show else 0,
            "site": site,
            "mail": by_mail,
        },
    )
    if created:
        freshen_seat(recipient.pk)
        if _is_held(alert):
            Notification.objects.filter(pk=alert.pk).update(held=True)
        elif by_mail == ByMail.WAITING:
            enqueue(MAIL, {"notification_id": alert.pk}, key=str(alert.pk))
    return alert


def _ways(recipient: Member, kind: AlertKind, thread: Contribution | None, *, mail: bool) -> tuple[bool, str]:
    """Whether a member wants to be told such a thing here, and how by mail."""
    if thread is not None and ThreadMute.objects.filter(member=recipient, contribution=thread).exists():
        return False, ByMail.NONE
    mail = mail and recipient.is_active
    wish = wish_of(recipient, kind.sort) if kind.sort else None
    if wish is None:
        return True, ByMail.WAITING if mail else ByMail.NONE
    return wish.site, wish.by_mail if mail else ByMail.NONE


def _is_held(alert: Notification) -> bool:
    """Whether its reader cannot know of it yet."""
    about = alert.contribution if alert.actor_id is not None else None
    if not alert.reveals and (about is None or not about.effective_reveals):
        return False
    viewpoint = viewpoint_of(alert.recipient)
    return not viewpoint.knows(alert.show_id, alert.reveals) or (about is not None and viewpoint.covers(about))


def _concerns(recipient: Member, actor: Member, kind: str, about: Contribution | None) -> bool:
    """Whether what somebody did is anything to tell a member of."""
    if actor.pk == recipient.pk or not viewpoint_of(recipient).hears(actor.pk):
        return False
    told = Notification.objects.filter(recipient=recipient, actor=actor, contribution=about, reveals=0)
    return not told.exclude(kind=kind).exists()


@transaction.atomic
def retell(recipient: Member, kind: str, *, key: str, data: dict[str, Any], at: datetime, **about: Any) -> None:
    """Tell a member something, or say otherwise what they were told; looked at or not stays as it is.

    Args:
        recipient, kind, key, data, at: as for `tell`.
        about: `contribution` and `actor`, as for `tell`.
    """
    alert = tell(recipient, kind, key=key, data=data, at=at, **about)
    if alert is not None and alert.data != data:
        alert.data = data
        alert.save(update_fields=["data"])


@transaction.atomic
def untell(recipient: Member, kind: str, *, key: str) -> None:
    """Take back what a member was told, where what it told of has been taken back."""
    Notification.objects.filter(recipient=recipient, kind=kind, key=key).delete()
    freshen_seat(recipient.pk)


@transaction.atomic
def mark_all_read(viewpoint: Viewpoint, *, at: datetime) -> int:
    """Note that a member has looked at all alerts they are shown; answers how many were new. Those still held stay
    new, and nobody learns that there are any."""
    changed = Notification.objects.shown_to(viewpoint).unread().update(read_at=at)
    if changed and viewpoint.member_id is not None:
        freshen_seat(viewpoint.member_id)
    return changed
