"""How the alerts of curation look."""

from django.utils.translation import gettext_lazy as _

from portal.curation import telling
from portal.notifications.kinds import register_kind
from portal.notifications.sorts import Sort, register_sort

register_sort(Sort("edits", _("What became of your edits")))
for kind in ("ACCEPTED", "REJECTED", "REVERTED", "ASKED", "ANSWERED", "ROLLED_BACK"):
    register_kind(getattr(telling, kind), template="curation/alerts/_told.html", sort="edits")
