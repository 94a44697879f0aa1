"""Who may comment on what."""

from __future__ import annotations

from typing import Any

from django.utils.translation import gettext_lazy as _

from portal.comments.models import Comment
from portal.contributions.models import Contribution, Place
from portal.contributions.policies import can_contribute
from portal.lib.verdicts import YES, Verdict, no


def can_comment(viewer: Any, subject: Contribution) -> Verdict:
    """Anybody with a seat, on what is published and open; comments are answered, not commented on."""
    verdict = can_contribute(viewer)
    if not verdict:
        return verdict
    if subject.place != Place.FEED:
        return no(_("Answer a comment in its thread."), "not_a_subject")
    if not subject.is_public:
        return no(_("Nobody can comment on this now."), "not_published")
    if subject.locked_at is not None:
        return no(_("This thread is locked. What was said stays."), "locked")
    return YES


def can_answer(viewer: Any, comment: Comment) -> Verdict:
    """Anybody with a seat, while the comment stands."""
    verdict = can_contribute(viewer)
    if not verdict:
        return verdict
    if not comment.is_public:
        return no(_("What you answer is not there any more."), "parent_gone")
    return YES
