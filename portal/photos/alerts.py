"""How the alerts of photos look."""

from django.utils.translation import gettext_lazy as _

from portal.notifications.kinds import register_kind
from portal.notifications.sorts import Sort, register_sort
from portal.photos.telling import DEVELOPED, NOT_DEVELOPED

register_sort(Sort("photos", _("Photos of yours that are developed, or could not be opened")))
register_kind(DEVELOPED, template="photos/alerts/_developed.html", sort="photos")
register_kind(NOT_DEVELOPED, template="photos/alerts/_not_developed.html", sort="photos")
