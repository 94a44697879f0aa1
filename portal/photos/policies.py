"""Who may fetch what of a photo."""

from __future__ import annotations

from portal.photos.models import Photo
from shows.spoilers import Viewpoint


def can_see(viewpoint: Viewpoint, photo: Photo) -> bool:
    """Its pictures: whoever may read it, and moderators, whose desk shows it uncovered.

    `photo` came through `visible_to`.
    """
    return viewpoint.moderates or not viewpoint.covers(photo)


def can_fetch_original(viewpoint: Viewpoint, photo: Photo) -> bool:
    """The clean original: its uploader, and moderators."""
    mine = viewpoint.member_id is not None and photo.author_id == viewpoint.member_id
    return mine or viewpoint.moderates
