"""A comment, and where it hangs in its thread."""

from __future__ import annotations

from typing import ClassVar, Self

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from portal.comments.rows import BEST, FACE, NEW, OLD, ROW, STANDING, WRITER, Latest, Row, arranged, as_row
from portal.contributions.models import FEELINGS, Contribution, ContributionQuerySet, Place, State, is_visible_to
from portal.contributions.typed import Typed
from portal.contributions.visits import Visit
from portal.lib.ids import PATH_WIDTH, path_step
from portal.lib.keyset import rank_of
from portal.lib.written import OneRow
from shows.spoilers import Viewpoint

DEEPEST = 7
LAST_STEP = 36**PATH_WIDTH - 1
FIRST_REPLIES = 3


def standing_for(viewpoint: Viewpoint) -> Q:
    """The third door as a filter: what stands in a thread for a reader."""
    mine = Q(author=viewpoint.member_id) if viewpoint.member_id is not None else Q()
    return Q(state__in=STANDING) | mine


# What is asked of something when somebody comments on it.
ASKED = ("public_id", "kind", "place", "state", "author", "show", "subject", "effective_reveals", "comment_count")
ASKED += ("locked_at", "title", "language")
_named = OneRow(lambda public_id: Contribution.objects.filter(public_id=public_id).only(*ASKED), "a public id")


def subject_for(viewpoint: Viewpoint, public_id: str) -> Contribution | None:
    """The second door for what somebody comments on, without its author and words: `visible_to`, word for word."""
    found = _named.get(public_id)
    if found is not None and found.subject_id is not None:
        return Contribution.objects.visible_to(viewpoint).filter(public_id=public_id).first()
    return found if found is not None and is_visible_to(found, viewpoint) else None


