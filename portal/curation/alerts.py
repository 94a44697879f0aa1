"""How the alerts of curation look."""

from portal.curation import telling
from portal.notifications.kinds import register_kind

for kind in ("ACCEPTED", "REJECTED", "REVERTED", "ASKED", "ANSWERED", "ROLLED_BACK"):
    register_kind(getattr(telling, kind), template="curation/alerts/_told.html")
