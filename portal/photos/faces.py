"""The picture a member has instead of their rosette: its files, made and removed."""

from __future__ import annotations

from functools import partial
from typing import Any

from django.db import transaction

from accounts.models import Member
from accounts.picturing import put_picture, take_picture_off
from portal.contributions.policies import can_contribute
from portal.lib.verdicts import require
from portal.photos.imaging import SIDES, square
from portal.photos.storage import Folder, local_store, new_name


def wear(file: Any, *, by: Member, audience: str) -> None:
    """Make a member's picture of a file; when this returns, row and files outlive a power cut.

    Args:
        file: as it was sent, open at its beginning.
        by: whose picture it is.
        audience: of `Audience`, who sees it.

    Raises:
        Refused: to guests, and to who may not write.
        ImageRefused: it is no photo that we take, in the sentence for who sent it.
        StorageFull: no room; the picture before stays.
    """
    require(can_contribute(by))
    name = new_name()
    square(file, stem=name, media=local_store().folder(Folder.MEDIA))
    with transaction.atomic():
        forget(put_picture(by, name, audience=audience))


@transaction.atomic
def bare(member: Member) -> None:
    """Back to the rosette; the files go once that is certain."""
    forget(take_picture_off(member))


def forget(name: str) -> None:
    """Remove the files of a picture that is nobody's any more; what a kill leaves of them is swept."""
    if name:
        transaction.on_commit(partial(remove, name))


def remove(name: str) -> None:
    """Remove them now."""
    for side in SIDES:
        local_store().remove(f"{name}-{side}.webp", Folder.MEDIA)


def address_of(name: str, side: int = SIDES[-1]) -> str:
    """The address of a picture, below the portal's; empty for none."""
    return f"/faces/{name}-{side}.webp" if name else ""
