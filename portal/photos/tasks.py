"""Making the pictures of a photo, and keeping files and rows together."""

from __future__ import annotations

from django.utils import timezone

from portal.outbox.registry import NotYet, handler
from portal.photos.actions import DEVELOP, forget_raw, give_up, put_pictures
from portal.photos.imaging import DEVELOP_WAIT_SECONDS
from portal.photos.imaging import develop as make_pictures
from portal.photos.models import Photo
from portal.photos.refusals import ImageRefused, StorageFull
from portal.photos.storage import Folder, local_store

NO_ROOM_SECONDS = 60
AGAIN_SECONDS = 20
MISSING = "missing"


@handler(DEVELOP, atomic=False, lease=DEVELOP_WAIT_SECONDS + 30)
def develop(*, photo_id: int) -> None:
    """Make the clean original and the renditions; run twice or after a kill, it writes the same files again."""
    photo = Photo.objects.select_related("author").filter(pk=photo_id).first()
    if photo is None:
        return
    if not photo.is_ready and not photo.develop_error:
        _make(photo)
    forget_raw(photo)


def _make(photo: Photo) -> None:
    """Make and note the pictures, or note that there will be none.

    Raises:
        NotYet: it is to be tried again.
    """
    store = local_store()
    try:
        developed = make_pictures(
            store.path_of(photo.raw, Folder.QUARANTINE),
            stem=photo.stem,
            originals=store.folder(Folder.ORIGINALS),
            media=store.folder(Folder.MEDIA),
        )
    except StorageFull as fault:
        raise NotYet(NO_ROOM_SECONDS) from fault
    except ImageRefused as refusal:
        if refusal.reason == "busy" or not give_up(photo, refusal.reason, at=timezone.now()):
            raise NotYet(AGAIN_SECONDS) from refusal
    except FileNotFoundError as fault:
        if not _is_done_meanwhile(photo) and not give_up(photo, MISSING, at=timezone.now()):
            raise NotYet(AGAIN_SECONDS) from fault
    else:
        put_pictures(photo, developed, at=timezone.now())


def _is_done_meanwhile(photo: Photo) -> bool:
    """Whether another run, whose lease this one took over, was only slow."""
    photo.refresh_from_db(fields=["developed_at", "raw"])
    return photo.is_ready
