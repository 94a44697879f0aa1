"""What the cast's pages hold of a member, for the day they leave: how they felt, episode by episode."""

from __future__ import annotations

from datetime import datetime

from django.utils.translation import gettext as _

from accounts.leaving import Holder, register
from accounts.models import Member
from portal.cast.models import Vote
from portal.cast.voting import erase_votes


def holdings(member: Member) -> dict[str, int]:
    """Their votes."""
    return {_("Your votes on characters"): Vote.objects.filter(member=member).count()}


def erase(member: Member, keep_words: bool, at: datetime) -> None:
    """Votes go whatever becomes of the words: a feeling per episode is a diary, and no line of anybody's talk."""
    erase_votes(member)


register(Holder("cast", holdings, erase))
