"""What the rest of the portal needs to know of a comment."""

from __future__ import annotations

from typing import Any

from django.db.models import F, QuerySet
from django.utils.translation import gettext_lazy as _

from portal.comments.models import DEEPEST, Comment, ReadMark
from portal.contributions import marks
from portal.contributions.kinds import Kind, kind_of, register
from portal.contributions.models import Contribution, State
from portal.contributions.ranking import rank_anew, rank_with


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
    """Keep the number of published comments of the subject and, below it, of the root; and the root's rank."""
    change = (after == State.PUBLISHED) - (before == State.PUBLISHED)
    if not change:
        return
    subject = Contribution.objects.filter(pk=comment.subject_id)  # type: ignore[misc]  # a comment has one
    subject.update(comment_count=F("comment_count") + change)
    count_below(comment, before, change)


def count_below(comment: Contribution, before: str, change: int) -> None:
    """The half of it that is the root's."""
    root_id = root_of(comment)
    if root_id != comment.pk:
        moved = {"comment_count": F("comment_count") + change, "rank": rank_with(replies=change)}
        Contribution.objects.filter(pk=root_id).update(**moved)
    elif before:
        rank_anew(Contribution.objects.filter(pk=root_id))


def root_of(comment: Contribution) -> int:
    """The id of the comment its branch began with."""
    own = comment if isinstance(comment, Comment) else comment.comment  # type: ignore[attr-defined]
    return int(own.root_id)


def _read_marks(member_id: int) -> QuerySet[Any]:
    return ReadMark.objects.filter(member=member_id)


def _as_visits(rows: QuerySet[Any]) -> list[tuple[int, str]]:
    return [(mark.contribution_id, mark.visit.packed()) for mark in rows]


marks.register(marks.READ, _read_marks, _as_visits)
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
