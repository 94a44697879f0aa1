"""How the alerts of photos look."""

from portal.notifications.kinds import register_kind
from portal.photos.telling import NOT_DEVELOPED

register_kind(NOT_DEVELOPED, template="photos/alerts/_not_developed.html")
