"""Making the pictures of a photo, and keeping files and rows together."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime, timedelta
from itertools import islice

from django.utils import timezone

from accounts.models import Member
from portal.outbox.registry import NotYet, handler, on
from portal.photos.actions import ask_to_develop, empty, forget_raw, give_up, put_pictures
from portal.photos.imaging import develop as make_pictures
from portal.photos.intake import KEPT_SECONDS
from portal.photos.models import DEVELOP, Photo
from portal.photos.refusals import ImageRefused, StorageFull
from portal.photos.storage import Folder, local_store

NO_ROOM_SECONDS = 60
AGAIN_SECONDS = 20
MISSING = "missing"
# Longer than a job may be under way, and than a ticket for a file that waits for its form is good.
STUCK_AFTER = timedelta(minutes=5)
ORPHAN_AFTER = {
    Folder.QUARANTINE: timedelta(seconds=KEPT_SECONDS) + timedelta(hours=1),
    Folder.ORIGINALS: timedelta(hours=1),
    Folder.MEDIA: timedelta(hours=1),
}
BATCH = 400
# No photo that is taken needs as long, unless a disk hangs; then two may work on it at once, and write the same files.
LEASE_SECONDS = 40


@handler(DEVELOP, atomic=False, lease=LEASE_SECONDS)
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


@on("contributions.emptied")
def let_go(*, contribution_id: int) -> None:
    """Its files and what stood under it go with its words."""
    photo = Photo.objects.filter(pk=contribution_id).first()
    if photo is not None:
        empty(photo)


@handler("photos.sweep", atomic=False, lease=300)
def sweep() -> None:
    """Have done what was left undone, and remove files that belong to nothing any more."""
    at = timezone.now()
    for photo in Photo.objects.left_waiting(since=at - STUCK_AFTER).order_by("pk")[:BATCH]:
        ask_to_develop(photo)
    store = local_store()
    store.clear_partials(untouched_since=at - timedelta(hours=1))
    for folder in Folder:
        for name in orphans(folder, at=at):
            store.remove(name, folder)


def orphans(folder: Folder, *, at: datetime) -> Iterator[str]:
    """The names in a folder that no row knows, old enough that none is on its way."""
    names = local_store().names_in(folder, untouched_since=at - ORPHAN_AFTER[folder])
    column = "raw" if folder is Folder.QUARANTINE else "stem"
    while batch := {name: name if column == "raw" else stem_of(name) for name in islice(names, BATCH)}:
        known = set(Photo.objects.filter(**{f"{column}__in": batch.values()}).values_list(column, flat=True))
        if folder is Folder.MEDIA:
            known |= set(Member.objects.filter(picture__in=batch.values()).values_list("picture", flat=True))
        yield from (name for name, owner in batch.items() if owner not in known)


def stem_of(name: str) -> str:
    """What the names of a photo's pictures begin with."""
    return name.partition(".")[0].partition("-")[0]
