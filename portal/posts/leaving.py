"""What posts hold of a member besides what they posted, for the day they leave."""

from __future__ import annotations

from datetime import datetime

from django.utils.translation import gettext as _

from accounts.leaving import Holder, register
from accounts.models import Member
from portal.posts.models import Draft


def holdings(member: Member) -> dict[str, int]:
    """Their drafts."""
    return {_("Drafts"): Draft.objects.of(member).count()}


def erase(member: Member, keep_words: bool, at: datetime) -> None:
    """Drafts go whatever becomes of the words: nobody else ever read them."""
    Draft.objects.of(member).delete()


register(Holder("posts", holdings, erase))
