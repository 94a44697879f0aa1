"""Telling what was held back, once its reader has got there."""

from __future__ import annotations

from datetime import datetime

from django.db import transaction
from django.db.models import Exists, OuterRef, Q

from accounts.models import Member
from accounts.seats import freshen_seat
from portal.contributions.readers import viewpoint_of
from portal.notifications.models import ByMail, Notification
from portal.outbox.actions import enqueue
from shows.models import Progress

MAIL, LOOK = "notifications.mail", "notifications.look"
AT_ONCE = 200
MOST_MAILS = 5


@transaction.atomic
def tell_what_opened(member: Member, *, at: datetime) -> int:
    """Tell what a member may know of by now, and mail it; of what is gone meanwhile nothing is ever told.

    Whoever comes a long way at once gets five mails; the rest waits for the daily one.

    Args:
        member: whose place has moved.
        at: now.

    Returns:
        How many were told.
    """
    held = Notification.objects.filter(recipient=member, held=True)
    if not held.exists():
        return 0
    opened = list(held.due_for(viewpoint_of(member)).order_by("created_at", "pk")[:AT_ONCE])
    fresh = [alert for alert in opened if alert.read_at is None]
    rows = Notification.objects.filter(pk__in=[alert.pk for alert in opened])
    rows.exclude(read_at=None).update(held=False, mail=ByMail.NONE)
    rows.filter(read_at=None).update(held=False, created_at=at)
    mails = [alert.pk for alert in fresh if alert.mail == ByMail.WAITING]
    for pk in mails[:MOST_MAILS]:
        enqueue(MAIL, {"notification_id": pk}, key=str(pk))
    Notification.objects.filter(pk__in=mails[MOST_MAILS:]).update(mail=ByMail.LATER)
    freshen_seat(member.pk)
    if len(opened) == AT_ONCE:
        enqueue(LOOK, {"member_id": member.pk}, key=str(member.pk))
    return len(fresh)


def those_moved_by_the_clock(after: int) -> list[int]:
    """Members for whom something is held and whose place moves by itself, with what airs; the next ones by id."""
    stands = Progress.objects.filter(
        Q(show=OuterRef("contribution__show")) | Q(show=OuterRef("show")),
        member=OuterRef("recipient"),
        always_aired=False,
    )
    held = Notification.objects.filter(~Exists(stands), held=True, recipient__gt=after, recipient__is_active=True)
    return list(held.order_by("recipient").values_list("recipient", flat=True).distinct()[:AT_ONCE])
