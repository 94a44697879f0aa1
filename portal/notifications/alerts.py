"""How alerts of names called look; and what comes with the reader's seat: the count on the bell, the muted threads."""

from typing import Any

from django.db.models import QuerySet, Value
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from portal.contributions.marks import register, register_numbered
from portal.contributions.readers import count_with_seat
from portal.notifications.following import FOLLOWED, NEW, followed_marks
from portal.notifications.kinds import place_of, register_kind
from portal.notifications.mentions import MENTIONED
from portal.notifications.models import ThreadMute
from portal.notifications.queries import QUIET, unseen
from portal.notifications.sorts import Sort, register_sort


def muted_threads(member_id: int) -> QuerySet[Any]:
    """As marks."""
    return ThreadMute.objects.filter(member=member_id).annotate(said=Value("1"))


register(QUIET, muted_threads)
register_numbered(FOLLOWED, followed_marks)
count_with_seat(unseen)
NAMES, FROM_FOLLOWED = pgettext_lazy("alerts", "Names"), pgettext_lazy("alerts", "Followed")
register_sort(Sort("mentions", _("Your name, where somebody calls it"), mail=True, short=NAMES))
register_kind(
    MENTIONED,
    template="notifications/alerts/_mentioned.html",
    mail="emails/notifications/mentioned",
    more=place_of,
    grouped=True,
    sort="mentions",
)
register_sort(Sort("follows", _("New from fans and in threads you follow"), mail=True, later=True, short=FROM_FOLLOWED))
register_kind(
    NEW,
    template="notifications/alerts/_followed.html",
    mail="emails/notifications/followed",
    more=place_of,
    grouped=True,
    sort="follows",
)
