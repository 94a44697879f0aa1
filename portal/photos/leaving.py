"""What photos hold of a member besides what they shared, for the day they leave."""

from __future__ import annotations

from datetime import datetime

from django.utils.translation import gettext as _

from accounts.leaving import Holder, register
from accounts.models import Member
from portal.photos.faces import bare


def holdings(member: Member) -> dict[str, int]:
    """Their picture."""
    return {_("Your picture"): int(bool(member.picture))}


def erase(member: Member, keep_words: bool, at: datetime) -> None:
    """The picture goes whatever becomes of the words: it shows a person."""
    bare(member)


register(Holder("photos", holdings, erase))
