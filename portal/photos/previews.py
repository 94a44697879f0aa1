"""What may be told anywhere of a photo."""

from __future__ import annotations

from django.utils.translation import gettext as _

from portal.contributions.previews import preview_of
from portal.lib.previews import Picture, Preview
from portal.photos.models import Photo

WIDEST = 1200


def preview_of_photo(photo: Photo, widest: int = WIDEST, highest: int = WIDEST) -> Preview:
    """A photo with the largest of its pictures that fits, else the smallest."""
    pictures = photo.pictures if photo.is_ready else []
    fitting = [one for one in pictures if one["width"] <= widest and one["height"] <= highest] or pictures[:1]
    best = fitting[-1] if fitting else None
    alt = photo.alt or photo.title or _("A photo on Adda")
    picture = Picture(best["url"], best["width"], best["height"], alt) if best else None
    return preview_of(photo, picture)
