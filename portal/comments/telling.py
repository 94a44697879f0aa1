"""Who hears of a comment: whose post or photo it is, and whom it answers."""

from __future__ import annotations

from accounts.models import Member
from portal.comments.models import Comment
from portal.contributions.models import Contribution
from portal.notifications.actions import tell

REPLIED = "comments.replied"


def tell_of_reply(comment: Comment) -> None:
    """Each of them once, while it is up; whether they may know of it is asked whenever it is shown."""
    subject, author = comment.subject, comment.author
    if not comment.is_public or subject is None or author is None:
        return
    for recipient in _concerned(comment, subject):
        tell(
            recipient,
            REPLIED,
            key=comment.public_id,
            contribution=comment,
            actor=author,
            thread=subject,
            at=comment.created_at,
            mail=True,
        )


def _concerned(comment: Comment, subject: Contribution) -> set[Member]:
    answered = comment.parent.author if comment.parent is not None else None
    return {member for member in (subject.author, answered) if member is not None and member.is_active}
