"""What is read aloud of a photo to those who do not see it."""

from __future__ import annotations

from django.utils.translation import gettext as _

from portal.lib.text import grouped
from portal.photos.models import Photo


def alt_text(photo: Photo) -> str:
    """What its uploader says it shows; without that who shared it, of which show and episode, and no guess.

    Ask it only for photos that `viewpoint.read` let pass: show and episode stand on their pages too.
    """
    if photo.alt:
        return photo.alt
    said = {
        "who": f"@{photo.author.handle}" if photo.author is not None else _("a fan who left"),
        "show": photo.show.name if photo.show is not None else "",
        "number": grouped(photo.about or 0),
    }
    if photo.show is None:
        return _("Photo by %(who)s") % said
    if not photo.about:
        return _("Photo by %(who)s, %(show)s") % said
    return _("Photo by %(who)s, %(show)s, episode %(number)s") % said
