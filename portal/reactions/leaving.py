"""What reactions hold of a member, for the day they leave."""

from __future__ import annotations

from datetime import datetime

from django.utils.translation import gettext as _

from accounts.leaving import Holder, register
from accounts.models import Member
from portal.reactions.counting import erase_reactions
from portal.reactions.models import Reaction


def holdings(member: Member) -> dict[str, int]:
    """Their reactions."""
    return {_("Your reactions"): Reaction.objects.filter(member=member).count()}


def erase(member: Member, keep_words: bool, at: datetime) -> None:
    """Reactions go whatever becomes of the words, and the counters with them."""
    erase_reactions(member)


register(Holder("reactions", holdings, erase))
