"""A comment, and where it hangs in its thread."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from typing import Any, ClassVar, NamedTuple, Self

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from accounts.models import Role
from portal.contributions.models import FEELINGS, Contribution, ContributionQuerySet, State
from portal.lib.ids import PATH_WIDTH, path_step
from shows.spoilers import Viewpoint

DEEPEST = 7
FIRST_REPLIES = 3
# What stays in the thread for everybody: published, or a tombstone where something was.
STANDING = (State.PUBLISHED, State.HIDDEN, State.REMOVED, State.WITHDRAWN)


class Writer(NamedTuple):
    """What a line of a thread says of who wrote it."""

    handle: str
    moderates: bool


@dataclass(frozen=True, slots=True)
class Row:
    """A comment as the first page of its thread needs it: a plain value that all readers of a process share."""

    pk: int
    public_id: str
    state: str
    author_id: int | None
    show_id: int | None
    effective_reveals: int
    html: tuple[tuple[Any, ...], ...]
    language: str
    created_at: datetime
    edited_at: datetime | None
    path: str
    depth: int
    reply_count: int
    feelings: tuple[int, ...]
    author: Writer | None

    @property
    def is_public(self) -> bool:
        """Whether everybody may find it (behind the gate)."""
        return self.state == State.PUBLISHED


ROW = ("pk", "public_id", "state", "author_id", "show_id", "effective_reveals", "html", "language")
ROW += ("created_at", "edited_at", "path", "depth", "reply_count")
WRITER = ("author__handle", "author__is_active", "author__role")


def let_through(rows: Iterable[Row], viewpoint: Viewpoint) -> list[Row]:
    """The third door for rows that are read already: `CommentQuerySet.thread_for`, word for word."""
    me = viewpoint.member_id
    return [row for row in rows if row.state in STANDING or (me is not None and row.author_id == me)]


def _row(values: dict[str, Any]) -> Row:
    handle, active, role = (values.pop(name) for name in WRITER)
    values["feelings"] = tuple(values.pop(name) for name in FEELINGS)
    values["html"] = tuple(map(tuple, values["html"]))
    return Row(**values, author=None if handle is None else Writer(handle, active and role >= Role.MODERATOR))


class CommentQuerySet(ContributionQuerySet):
    """The third door, and the ways through a thread."""

    def thread_for(self, viewpoint: Viewpoint) -> Self:
        """Whole threads: what the reader may not see stays, as a tombstone, so that the tree keeps its shape.

        What has never been public is there for its author alone. The rows are in no order and not yet read: whoever
        lists them asks `viewpoint.read` for each.
        """
        mine = Q(author=viewpoint.member_id) if viewpoint.member_id is not None else Q()
        return self.filter(Q(state__in=STANDING) | mine).select_related("author")

    def rows_behind_the_door(self, subject: Contribution, *, after: str = "", most: int) -> list[Row] | None:
        """A page of a thread as it is for nobody yet: only `let_through` may hand it to a reader.

        It begins after the root `after` (a public id) stands below; None where nobody but its author finds that one.
        """
        rows = self.on(subject).first_of_each().in_tree_order()
        if after:
            last = self.on(subject).filter(public_id=after, state__in=STANDING).first()
            if last is None:
                return None
            rows = rows.filter(path__gte=next_path(last.ancestors[0] if last.depth else last.path))
        return [_row(values) for values in rows.values(*ROW, *FEELINGS, *WRITER)[:most]]

    def on(self, subject: Contribution) -> Self:
        """The comments on one thing."""
        return self.within(path_step(subject.pk))

    def within(self, path: str) -> Self:
        """What lies at this place of a tree or below it."""
        return self.filter(path__gte=path, path__lt=next_path(path))

    def first_of_each(self) -> Self:
        """Every root with the first few that came below it; a reply among them always finds its parent there."""
        return self.filter(arrival__lte=FIRST_REPLIES)

    def in_tree_order(self) -> Self:
        """Each before its replies, older branches before newer ones."""
        return self.order_by("path")


def next_path(path: str) -> str:
    """The first path behind everything below `path`."""
    return path[:-PATH_WIDTH] + path_step(int(path[-PATH_WIDTH:], 36) + 1)


class Comment(Contribution):
    """A comment on a contribution.

    `path` is the subject's id, then the ids from the root down to this one, each in fixed-width base 36: text order is
    tree order, and a thread, a branch and a comment's ancestors are ranges or prefixes of it. `depth` counts from 0
    and stops at 7: deeper replies hang beside their parent. `arrival` is 0 for a root, else how many had come below
    the same root before it, plus one; `reply_count` is kept on the root for that and never falls.
    """

    parent = models.ForeignKey("self", on_delete=models.CASCADE, null=True, blank=True, related_name="replies")
    path = models.CharField(max_length=PATH_WIDTH * (DEEPEST + 2), unique=True)
    depth = models.PositiveSmallIntegerField(default=0)
    arrival = models.PositiveIntegerField(default=0)
    reply_count = models.PositiveIntegerField(default=0)

    objects: ClassVar[CommentQuerySet] = CommentQuerySet.as_manager()  # type: ignore[assignment]

    class Meta:
        verbose_name = _("comment")
        verbose_name_plural = _("comments")
        indexes: ClassVar = [
            models.Index(fields=["path"], condition=Q(arrival__lte=FIRST_REPLIES), name="first_replies_in_tree_order")
        ]

    @property
    def ancestors(self) -> list[str]:
        """The paths of everything above it, the root first."""
        steps = range(2 * PATH_WIDTH, len(self.path), PATH_WIDTH)
        return [self.path[:end] for end in steps]

    @property
    def root_id(self) -> int:
        """The id of the comment its branch began with."""
        return int(self.path[PATH_WIDTH : 2 * PATH_WIDTH], 36)
