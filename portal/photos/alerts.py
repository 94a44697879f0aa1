"""How the alerts of photos look."""

from django.utils.translation import gettext_lazy as _

from portal.notifications.kinds import register_kind
from portal.notifications.sorts import Sort, register_sort
from portal.photos.telling import NOT_DEVELOPED

register_sort(Sort("photos", _("Photos of yours that could not be opened")))
register_kind(NOT_DEVELOPED, template="photos/alerts/_not_developed.html", sort="photos")
