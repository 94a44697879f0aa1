"""What the rest of the portal needs to know of a comment."""

from __future__ import annotations

from typing import Any

from django.db.models import F, QuerySet
from django.utils.translation import gettext_lazy as _

from portal.comments.models import DEEPEST, Comment
from portal.contributions.kinds import Kind, kind_of, register
from portal.contributions.models import Contribution, State


def url(comment: Contribution) -> str:
    """Its place in the thread, with what stands around it; nothing in it tells."""
    subject = comment.subject
    if subject is None:
        return "/"
    return f"{kind_of(subject).safe_url(subject)}?comment={comment.public_id}#c-{comment.public_id}"


def snapshot(comment: Contribution) -> dict[str, Any]:
    """Its words as they are now."""
    return {"body": comment.body, "language": comment.language}


def below(comment: Contribution) -> QuerySet[Contribution]:
    """Its replies and theirs."""
    own = comment if isinstance(comment, Comment) else comment.comment  # type: ignore[attr-defined]
    if own.depth == DEEPEST:
        return Contribution.objects.filter(pk__in=answers_beside(own))
    return Contribution.objects.filter(pk__in=Comment.objects.within(own.path).exclude(pk=own.pk).values("pk"))


def answers_beside(comment: Comment) -> set[int]:
    """At the deepest level replies hang beside their parent, so only the parents tell who answers whom."""
    branch = Comment.objects.within(comment.ancestors[-1]).filter(pk__gt=comment.pk, depth=DEEPEST)
    found = {comment.pk}
    for pk, parent_id in branch.order_by("pk").values_list("pk", "parent_id"):
        if parent_id in found:
            found.add(pk)
    return found - {comment.pk}


def above(comment: Contribution) -> int:
    """What its parent and its subject reveal."""
    subject = Contribution.objects.filter(pk=comment.subject_id)  # type: ignore[misc]  # a comment has one
    over = subject | Contribution.objects.filter(comment__replies=comment.pk)
    return max(over.values_list("effective_reveals", flat=True), default=0)


def count(comment: Contribution, before: str, after: str) -> None:
    """Keep the subject's number of published comments."""
    change = (after == State.PUBLISHED) - (before == State.PUBLISHED)
    if change:
        subject = Contribution.objects.filter(pk=comment.subject_id)  # type: ignore[misc]  # a comment has one
        subject.update(comment_count=F("comment_count") + change)


register(
    Kind(
        name="comment",
        label=_("comment"),
        related="comment",
        url=url,
        safe_url=url,
        card="",
        snapshot=snapshot,
        below=below,
        above=above,
        on_state=count,
    )
)
