"""How the alerts of comments look."""

from portal.comments.telling import REPLIED
from portal.notifications.kinds import register_kind

register_kind(REPLIED, template="comments/alerts/_replied.html", grouped=True)
