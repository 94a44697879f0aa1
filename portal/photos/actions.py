"""Send a photo, change what stands under it, make its pictures, and keep files and rows together."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from django.db import IntegrityError, transaction
from django.utils.translation import gettext as _

from accounts.models import Member
from portal.cast.models import Person
from portal.contributions.actions import announce, change_state, hold, once, propose_words, reword
from portal.contributions.kinds import pages_showing
from portal.contributions.models import Contribution, Place, Revision, State, touched
from portal.contributions.policies import can_contribute, can_edit
from portal.contributions.readers import viewpoint_of
from portal.contributions.wording import effective, put_words
from portal.lib.guestpages import changed
from portal.lib.keys import NO_KEY, Key, KeyReused
from portal.lib.text import script_of
from portal.lib.verdicts import Invalid, require
from portal.moderation.actions import submit, submit_edit
from portal.moderation.screening import edit_must_wait, must_wait, under_veil
from portal.outbox.actions import enqueue
from portal.photos.imaging import Developed
from portal.photos.intake import Received, forget
from portal.photos.kinds import name_people
from portal.photos.models import DEVELOP, PersonTag, Photo, Spot
from portal.photos.queries import twin_of
from portal.photos.storage import Folder, local_store, new_name
from portal.photos.telling import tell_developed, tell_not_developed
from shows.models import Show

MOST_TRIES = 3
Point = tuple[int, int] | None
EMPTIED = "emptied"


@dataclass(frozen=True)
class Words:
    """What its uploader says of a photo.

    Args:
        caption: one line, at most 200 characters.
        credit: who took it.
        first_published: an http address, or words such as "I took it".
        alt: what the picture shows, for those who do not see it.
        spot: of `Spot`.
        about: the episode it shows.
        reveals: the last episode it tells of; 0 or None is safe for everyone.
        people: who is in it, in order.
        language: of the words; guessed from their script when empty.
    """

    caption: str
    credit: str
    first_published: str
    alt: str = ""
    spot: str = Spot.SET
    about: int | None = None
    reveals: int | None = None
    people: list[Person] = field(default_factory=list)
    language: str = ""

    def shared(self, reveals: int | None) -> dict[str, Any]:
        """What every contribution has."""
        return {
            "title": self.caption,
            "about": self.about or None,
            "reveals": reveals or None,
            "language": self.language or script_of(self.caption),
        }

    def own(self) -> dict[str, Any]:
        """What only photos have."""
        return {"alt": self.alt, "credit": self.credit, "first_published": self.first_published, "spot": self.spot}


class AlreadyUploaded(Invalid):
    """The very same file is here already, as `photo`."""

    def __init__(self, photo: Photo) -> None:
        super().__init__("file", _("This very photo is here already."), "already_uploaded")
        self.photo = photo


def upload(
    received: Received, *, by: Member, at: datetime, words: Words, show: Show | None = None, key: Key = NO_KEY
) -> Photo:
    """Take a photo in. When this returns, row and file outlive a power cut, and its pictures will be made.

    Args:
        received: the file, already in the quarantine; it is removed again where it is not taken, unless another form
            may have its ticket: then the sweep does so.
        by: the uploader.
        at: now.
        words: what they say of it.
        show: what it is about, or None for nothing in particular.
        key: idempotency key; a second photo with the same one is the first, and so is one of the very same `received`.

    Raises:
        Refused: to a guest.
        AlreadyUploaded: the same file stands under another photo that this member may see; of others nothing is told.
        KeyReused: when the key stood for another request.
    """
    require(can_contribute(by))
    seen = received.seen
    photo = Photo(
        kind="photo",
        place=Place.FEED,
        author=by,
        show=show,
        idempotency_key=key.name,
        idempotency_digest=key.digest,
        created_at=at,
        raw=received.raw,
        sha256=seen.sha256,
        width=seen.width,
        height=seen.height,
        removed=list(seen.removed),
        **words.own(),
    )
    put_words(photo, words.shared(words.reveals))
    photo.effective_reveals = effective(photo)
    try:
        taken = once(Photo, by=by, key=key, create=lambda: _store(photo, by=by, people=words.people))
    except (AlreadyUploaded, KeyReused, IntegrityError):
        if earlier := Photo.objects.filter(raw=received.raw).first():
            return earlier
        _let_go(received)
        raise
    if taken.raw != received.raw:
        _let_go(received)
    return taken


def _let_go(received: Received) -> None:
    """Remove a file that no photo was made of, if none can be any more."""
    if not received.has_ticket and not Photo.objects.filter(raw=received.raw).exists():
        forget(received)


@transaction.atomic
def _store(photo: Photo, *, by: Member, people: list[Person]) -> Photo:
    if twin := twin_of(photo, viewpoint_of(by)):
        raise AlreadyUploaded(twin)
    photo.arrive(waits=must_wait(by, kind=photo.kind))
    photo.save(force_insert=True)
    name_people(photo, [person.slug for person in people])
    if photo.is_waiting:
        submit(photo, at=photo.created_at)
    enqueue(DEVELOP, {"photo_id": photo.pk}, key=str(photo.pk))
    announce(photo)
    return photo


@transaction.atomic
def edit(photo: Photo, *, by: Member, at: datetime, words: Words) -> Revision | None:
    """Change what stands under one's photo; its picture and its show stay.

    Args:
        photo: the photo.
        by: its uploader.
        at: now.
        words: what they say of it now.

    Returns:
        The revision that waits for a moderator, or None when the new words stand already.

    Raises:
        Refused: to anybody but the uploader, or when it has been taken down.
    """
    hold(photo)
    require(can_edit(by, photo))
    said = words.shared(under_veil(photo, words.reveals)) | words.own()
    said["people"] = [person.slug for person in words.people]
    if photo.is_public and edit_must_wait(by):
        revision = propose_words(photo, said, by=by, at=at)
        submit_edit(revision, at=at)
        return revision
    reword(photo, said, by=by, at=at)
    return None


@transaction.atomic
def place_names(photo: Photo, places: Mapping[str, Point], *, by: Member, at: datetime) -> None:
    """Say where in a photo faces are.

    Args:
        photo: the photo.
        places: by slug of somebody who is named in it, hundredths across and down; None takes the name off the picture.
        by: its uploader.
        at: now.

    Raises:
        Refused: to anybody but the uploader, or when it has been taken down.
    """
    hold(photo)
    require(can_edit(by, photo))
    tags = {tag.person.slug: tag for tag in PersonTag.objects.filter(photo=photo).select_related("person")}
    moved = [tags[slug] for slug in places if slug in tags]
    for tag in moved:
        tag.x, tag.y = places[tag.person.slug] or (None, None)
    PersonTag.objects.bulk_update(moved, ["x", "y"])
    Contribution.objects.filter(pk=photo.pk).update(changed_at=touched(at))
    changed(*pages_showing(photo))


@transaction.atomic
def put_pictures(photo: Photo, developed: Developed, *, at: datetime) -> bool:
    """Note the pictures that were made; False where another run had noted them already."""
    renditions = [
        {"name": one.name, "width": one.width, "height": one.height, "weight": one.weight}
        for one in developed.renditions
    ]
    done = Photo.objects.filter(pk=photo.pk, stem=photo.stem, developed_at=None).update(
        developed_at=at,
        develop_error="",
        renditions=renditions,
        original=developed.original.name,
        width=developed.original.width,
        height=developed.original.height,
        thumbhash=developed.thumbhash,
        colour=developed.colour,
    )
    if done:
        Contribution.objects.filter(pk=photo.pk).update(changed_at=touched(at))
        tell_developed(photo, at=at)
    changed(*pages_showing(photo))
    return bool(done)


@transaction.atomic
def give_up(photo: Photo, reason: str, *, at: datetime) -> bool:
    """Count a failure to make the pictures; the last one takes the photo back to its uploader, who is told.

    Args:
        photo: the photo.
        reason: a code of `refusals`.
        at: now.

    Returns:
        Whether that was the last try.
    """
    hold(photo)
    Photo.objects.filter(pk=photo.pk).update(develop_tries=photo.develop_tries + 1)
    if photo.develop_tries + 1 < MOST_TRIES:
        return False
    Photo.objects.filter(pk=photo.pk, developed_at=None).update(develop_error=reason)
    if photo.state in (State.HELD, State.PUBLISHED):
        change_state(photo, State.DRAFT, at=at)
    tell_not_developed(photo, at=at)
    return True


@transaction.atomic
def empty(photo: Photo) -> None:
    """Let go of everything a photo was, because its uploader left and took it along.

    With a new stem whatever a slow run may still write belongs to nothing, and is swept.
    """
    store = local_store()
    PersonTag.objects.filter(photo=photo).delete()
    Photo.objects.filter(pk=photo.pk).update(
        **dict.fromkeys(("alt", "credit", "first_published", "raw", "original", "sha256"), ""),
        **dict.fromkeys(("thumbhash", "colour"), ""),
        stem=new_name(),
        renditions=[],
        removed=[],
        developed_at=None,
        develop_error=EMPTIED,
    )
    lying = [(photo.raw, Folder.QUARANTINE), (photo.original, Folder.ORIGINALS)]
    lying += [(one["name"], Folder.MEDIA) for one in photo.renditions]
    for name, folder in lying:
        if name:
            store.remove(name, folder)


def forget_raw(photo: Photo) -> None:
    """Remove the raw file of a photo that needs it no more."""
    if photo.raw:
        local_store().remove(photo.raw, Folder.QUARANTINE)
        Photo.objects.filter(pk=photo.pk, raw=photo.raw).update(raw="")


@transaction.atomic
def ask_to_develop(photo: Photo) -> None:
    """Have its pictures made; asked twice while nobody has begun, it is done once."""
    enqueue(DEVELOP, {"photo_id": photo.pk}, key=str(photo.pk))
