"""How the alerts of reactions look."""

from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from portal.notifications.kinds import place_of, register_kind
from portal.notifications.sorts import Sort, register_sort
from portal.reactions.telling import FELT

FEELINGS = pgettext_lazy("alerts", "Feelings")
register_sort(Sort("reactions", _("How fans felt about what you shared"), mail=False, short=FEELINGS))
register_kind(
    FELT,
    template="reactions/alerts/_felt.html",
    mail="emails/reactions/felt",
    more=place_of,
    grouped=True,
    sort="reactions",
)
