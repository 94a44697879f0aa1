"""How often somebody may send photos: each costs the disk up to twice the limit of one."""

from django.utils.translation import gettext_lazy as _

UPLOADS_AN_HOUR = 120
PICTURES_AN_HOUR = 30
TOO_OFTEN = _("So many photos at once. The rest can come in an hour.")
TOO_MANY_PICTURES = _("So many pictures at once. Choose another in an hour.")
