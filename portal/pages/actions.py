"""Verbs that concern every app at once."""

from __future__ import annotations

from datetime import datetime

from django.db import transaction

from accounts.adapter import post_mail
from accounts.leaving import holders, holdings_of
from accounts.models import Member
from accounts.policies import can_leave
from portal.lib.verdicts import require


@transaction.atomic
def leave(member: Member, *, keep_words: bool, at: datetime) -> dict[str, int]:
    """Give up a seat, for good: everything held of the member goes, in one transaction, with a receipt by mail.

    Args:
        member: who goes; the row is deleted.
        keep_words: what was public stays under “a fan who left”; else it is emptied too.
        at: now.

    Returns:
        The receipt: how many things of which sort were held.

    Raises:
        Refused: to the last operator.
    """
    require(can_leave(Member.objects.select_for_update().get(pk=member.pk)))
    receipt = holdings_of(member)
    for holder in reversed(holders()):
        holder.erase(member, keep_words, at)
    if member.email:
        words = {"receipt": receipt, "keep_words": keep_words, "user": member}
        post_mail("account/email/left", member.email, words, member=member)
    Member.objects.filter(pk=member.pk).delete()
    return receipt
