"""What curation holds of a member, for the day they leave."""

from __future__ import annotations

from datetime import datetime

from django.utils.translation import gettext as _

from accounts.leaving import Holder, register
from accounts.models import Member
from portal.curation.models import Proposal, Remark
from portal.lib.guestpages import EVERYTHING, changed


def holdings(member: Member) -> dict[str, int]:
    """Their edits, done and not."""
    theirs = Proposal.objects.filter(author=member)
    return {
        _("Your edits in the catalogue"): theirs.done().count(),
        _("Your suggestions that are not in the catalogue"): theirs.filter(done_at=None).count(),
    }


def erase(member: Member, keep_words: bool, at: datetime) -> None:
    """What is in the catalogue stays there, by a member who left; what never came to it goes, and so do their words."""
    theirs = Proposal.objects.filter(author=member)
    theirs.filter(done_at=None).delete()
    theirs.update(author=None, comment="", idempotency_key="", idempotency_digest="")
    Proposal.objects.filter(decided_by=member).update(decided_by=None)
    Remark.objects.filter(by=member).update(by=None, words="")
    changed(EVERYTHING)


register(Holder("curation", holdings, erase))
