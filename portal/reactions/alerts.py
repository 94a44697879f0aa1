"""How the alerts of reactions look."""

from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from portal.notifications.kinds import register_kind
from portal.notifications.sorts import Sort, register_sort
from portal.reactions.telling import FELT

register_sort(Sort("reactions", _("How fans felt about what you shared"), short=pgettext_lazy("alerts", "Feelings")))
register_kind(FELT, template="reactions/alerts/_felt.html", grouped=True, sort="reactions")