class CommentQuerySet(ContributionQuerySet):
    """The third door, and the ways through a thread."""

    def thread_for(self, viewpoint: Viewpoint) -> Self:
        """Whole threads: what the reader may not see stays, as a tombstone, so that the tree keeps its shape.

        What has never been public is there for its author alone. The rows are in no order and not yet read: whoever
        lists them asks `viewpoint.read` for each.
        """
        return self.filter(standing_for(viewpoint)).select_related("author")

    def rows_behind_the_door(
        self, subject: Contribution, *, order: str = OLD, after: str = "", most: int
    ) -> list[Row] | None:
        """A page of a thread as it is for nobody yet: only `let_through` may hand it to a reader.

        Arguments and answer as for `page`.
        """
        rows = self.page(subject, order=order, after=after, most=most)
        return None if rows is None else arranged(order, map(as_row, rows.values(*ROW, *FEELINGS, *WRITER, *FACE)))

    def page(
        self, subject: Contribution, *, order: str, after: str, most: int, standing: Q | None = None
    ) -> Self | None:
        """The rows of a page that has its roots in an order, and the first replies below each; to be `arranged`.

        Args:
            subject: whose thread.
            order: one of `ORDERS`.
            after: what `cursor_of` said of the last root of the page before; empty for the first page.
            most: rows at most; where roots are ranked, a quarter of that in roots.
            standing: the door of `thread_for`, where these rows came through it.

        Returns:
            None where there is no such root to go on from.
        """
        if order == BEST:
            ranked = Contribution.objects.filter(standing or Q(), subject=subject, rank__isnull=False)
            roots = _best(ranked, rank_of(after), most // (1 + FIRST_REPLIES))
            return self.first_of_each().filter(root_id__in=roots)
        rows = self.on(subject).first_of_each()
        if order == NEW:
            place = rank_of(after)
            # No query is needed for where that root stands: its id is its path.
            before = path_step(subject.pk) + path_step(min(place[1], LAST_STEP)) if place else ""
            return (rows.filter(path__lt=before) if before else rows).order_by("-path")[:most]
        root = ""
        if after:
            last = self.on(subject).filter(public_id=after, state__in=STANDING).values_list("path", flat=True).first()
            if last is None:
                return None
            root = last[: 2 * PATH_WIDTH]
        return (rows.filter(path__gte=next_path(root)) if root else rows).in_tree_order()[:most]

    def latest_behind_the_door(self, subject: Contribution, most: int) -> list[Latest]:
        """The newest that are up, as they are for nobody yet: only `hearable` may count them for a reader."""
        rows = Contribution.objects.filter(subject=subject, state=State.PUBLISHED, place=Place.THREAD).order_by("-pk")
        return [Latest(*values) for values in rows.values_list(*Latest._fields)[:most]]

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


def _best(ranked: models.QuerySet[Contribution], place: tuple[int, int] | None, size: int) -> list[int]:
    """The ids of ranked rows, the highest rank first and of equals the newest, behind `place` (rank, id).

    Those of the same rank are asked for by themselves: a thread may have thousands of them, and each of the two
    questions begins where its answer does.
    """
    roots = ranked.order_by("-rank", "-id").values_list("id", flat=True)
    if place is None:
        return list(roots[:size])
    rank, pk = place
    same = list(roots.filter(rank=rank, id__lt=pk)[:size])
    return same + list(roots.filter(rank__lt=rank)[: size - len(same)]) if len(same) < size else same


def next_path(path: str) -> str:
    """The first path behind everything below `path`."""
    return path[:-PATH_WIDTH] + path_step(int(path[-PATH_WIDTH:], 36) + 1)


class Comment(Contribution):
    """A comment on a contribution.

    `path` is the subject's id, then the ids from the root down to this one, each in fixed-width base 36: text order is
    tree order, and a thread, a branch and a comment's ancestors are ranges or prefixes of it. `root_id` is the comment
    its branch began with, itself if it did. `depth` counts from 0
    and stops at 7: deeper replies hang beside their parent. `arrival` is 0 for a root, else how many had come below
    the same root before it, plus one; `reply_count` is kept on the root for that and never falls.
    """

    parent = models.ForeignKey("self", on_delete=models.CASCADE, null=True, blank=True, related_name="replies")
    path = models.CharField(max_length=PATH_WIDTH * (DEEPEST + 2), unique=True)
    root_id = models.BigIntegerField(default=0, editable=False)
    depth = models.PositiveSmallIntegerField(default=0)
    arrival = models.PositiveIntegerField(default=0)
    reply_count = models.PositiveIntegerField(default=0)

    objects: ClassVar[CommentQuerySet] = CommentQuerySet.as_manager()  # type: ignore[assignment]

    class Meta:
        verbose_name = _("comment")
        verbose_name_plural = _("comments")
        indexes: ClassVar = [
            models.Index(fields=["path"], condition=Q(arrival__lte=FIRST_REPLIES), name="first_replies_in_tree_order"),
            models.Index(fields=["root_id"], condition=Q(arrival__lte=FIRST_REPLIES), name="first_replies_of_a_root"),
        ]

    @property
    def ancestors(self) -> list[str]:
        """The paths of everything above it, the root first."""
        steps = range(2 * PATH_WIDTH, len(self.path), PATH_WIDTH)
        return [self.path[:end] for end in steps]


class ReadMark(models.Model):
    """How far a member has read the thread of a post or photo, as `portal.contributions.visits.Visit` says it."""

    member = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="read_marks", db_index=False
    )
    contribution = models.ForeignKey(Contribution, on_delete=models.CASCADE, related_name="read_marks")
    seen = models.BigIntegerField()
    count = models.PositiveIntegerField()
    read_at = models.DateTimeField()
    before = models.BigIntegerField()
    before_at = models.DateTimeField()

    class Meta:
        verbose_name = _("how far a thread is read")
        verbose_name_plural = _("how far threads are read")
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["member", "contribution"], name="one_read_mark_per_member_and_thread")
        ]

    def __str__(self) -> str:
        return f"{self.member} {self.contribution}"

    @property
    def visit(self) -> Visit:
        """The same as a value."""
        return Visit(self.seen, self.count, int(self.read_at.timestamp()), self.before, int(self.before_at.timestamp()))


class CommentDraft(Typed):
    """What somebody has typed into a composer: one for each thread, and for each comment they answer there."""

    member = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="comment_drafts", db_index=False
    )
    subject = models.ForeignKey(Contribution, on_delete=models.CASCADE, related_name="+")
    parent = models.ForeignKey(Contribution, on_delete=models.CASCADE, null=True, related_name="+")

    class Meta:
        verbose_name = _("draft of a comment")
        verbose_name_plural = _("drafts of comments")
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["member", "key"], name="one_draft_per_member_and_composer")
        ]

    def __str__(self) -> str:
        return f"{self.member} {self.key}"
