"""What authors and curators are told: that something happened to an edit, and where to read it. Nothing of the edit."""

from __future__ import annotations

from datetime import datetime

from accounts.models import Member
from portal.curation.models import Proposal, Remark
from portal.notifications.actions import tell

ACCEPTED, REJECTED, REVERTED = "curation.accepted", "curation.rejected", "curation.reverted"
ASKED, ANSWERED, ROLLED_BACK = "curation.asked", "curation.answered", "curation.rolled_back"


def tell_author(proposal: Proposal, kind: str, *, by: Member, at: datetime) -> None:
    """What became of their edit; nobody is told what they did themselves."""
    if proposal.author is not None and proposal.author.pk != by.pk:
        tell(proposal.author, kind, key=proposal.public_id, data={"proposal": proposal.public_id}, at=at)


def tell_asked(remark: Remark, *, at: datetime) -> None:
    """That a curator wants to know something."""
    proposal = remark.proposal
    if proposal.author is not None:
        key = f"{proposal.public_id}:{remark.pk}"
        tell(proposal.author, ASKED, key=key, data={"proposal": proposal.public_id}, at=at)


def tell_answered(remark: Remark, *, at: datetime) -> None:
    """Whoever asked last that there is an answer."""
    proposal = remark.proposal
    asked = proposal.remarks.exclude(by=proposal.author_id).exclude(by=None).order_by("-pk").first()
    if asked is not None and asked.by is not None:
        key = f"{proposal.public_id}:{remark.pk}"
        tell(asked.by, ANSWERED, key=key, data={"proposal": proposal.public_id}, at=at)


def tell_rolled_back(member: Member, count: int, *, by: Member, at: datetime) -> None:
    """One alert, however many edits were taken back."""
    if count and member.pk != by.pk:
        tell(member, ROLLED_BACK, key=at.isoformat(), data={"count": count}, at=at)
