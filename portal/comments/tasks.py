"""What happens to a thread when something above it reveals less, and who hears of a comment that is up."""

from typing import Any

from portal.comments.actions import count_branch, restamp
from portal.comments.models import Comment
from portal.comments.telling import tell_of_reply
from portal.contributions.models import Contribution, State
from portal.outbox.registry import on


@on("contributions.reveals_lowered")
def uncover(*, contribution_id: int) -> None:
    """Whatever hangs below is as covered as it has to be, and no more."""
    thing = Contribution.objects.filter(pk=contribution_id).first()
    if thing is not None:
        restamp(thing)


@on("contributions.state_changed", when=lambda moved: moved["after"] == State.PUBLISHED)
def tell_of_replies(*, contribution_id: int, **_moved: Any) -> None:
    """Whoever was answered hears of it once it is up, though it may have waited for a moderator."""
    rows = Comment.objects.select_related("author", "subject__author", "parent__author")
    comment = rows.filter(pk=contribution_id).first()
    if comment is not None:
        tell_of_reply(comment)


@on("contributions.emptied")
def count_what_is_left(*, contribution_id: int) -> None:
    """Whoever leaves takes their words out of many threads at once; each branch counts what is left of it."""
    comment = Comment.objects.filter(pk=contribution_id).first()
    if comment is not None:
        count_branch(comment)
