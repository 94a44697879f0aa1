"""What members are told, and what they chose about it."""

from portal.notifications.models.alerts import ByMail, Notification, NotificationQuerySet
from portal.notifications.models.follows import Follow
from portal.notifications.models.wishes import EVENING, HOURS, INDIA, Digest, MailHours, Preference, ThreadMute

__all__ = [
    "EVENING",
    "HOURS",
    "INDIA",
    "ByMail",
    "Digest",
    "Follow",
    "MailHours",
    "Notification",
    "NotificationQuerySet",
    "Preference",
    "ThreadMute",
]
