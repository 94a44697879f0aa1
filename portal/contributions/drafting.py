"""Keeping what somebody types, version by version, whatever it is of."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from datetime import datetime
from typing import Any

from django.db import IntegrityError, transaction
from django.db.models import F
from django.utils.translation import gettext_lazy as _

from portal.contributions.policies import NEWER, POSTED
from portal.contributions.typed import Hand, TypedQuerySet
from portal.lib.verdicts import Invalid, Refused, no

NOTHING_YET = _("There is nothing to keep yet.")


def keep(
    drafts: TypedQuerySet,
    words: dict[str, str],
    *,
    at: datetime,
    hand: Hand,
    typed: Iterable[str],
    room: Callable[[], None],
    newer: Refused,
    **tied: Any,
) -> Any:
    """Keep words under a key, in the place of those that were before the writer; call in a transaction.

    Args:
        drafts: the one of this member and key, if it is there.
        words: cleaned.
        at: now.
        hand: what they had before them; version 0 for a fresh form.
        typed: the fields that make a draft; the rest stands in a fresh form already.
        room: raises where a draft may not be begun.
        newer: raised where somebody else began it in the same moment.
        tied: what a new row holds besides.

    Raises:
        Refused: as `room` and `newer` say.
        Invalid: where there is nothing yet.
    """
    kept = {"words": words, "writer": hand.writer, "updated_at": at}
    if drafts.in_hand(hand).update(version=F("version") + 1, **kept):
        return drafts.get()
    room()
    if not any(words.get(name) for name in typed):
        raise Invalid("", NOTHING_YET, "empty")
    try:
        with transaction.atomic():
            return drafts.model.objects.create(**kept, **tied)
    except IntegrityError as race:
        raise newer from race


def newer_at(address: str) -> Refused:
    """There is a newer version, there."""
    return Refused(no(NEWER, "newer_draft", see=address), 409)


def posted_at(address: str) -> Refused:
    """It is a draft no more: it stands there."""
    return Refused(no(POSTED, "posted_already", see=address), 409)
