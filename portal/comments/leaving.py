"""What comments hold of a member besides what they said, for the day they leave: drafts, and how far they have read."""

from __future__ import annotations

from datetime import datetime

from django.utils.translation import gettext as _

from accounts.leaving import Holder, register
from accounts.models import Member
from portal.comments.models import CommentDraft, ReadMark


def holdings(member: Member) -> dict[str, int]:
    """Their drafts, and the threads of which is remembered how far they have read."""
    return {
        _("Drafts of comments"): CommentDraft.objects.of(member).count(),
        _("How far you have read threads"): ReadMark.objects.filter(member=member).count(),
    }


def erase(member: Member, keep_words: bool, at: datetime) -> None:
    """Both go whatever becomes of the words: nobody else ever read the ones, and the others are a diary."""
    CommentDraft.objects.of(member).delete()
    ReadMark.objects.filter(member=member).delete()


register(Holder("comments", holdings, erase))
