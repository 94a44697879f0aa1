"""How the alerts of comments look."""

from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from portal.comments.telling import REPLIED
from portal.notifications.kinds import place_of, register_kind
from portal.notifications.sorts import Sort, register_sort

register_sort(Sort("replies", _("Replies to you"), mail=True, short=pgettext_lazy("alerts", "Replies")))
register_kind(
    REPLIED,
    template="comments/alerts/_replied.html",
    mail="emails/comments/replied",
    more=place_of,
    grouped=True,
    sort="replies",
)
