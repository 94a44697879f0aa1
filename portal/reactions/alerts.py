"""How the alerts of reactions look."""

from portal.notifications.kinds import register_kind
from portal.reactions.telling import FELT

register_kind(FELT, template="reactions/alerts/_felt.html", grouped=True)
