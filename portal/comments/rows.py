"""The comments of a thread as plain values: read once for everybody, put in order, and let through a reader's door."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from typing import Any, NamedTuple

from accounts.models import NO_FACE, Face, Role, face_of, is_newcomer
from portal.contributions.models import FEELINGS, State
from portal.lib.keyset import rank_cursor
from shows.spoilers import Viewpoint

OLD, NEW, BEST = ORDERS = ("old", "new", "best")
# What stays in the thread for everybody: published, or a tombstone where something was.
STANDING = (State.PUBLISHED, State.HIDDEN, State.REMOVED, State.WITHDRAWN)


class Writer(NamedTuple):
    """What a line of a thread says of who wrote it."""

    handle: str
    moderates: bool
    face: Face = NO_FACE


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
    root_id: int
    rank: int | None
    reply_count: int
    feelings: tuple[int, ...]
    author: Writer | None

    @property
    def is_public(self) -> bool:
        """Whether everybody may find it (behind the gate)."""
        return self.state == State.PUBLISHED


class Latest(NamedTuple):
    """A comment as far as it has to be known to count it."""

    pk: int
    public_id: str
    author_id: int | None
    show_id: int | None
    effective_reveals: int


ROW: tuple[str, ...] = ("pk", "public_id", "state", "author_id", "show_id", "effective_reveals", "html", "language")
ROW += ("created_at", "edited_at", "path", "depth", "root_id", "rank", "reply_count")
WRITER = ("author__handle", "author__is_active", "author__role", "author__trust")
FACE = ("author__picture", "author__picture_for", "author__picture_down_for", "author__is_minor")


def let_through(rows: Iterable[Row], viewpoint: Viewpoint) -> list[Row]:
    """The third door for rows that are read already: `CommentQuerySet.thread_for`, word for word."""
    me = viewpoint.member_id
    return [row for row in rows if row.state in STANDING or (me is not None and row.author_id == me)]


def hearable(rows: Iterable[Latest], viewpoint: Viewpoint) -> list[Latest]:
    """The third door for what is only counted: what a reader may read, of others, whom they hear."""
    mine = viewpoint.member_id
    return [
        row
        for row in rows
        if row.author_id != mine and viewpoint.hears(row.author_id) and not viewpoint.covers(row)  # type: ignore[arg-type]
    ]


def as_row(values: dict[str, Any]) -> Row:
    """A row of what the database answers about `ROW`, the feelings, the `WRITER` and their `FACE`."""
    handle, active, role, trust = (values.pop(name) for name in WRITER)
    picture, audience, down_for, minor = (values.pop(name) for name in FACE)
    face = face_of(picture, audience, down_for, minor, is_newcomer(trust, role))
    values["feelings"] = tuple(values.pop(name) for name in FEELINGS)
    values["html"] = tuple(map(tuple, values["html"]))
    writer = None if handle is None else Writer(handle, active and role >= Role.MODERATOR, face)
    return Row(**values, author=writer)


def arranged(order: str, rows: Iterable[Any]) -> list[Any]:
    """Rows of `CommentQuerySet.page` as a reader meets them: root by root, each before its replies."""
    found: list[Any] = list(rows)
    if order == OLD:
        return found
    ranks = {row.pk: row.rank or 0 for row in found if not row.depth}
    # The last branch of a page that was cut may have lost its root.
    whole = [row for row in found if row.root_id in ranks]
    whole.sort(key=lambda row: row.path)
    return sorted(whole, key=lambda row: (ranks[row.root_id] if order == BEST else 0, row.root_id), reverse=True)


def cursor_of(order: str, root: Any) -> str:
    """What names the end of a page: where roots are ranked their place itself, for it moves."""
    return root.public_id if order == OLD else rank_cursor(root.rank or 0 if order == BEST else 0, root.pk)
