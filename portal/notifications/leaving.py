"""What alerts hold of a member, for the day they leave."""

from __future__ import annotations

from datetime import datetime

from django.db.models import Q
from django.utils.translation import gettext as _

from accounts.leaving import Holder, register
from accounts.models import Member
from portal.notifications.models import Digest, Follow, MailHours, Notification, Preference, ThreadMute


def holdings(member: Member) -> dict[str, int]:
    """What they were told, and what they want to be told."""
    return {
        _("Alerts"): Notification.objects.filter(recipient=member).count(),
        _("What you chose about alerts"): Preference.objects.filter(member=member).count(),
        _("When mail may come to you"): MailHours.objects.filter(member=member).count(),
        _("Daily mails"): Digest.objects.filter(member=member).count(),
        _("What you follow"): Follow.objects.filter(member=member).count(),
        _("Threads you muted"): ThreadMute.objects.filter(member=member).count(),
    }


def erase(member: Member, keep_words: bool, at: datetime) -> None:
    """What they were told and want to be told, and what others were told of them."""
    Preference.objects.filter(member=member).delete()
    ThreadMute.objects.filter(member=member).delete()
    MailHours.objects.filter(member=member).delete()
    Digest.objects.filter(member=member).delete()
    Follow.objects.filter(Q(member=member) | Q(other=member)).delete()
    Notification.objects.filter(Q(recipient=member) | Q(actor=member)).delete()


register(Holder("notifications", holdings, erase))
