"""What alerts hold of a member, for the day they leave."""

from __future__ import annotations

from datetime import datetime

from django.db.models import Q
from django.utils.translation import gettext as _

from accounts.leaving import Holder, register
from accounts.models import Member
from portal.notifications.models import Notification


def holdings(member: Member) -> dict[str, int]:
    """What they were told."""
    return {_("Alerts"): Notification.objects.filter(recipient=member).count()}


def erase(member: Member, keep_words: bool, at: datetime) -> None:
    """What they were told, and what others were told of them."""
    Notification.objects.filter(Q(recipient=member) | Q(actor=member)).delete()


register(Holder("notifications", holdings, erase))
