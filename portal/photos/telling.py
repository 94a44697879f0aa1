"""What uploaders are told."""

from __future__ import annotations

from datetime import datetime

from portal.notifications.actions import tell
from portal.photos.models import Photo

DEVELOPED = "photos.developed"
NOT_DEVELOPED = "photos.not_developed"


def tell_developed(photo: Photo, *, at: datetime) -> None:
    """That their photo is there to be seen; told twice, it is told once."""
    if photo.author is not None:
        tell(photo.author, DEVELOPED, key=photo.public_id, contribution=photo, at=at, mail=True)


def tell_not_developed(photo: Photo, *, at: datetime) -> None:
    """That no picture could be made of their file; told twice, it is told once."""
    if photo.author is not None:
        tell(photo.author, NOT_DEVELOPED, key=photo.public_id, contribution=photo, at=at, mail=True)
