"""Who may fetch what of a photo."""

from __future__ import annotations

from accounts.models import Audience, Member
from portal.photos.models import Photo
from shows.spoilers import Viewpoint


def can_see(viewpoint: Viewpoint, photo: Photo) -> bool:
    """Its pictures: whoever may read it, and moderators, whose desk shows it uncovered.

    `photo` came through `visible_to`.
    """
    return viewpoint.moderates or not viewpoint.covers(photo)


def is_for_everybody(photo: Photo) -> bool:
    """Whether its pictures are nobody's secret: no block, no veil and no place in a story keeps anybody from them."""
    return photo.is_public and not photo.effective_reveals


def can_see_face(viewpoint: Viewpoint, member: Member) -> bool:
    """Somebody's picture: themselves, and whom they show it to where neither has blocked the other.

    Moderators see one that was taken down as well, to answer an appeal; nobody else sees that of somebody under 18.
    """
    if viewpoint.member_id == member.pk:
        return True
    if member.pk in viewpoint.blocked and not viewpoint.moderates:
        return False
    if viewpoint.moderates and not member.is_minor:
        return member.picture_for != Audience.NOBODY
    return bool(member.face.seen_by(viewpoint.member_id))


def can_fetch_original(viewpoint: Viewpoint, photo: Photo) -> bool:
    """The clean original: its uploader, and moderators."""
    mine = viewpoint.member_id is not None and photo.author_id == viewpoint.member_id
    return mine or viewpoint.moderates
