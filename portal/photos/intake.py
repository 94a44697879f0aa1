"""A file on its way in: looked at, kept in the quarantine, and found again by the one who sent it."""

from __future__ import annotations

from dataclasses import asdict, dataclass
from typing import Any, BinaryIO

from django.core import signing

from .imaging import Inspection
from .storage import Folder, local_store

SALT = "photos.kept"
# A form that was refused may take this long to be sent again; the sweep leaves the quarantine alone for longer.
KEPT_SECONDS = 2 * 3600


@dataclass(frozen=True)
class Received:
    """A file that was looked at and lies in the quarantine.

    Args:
        raw: its name there.
        seen: what it is.
        has_ticket: it came with an earlier form, and more than one form may hold its ticket.
    """

    raw: str
    seen: Inspection
    has_ticket: bool = False


def keep(upload: BinaryIO, seen: Inspection) -> Received:
    """Put a file that was looked at into the quarantine; once this returns, a power cut cannot take it back.

    Raises:
        StorageFull: nothing is left behind.
    """
    upload.seek(0)
    return Received(local_store().write_durably(upload, Folder.QUARANTINE), seen)


def forget(received: Received) -> None:
    """Remove a file that is not taken after all."""
    local_store().remove(received.raw, Folder.QUARANTINE)


def ticket_for(received: Received, member_id: int) -> str:
    """A signed word with which this member, for two hours, need not send the file again."""
    said = {"raw": received.raw, "by": member_id, "seen": asdict(received.seen)}
    return signing.dumps(said, salt=SALT, compress=True)


def redeem(ticket: str, member_id: int | None) -> Received | None:
    """The file a ticket stands for; None for a ticket that is old, forged or somebody else's, or when it is gone."""
    try:
        said: dict[str, Any] = signing.loads(ticket, salt=SALT, max_age=KEPT_SECONDS)
    except signing.BadSignature:
        return None
    if said["by"] != member_id or not local_store().path_of(said["raw"], Folder.QUARANTINE).is_file():
        return None
    seen = Inspection(**said["seen"] | {"removed": tuple(said["seen"]["removed"])})
    return Received(said["raw"], seen, has_ticket=True)
