"""What shows hold of a member, for the day they leave."""

from __future__ import annotations

from datetime import datetime

from django.utils.translation import gettext as _

from accounts.leaving import Holder, register
from accounts.models import Member
from accounts.seats import forget_seat
from shows.models import Progress


def holdings(member: Member) -> dict[str, int]:
    """The shows they said something about."""
    return {_("Your places in shows"): Progress.objects.filter(member=member).count()}


def erase(member: Member, keep_words: bool, at: datetime) -> None:
    """How far they were is nobody's any more."""
    Progress.objects.filter(member=member).delete()
    forget_seat(member.pk)


register(Holder("shows", holdings, erase))
