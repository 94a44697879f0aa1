"""What a thread shows: its pages, one branch, or one comment with what stands around it."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Any
from urllib.parse import urlencode

from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from portal.comments.kept import PAGE, ROOTS, page_rows
from portal.comments.models import FIRST_REPLIES, Comment, CommentQuerySet, Row, next_path
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
    *("path", "depth", "reply_count", *FEELINGS, "author__handle", "author__role", "author__is_active"),
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
    query of this part, for links that stay on it.
    """

    subject: Contribution
    lines: list[Line]
    next_query: str = ""
    part: bool = False
    here: str = ""


def thread(
    subject: Contribution, viewpoint: Viewpoint, asked: Mapping[str, str], stamps: Stamps | None = None
) -> Thread:
    """The part of a thread that a page's query asks for; its pages are kept, any other part is two queries.

    Args:
        subject: the post or photo, found through a door.
        viewpoint: the reader's.
        asked: `request.GET`: `under`, `comment`, `after` and `reply_to` hold public ids; others are ignored.
        stamps: of this request, where it has read some.
    """
    after, page = asked.get("after", ""), None
    if not any(asked.get(name) for name in ELSEWHERE) and (not after or is_public_id(after)):
        rows = page_rows(subject, viewpoint, after, stamps or Stamps())
        here = urlencode({"after": after}) if after else ""
        page = _page(subject, viewpoint, rows, here=here) if rows is not None else None
    answered = asked.get("reply_to", "")
    if page is not None and (not answered or any(line.public_id == answered for line in page.lines)):
        return page
    return _part(subject, viewpoint, asked, page)


def _part(subject: Contribution, viewpoint: Viewpoint, asked: Mapping[str, str], page: Thread | None) -> Thread:
    """What is not at its beginning: a neighbourhood, a branch, a later page; else the page."""
    whole: CommentQuerySet = Comment.objects.thread_for(viewpoint).on(subject).only(*SHOWN)
    if centre := _find(whole, asked.get("comment", "")):
        return _neighbourhood(subject, viewpoint, whole, centre)
    if top := _find(whole, asked.get("under", "")):
        return _branch(subject, viewpoint, whole, top, _find(whole, asked.get("after", "")))
    if page is None:
        page = _page_after(subject, viewpoint, whole, _find(whole, asked.get("after", "")))
    answered = asked.get("reply_to", "")
    if answered and all(line.public_id != answered for line in page.lines) and (found := _find(whole, answered)):
        return _neighbourhood(subject, viewpoint, whole, found)
    return page


def tree_page(subject: Contribution, viewpoint: Viewpoint, after: str, *, size: int) -> Page:
    """Everything below a subject in tree order, for programs.

    Args:
        subject: the post or photo.
        viewpoint: the reader's.
        after: public id of the last row they have.
        size: rows a page.
    """
    rows = Comment.objects.thread_for(viewpoint).on(subject).select_related("parent", "show", "subject").in_tree_order()
    if last := _find(rows, after):
        rows = rows.filter(path__gt=last.path)
    found = list(rows[: size + 1])
    return Page(found[:size], found[size - 1].public_id if len(found) > size else "")


def _find(rows: CommentQuerySet, public_id: str) -> Comment | None:
    found: Comment | None = rows.filter(public_id=public_id).first() if is_public_id(public_id) else None
    return found


def _page_after(subject: Contribution, viewpoint: Viewpoint, rows: CommentQuerySet, after: Comment | None) -> Thread:
    """A page that begins after a root."""
    rows = rows.first_of_each().in_tree_order()
    if after is None:
        return _page(subject, viewpoint, rows[:PAGE])
    rows = rows.filter(path__gte=next_path(after.ancestors[0] if after.depth else after.path))
    return _page(subject, viewpoint, rows[:PAGE], here=urlencode({"after": after.public_id}))


def _page(subject: Contribution, viewpoint: Viewpoint, rows: Iterable[Comment | Row], *, here: str = "") -> Thread:
    """Twenty roots and the first replies below each."""
    lines: list[Line] = []
    root: Comment | Row | None = None
    roots = 0
    for row in [*rows, None]:
        if row is not None and row.depth:
            lines.append(line_of(row, viewpoint))
            continue
        if root is not None and root.reply_count > FIRST_REPLIES:
            lines[-1] = replace(lines[-1], goes_on=urlencode({"under": root.public_id}))
        roots += row is not None
        if row is None or roots > ROOTS:
            break
        root = row
        lines.append(line_of(row, viewpoint))
    further = urlencode({"after": root.public_id}) if root is not None and roots > ROOTS else ""
    return Thread(subject, lines, further, here=here)


def _branch(
    subject: Contribution, viewpoint: Viewpoint, rows: CommentQuerySet, top: Comment, after: Comment | None
) -> Thread:
    """One comment and everything below it."""
    found = rows.within(top.path).in_tree_order()
    if after is not None:
        found = found.filter(path__gt=after.path)
    page = list(found[: BRANCH + 1])
    lines = [line_of(row, viewpoint, base=top.depth) for row in page[:BRANCH]]
    query = {"under": top.public_id}
    further = urlencode(query | {"after": page[BRANCH - 1].public_id}) if len(page) > BRANCH else ""
    here = urlencode(query | ({"after": after.public_id} if after is not None else {}))
    return Thread(subject, lines, further, part=True, here=here)


def _neighbourhood(subject: Contribution, viewpoint: Viewpoint, rows: CommentQuerySet, centre: Comment) -> Thread:
    """What a comment answers, itself, and its replies."""
    around = Q(path__in=centre.ancestors) | Q(path__gte=centre.path, path__lt=next_path(centre.path))
    page = list(rows.filter(around).in_tree_order()[: BRANCH + 1])
    lines = [line_of(row, viewpoint, focus=centre.pk) for row in page[:BRANCH]]
    if len(page) > BRANCH:
        rest = urlencode({"under": centre.public_id, "after": page[BRANCH - 1].public_id})
        lines[-1] = replace(lines[-1], goes_on=rest)
    return Thread(subject, lines, part=True, here=urlencode({"comment": centre.public_id}))


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


def usual_reveals(subject: Contribution, parent: Contribution | None, viewpoint: Viewpoint) -> int | None:
    """How far a new comment talks unless its writer says otherwise: as far as its thread, else as the writer knows."""
    if subject.show_id is None:
        return None
    above = max(subject.effective_reveals, parent.effective_reveals if parent is not None else 0)
    return above or viewpoint.horizon(subject.show_id)
