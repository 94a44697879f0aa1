"""What a thread shows: its pages, one branch, or one comment with what stands around it."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import takewhile
from typing import TYPE_CHECKING, Any
from urllib.parse import urlencode

from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from portal.comments.kept import PAGE, ROOTS, page_rows
from portal.comments.models import FIRST_REPLIES, Comment, CommentQuerySet, next_path, standing_for
from portal.comments.orders import after_asked, order_asked, orders_for
from portal.comments.rows import FACE, OLD, ORDERS, WRITER, Row, arranged, cursor_of
from portal.contributions.models import FEELINGS, Contribution, State
from portal.lib.addresses import is_public_id
from portal.lib.kept import Stamps
from portal.lib.keyset import Page
from shows.spoilers import Veil, Viewpoint

if TYPE_CHECKING:
    from django.utils.functional import _StrPromise

BRANCH = 60
ELSEWHERE = ("comment", "under")
# What a line of a thread needs; every further column costs at every one of them.
SHOWN = (
    *("public_id", "state", "author", "show", "effective_reveals", "html", "language", "created_at", "edited_at"),
    *(
        "path",
        "depth",
        "root_id",
        "rank",
        "reply_count",
        *FEELINGS,
        *WRITER,
        *FACE,
    ),
)
BLOCKED = _("Not shown: one of you has blocked the other.")
MUTED = _("From somebody you have muted.")
GONE: dict[str, str | _StrPromise] = {
    State.WITHDRAWN: _("Withdrawn by its writer."),
    State.REMOVED: _("Removed by moderators."),
    State.HIDDEN: _("Hidden while a moderator looks at it."),
}


@dataclass(frozen=True)
class Line:
    """One place in a thread: a comment, the veil over it, or a tombstone that says why there is nothing.

    `muted` says that the reader can have the comment all the same. `goes_on` is the query of the rest of its branch,
    where some of it is left out after this line.
    """

    public_id: str
    depth: int
    comment: Comment | Row | None = None
    veil: Veil | None = None
    gone: str | _StrPromise = ""
    mine: bool = False
    focus: bool = False
    goes_on: str = ""
    muted: bool = False


@dataclass(frozen=True)
class Thread:
    """A part of a thread in tree order.

    `next_query` leads to the next page; `part` says that only a branch or a neighbourhood is shown; `here` is the
    query of this part, for links that stay on it. `order` is that of the roots, and `orders` are those the reader can
    choose from.
    """

    subject: Contribution
    lines: list[Line]
    next_query: str = ""
    part: bool = False
    here: str = ""
    order: str = OLD
    orders: tuple[str, ...] = ORDERS


def thread(
    subject: Contribution, viewpoint: Viewpoint, asked: Mapping[str, str], stamps: Stamps | None = None
) -> Thread:
    """The part of a thread that a page's query asks for; its pages are kept, any other part is two queries.

    Args:
        subject: the post or photo, found through a door.
        viewpoint: the reader's.
        asked: `request.GET`: `under`, `comment` and `reply_to` hold public ids, `sort` an order and `after` a cursor of
            it; others are ignored.
        stamps: of this request, where it has read some.
    """
    order = order_asked(subject, viewpoint, asked)
    page = None
    if not any(asked.get(name) for name in ELSEWHERE):
        after = after_asked(order, asked)
        rows = page_rows(subject, viewpoint, order, after, stamps or Stamps())
        page = _page(subject, viewpoint, order, after, rows) if rows is not None else None
    answered = asked.get("reply_to", "")
    if page is None or (answered and all(line.public_id != answered for line in page.lines)):
        page = _part(subject, viewpoint, order, asked, page)
    return replace(page, orders=orders_for(subject, viewpoint))


def _part(
    subject: Contribution, viewpoint: Viewpoint, order: str, asked: Mapping[str, str], page: Thread | None
) -> Thread:
    """What is not at its beginning: a neighbourhood, a branch, a later page; else the page."""
    whole: CommentQuerySet = Comment.objects.thread_for(viewpoint).on(subject).only(*SHOWN)
    if centre := _find(whole, asked.get("comment", "")):
        return _neighbourhood(subject, viewpoint, order, whole, centre)
    if top := _find(whole, asked.get("under", "")):
        return _branch(subject, viewpoint, order, whole, top, _find(whole, asked.get("after", "")))
    if page is None:
        page = _page_itself(subject, viewpoint, order, after_asked(order, asked), whole)
    answered = asked.get("reply_to", "")
    if answered and all(line.public_id != answered for line in page.lines) and (found := _find(whole, answered)):
        return _neighbourhood(subject, viewpoint, order, whole, found)
    return page


def tree_page(
    subject: Contribution, viewpoint: Viewpoint, after: str, *, size: int, under: str = ""
) -> Page:  # fmt: skip
    """Everything below a subject in tree order, for programs.

    Args:
        subject: the post or photo.
        viewpoint: the reader's.
        after: public id of the last row they have.
        size: rows a page.
        under: public id of a comment: only that and what hangs below it.
    """
    rows = Comment.objects.thread_for(viewpoint).on(subject).select_related("parent", "show", "subject").in_tree_order()
    if top := _find(rows, under):
        rows = rows.within(top.path)
    if last := _find(rows, after):
        rows = rows.filter(path__gt=last.path)
    found = list(rows[: size + 1])
    return Page(found[:size], found[size - 1].public_id if len(found) > size else "")


def ordered_page(subject: Contribution, viewpoint: Viewpoint, order: str, asked: Mapping[str, str]) -> Page:
    """Twenty branches in an order, of each the root and its first replies, for programs.

    Args:
        subject, viewpoint: as for `thread`.
        order: one of `ORDERS`, which this reader may have.
        asked: the query, with the cursor of the page before.
    """
    rows = Comment.objects.thread_for(viewpoint).select_related("parent", "show", "subject")
    after = after_asked(order, asked)
    standing = standing_for(viewpoint)
    page = rows.page(subject, order=order, after=after, most=PAGE + FIRST_REPLIES, standing=standing)
    found = arranged(order, page or [])
    roots = [row for row in found if not row.depth]
    if len(roots) <= ROOTS:
        return Page(found, "")
    return Page(found[: found.index(roots[ROOTS])], cursor_of(order, roots[ROOTS - 1]))


def _find(rows: CommentQuerySet, public_id: str) -> Comment | None:
    found: Comment | None = rows.filter(public_id=public_id).first() if is_public_id(public_id) else None
    return found


def _page_itself(subject: Contribution, viewpoint: Viewpoint, order: str, after: str, whole: CommentQuerySet) -> Thread:
    """A page for one reader alone; the first where there is nothing to go on from."""
    standing = standing_for(viewpoint)
    rows = whole.page(subject, order=order, after=after, most=PAGE + FIRST_REPLIES, standing=standing)
    if rows is None:
        return _page_itself(subject, viewpoint, order, "", whole)
    return _page(subject, viewpoint, order, after, arranged(order, rows))


def _page(
    subject: Contribution, viewpoint: Viewpoint, order: str, after: str, rows: Iterable[Comment | Row]
) -> Thread:  # fmt: skip
    """Twenty roots and the first replies below each."""
    lines: list[Line] = []
    root: Comment | Row | None = None
    roots = 0
    for row in [*rows, None]:
        if row is not None and row.depth:
            lines.append(line_of(row, viewpoint))
            continue
        if root is not None and root.reply_count > FIRST_REPLIES:
            lines[-1] = replace(lines[-1], goes_on=_query(order, under=root.public_id))
        roots += row is not None
        if row is None or roots > ROOTS:
            break
        root = row
        lines.append(line_of(row, viewpoint))
    further = _query(order, after=cursor_of(order, root)) if root is not None and roots > ROOTS else ""
    return Thread(subject, lines, further, here=_query(order, after=after), order=order)


def _query(order: str, **asked: str) -> str:
    """A query that keeps the order."""
    chosen = {"sort": order} if order != OLD else {}
    return urlencode(chosen | {name: value for name, value in asked.items() if value})


def _branch(
    subject: Contribution,
    viewpoint: Viewpoint,
    order: str,
    rows: CommentQuerySet,
    top: Comment,
    after: Comment | None,
) -> Thread:
    """One comment and everything below it."""
    found = rows.within(top.path).in_tree_order()
    if after is not None:
        found = found.filter(path__gt=after.path)
    page = list(found[: BRANCH + 1])
    lines = [line_of(row, viewpoint, base=top.depth) for row in page[:BRANCH]]
    further = _query(order, under=top.public_id, after=page[BRANCH - 1].public_id) if len(page) > BRANCH else ""
    here = _query(order, under=top.public_id, after=after.public_id if after is not None else "")
    return Thread(subject, lines, further, part=True, here=here, order=order)


def _neighbourhood(
    subject: Contribution, viewpoint: Viewpoint, order: str, rows: CommentQuerySet, centre: Comment
) -> Thread:
    """What a comment answers, itself, and its replies."""
    around = Q(path__in=centre.ancestors) | Q(path__gte=centre.path, path__lt=next_path(centre.path))
    page = list(rows.filter(around).in_tree_order()[: BRANCH + 1])
    lines = [line_of(row, viewpoint, focus=centre.pk) for row in page[:BRANCH]]
    if len(page) > BRANCH:
        rest = _query(order, under=centre.public_id, after=page[BRANCH - 1].public_id)
        lines[-1] = replace(lines[-1], goes_on=rest)
    return Thread(subject, lines, part=True, here=_query(order, comment=centre.public_id), order=order)


def line_of(row: Comment | Row, viewpoint: Viewpoint, *, base: int = 0, focus: int = 0) -> Line:
    """What one reader meets at one place of a thread; whom they have muted is heard in `focus` alone."""
    mine = viewpoint.member_id is not None and row.author_id == viewpoint.member_id
    depth, focused = min(max(row.depth - base, 0), 3), row.pk == focus
    if row.state == State.WITHDRAWN or (row.state in GONE and not mine):
        return Line(row.public_id, depth, gone=GONE[row.state], focus=focused)
    if row.author_id in viewpoint.blocked:
        return Line(row.public_id, depth, gone=BLOCKED, focus=focused)
    if row.author_id in viewpoint.muted and not focused:
        return Line(row.public_id, depth, gone=MUTED, muted=True)
    read: Any = viewpoint.read(row)
    if isinstance(read, Veil):
        return Line(row.public_id, depth, veil=read, focus=focused)
    return Line(row.public_id, depth, comment=read, mine=mine, focus=focused)


def folded(lines: Sequence[Line], place: int) -> list[Line]:
    """What hangs below the line at a place of a thread, as far as it is shown."""
    rest = lines[place + 1 :]
    return list(takewhile(lambda line: line.depth > lines[place].depth, rest))


def usual_reveals(subject: Contribution, parent: Contribution | None, viewpoint: Viewpoint) -> int | None:
    """How far a new comment talks unless its writer says otherwise: as far as its thread, else as the writer knows."""
    if subject.show_id is None:
        return None
    return revealed_above(subject, parent) or viewpoint.horizon(subject.show_id)


def revealed_above(subject: Contribution, parent: Contribution | None) -> int:
    """What a comment hangs below reveals already."""
    return max(subject.effective_reveals, parent.effective_reveals if parent is not None else 0)
