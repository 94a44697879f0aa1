"""Writing the mail of an alert, rendered here and sent by the one handler that sends mail; keeping the counts right."""

from __future__ import annotations

from typing import Any

from django.conf import settings
from django.db.models import Q
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils import translation

from accounts.adapter import MAIL_HANDLER
from accounts.models import Member
from accounts.seats import forget_seat
from portal.contributions.kinds import kind_of
from portal.contributions.models import Contribution, State
from portal.contributions.readers import viewpoint_of
from portal.notifications.actions import MAIL, tell
from portal.notifications.kinds import AlertKind, alert_kind
from portal.notifications.mentions import MENTIONED, called
from portal.notifications.models import Notification
from portal.notifications.wishes import way_out, wish_of
from portal.outbox.actions import enqueue
from portal.outbox.registry import handler, on


@handler(MAIL)
def write_mail(*, notification_id: int) -> None:
    """Render one alert in its reader's language and hand it on; in one transaction, so never twice."""
    rows = Notification.objects.select_related("recipient", "actor", "contribution__subject")
    alert = rows.filter(pk=notification_id).first()
    kind = alert_kind(alert.kind) if alert else None
    if alert is None or kind is None or not kind.mail or not alert.recipient.is_active:
        return
    if alert.recipient.is_demo:  # made up: nobody reads that mail
        return
    if not is_wanted(alert, kind):
        return
    with translation.override(alert.recipient.language):
        payload = mail_of(alert, kind)
    enqueue(MAIL_HANDLER, payload, key=f"alert:{alert.pk}")


def is_wanted(alert: Notification, kind: AlertKind) -> bool:
    """Whether its reader still wants such a mail, may know of it, has not looked, and has not had one of this thread
    since they looked last."""
    wish = wish_of(alert.recipient, kind.sort)
    if wish is not None and not wish.mail:
        return False
    if alert.actor is None:
        return True
    due = Notification.objects.due_for(viewpoint_of(alert.recipient)).unread()
    earlier = due.filter(kind=alert.kind, thread=alert.thread, pk__lt=alert.pk)
    return due.filter(pk=alert.pk).exists() and not earlier.exists()


def mail_of(alert: Notification, kind: AlertKind) -> dict[str, Any]:
    """The mail as the outbox keeps it; its subject is made for horizon 0, so it names no title and no words."""
    context = {"alert": alert, "data": alert.data, "recipient": alert.recipient, "site": settings.SITE_URL}
    context |= kind.more(alert)
    out = way_out(alert.recipient, kind.sort) if kind.sort else ""
    context |= {"way_out": out, "all_settings": settings.SITE_URL + reverse("notifications:settings")}
    foot = render_to_string("emails/notifications/_foot.txt", context).strip()
    more = {"List-Unsubscribe": f"<{out}>", "List-Unsubscribe-Post": "List-Unsubscribe=One-Click"} if out else {}
    return {
        "subject": " ".join(render_to_string(f"{kind.mail}_subject.txt", context).split()),
        "text": render_to_string(f"{kind.mail}.txt", context).strip() + f"\n\n{foot}\n",
        "html": render_to_string(f"{kind.mail}.html", context),
        "to": [alert.recipient.email],
        "headers": {"Auto-Submitted": "auto-generated", **more},
    }


@on("contributions.reveals_raised")
@on("contributions.state_changed", when=lambda moved: moved["before"] == State.PUBLISHED)
def count_again(*, contribution_id: int, **_moved: Any) -> None:
    """Whoever was told of words that fewer may read now, has them counted no more."""
    thing = Contribution.objects.filter(pk=contribution_id).first()
    if thing is None:
        return
    below = kind_of(thing).below(thing).values("pk")
    told = Notification.objects.unread().filter(Q(contribution=thing) | Q(contribution__in=below))
    for member_id in told.values_list("recipient", flat=True).distinct():
        forget_seat(member_id)


@on("contributions.edited")
@on("contributions.state_changed", when=lambda moved: moved["after"] == State.PUBLISHED)
def tell_who_is_called(*, contribution_id: int, **_moved: Any) -> None:
    """Whoever is called by name hears of it once the words are up, also where their name came in later; of a name
    under a cover alone, once they have watched that far."""
    thing = Contribution.objects.select_related("author", "subject", "show").filter(pk=contribution_id).first()
    if thing is None or thing.author is None or not thing.is_public:
        return
    names = called(thing)
    for member in Member.objects.filter(skeleton__in=names, is_active=True):
        tell(
            member,
            MENTIONED,
            key=thing.public_id,
            contribution=thing,
            actor=thing.author,
            thread=thing.subject or thing,
            show=thing.show,
            reveals=names[member.skeleton],
            at=thing.edited_at or thing.created_at,
            mail=True,
        )
