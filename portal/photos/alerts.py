"""How the alerts of photos look."""

from django.utils.translation import gettext_lazy as _

from portal.notifications.kinds import place_of, register_kind
from portal.notifications.sorts import Sort, register_sort
from portal.photos.telling import DEVELOPED, NOT_DEVELOPED

register_sort(Sort("photos", _("Photos of yours that are developed, or could not be opened"), mail=False))
register_kind(
    DEVELOPED, template="photos/alerts/_developed.html", mail="emails/photos/developed", more=place_of, sort="photos"
)
register_kind(
    NOT_DEVELOPED,
    template="photos/alerts/_not_developed.html",
    mail="emails/photos/not_developed",
    more=place_of,
    sort="photos",
)
