"""What may not be done twice in the world outside, where no transaction reaches: a mail handed to a server.

A handler that died half-way is run again. Whoever says here what they begin learns whether somebody did before.
"""

from __future__ import annotations

from datetime import datetime, timedelta

from django.db import transaction

from .models import Begun

REMEMBERED = timedelta(days=30)  # longer than any job waits before an operator has looked at it


def begin(key: str, *, at: datetime) -> bool:
    """Say that something is begun, for good and at once; False where it was before.

    Call outside a transaction: what is rolled back was never said.

    Args:
        key: names the one thing, at most 200 characters.
        at: now.
    """
    with transaction.atomic():
        _row, is_first = Begun.objects.get_or_create(key=key, defaults={"at": at})
    return is_first


def is_begun(key: str) -> bool:
    """Whether somebody has begun it."""
    return Begun.objects.filter(key=key).exists()


def not_done(key: str) -> None:
    """Say that it was begun and is certainly not done, so that it may be begun again."""
    Begun.objects.filter(key=key).delete()


def forget_the_old(*, at: datetime) -> None:
    """Let go of what nobody will try again."""
    Begun.objects.filter(at__lt=at - REMEMBERED).delete()
