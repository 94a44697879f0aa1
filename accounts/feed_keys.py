"""The secret address of a member's own feeds: given, renewed, ended, and read.

Feed readers cannot sign in. So an address stands for a member; whoever has it reads as they do, and does nothing else.
"""

from __future__ import annotations

import secrets
from datetime import datetime
from hashlib import sha256

from django.db import transaction

from accounts.models import FeedKey, Member

BYTES = 24
LETTERS = 32  # that many bytes in base 64


def digest_of(key: str) -> str:
    """What is kept of a key; it is random, so nobody finds it by trying words."""
    return sha256(key.encode()).hexdigest()


@transaction.atomic
def give_feed_key(*, by: Member, at: datetime) -> str:
    """A new address for one's feeds; the one before it ends. It can be read this once."""
    key = secrets.token_urlsafe(BYTES)
    FeedKey.objects.update_or_create(member=by, defaults={"digest": digest_of(key), "created_at": at})
    return key


@transaction.atomic
def end_feed_key(member: Member) -> bool:
    """End the address of a member's feeds; answers whether there was one."""
    return bool(FeedKey.objects.filter(member=member).delete()[0])


def feed_key_of(member: Member) -> FeedKey | None:
    """The address of a member's feeds, as far as it is kept."""
    return FeedKey.objects.filter(member=member).first()


def reader_called(key: str) -> Member | None:
    """Whose feeds an address is of; None where it is nobody's any more, or not theirs to use."""
    if len(key) != LETTERS:
        return None
    found = FeedKey.objects.filter(digest=digest_of(key)).select_related("member").first()
    member = found.member if found is not None else None
    return member if member is not None and member.is_active and not member.is_suspended else None
