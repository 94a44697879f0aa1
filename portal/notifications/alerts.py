"""How alerts of names called look; and what comes with the reader's seat: the count on the bell, the muted threads."""

from typing import Any

from django.db.models import QuerySet, Value
from django.utils.translation import gettext_lazy as _

from portal.contributions.marks import register
from portal.contributions.readers import count_with_seat
from portal.notifications.kinds import place_of, register_kind
from portal.notifications.mentions import MENTIONED
from portal.notifications.models import ThreadMute
from portal.notifications.queries import QUIET, unseen
from portal.notifications.sorts import Sort, register_sort


def muted_threads(member_id: int) -> QuerySet[Any]:
    """As marks."""
    return ThreadMute.objects.filter(member=member_id).annotate(said=Value("1"))


register(QUIET, muted_threads)
count_with_seat(unseen)
register_sort(Sort("mentions", _("Your name, where somebody calls it"), mail=True))
register_kind(
    MENTIONED,
    template="notifications/alerts/_mentioned.html",
    mail="emails/notifications/mentioned",
    more=place_of,
    grouped=True,
    sort="mentions",
)
