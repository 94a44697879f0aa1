"""What a reader has put on things: how they feel, what they keep.

The newest of each kind come with the reader's seat, so that a page asks nothing for them. Only for whoever has put more
marks than that is one query asked a page, for what stands on it. An app above makes its kind known with `register`.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from typing import Any

from django.db.models import QuerySet, Value

from portal.contributions.models import WORD_OF, Bookmark
from shows.spoilers import Viewpoint

MOST = 500
SAVED, FELT, READ = "saved", "felt", "read"

Rows = Callable[[int], QuerySet[Any]]
Words = Callable[[QuerySet[Any]], Iterable[tuple[int, str]]]
Marks = Mapping[str, Mapping[int, str]]

_kinds: dict[str, tuple[Rows, Words]] = {}
_numbered: dict[str, Rows] = {}


def in_two_columns(rows: QuerySet[Any]) -> QuerySet[Any]:
    """What most kinds say of their rows: the thing and the word that the database has of it."""
    return rows.values_list("contribution", "said")


def register(name: str, rows: Rows, words: Words = in_two_columns) -> None:
    """Make a kind of mark known.

    Args:
        name: of the kind.
        rows: the marks of one member (by id), each with its `contribution` and with `said`, a short word.
        words: makes things and words of rows, where there is no `said`; only for a kind that keeps fewer than `MOST`.
    """
    _kinds[name] = rows, words


def register_numbered(name: str, rows: Rows) -> None:
    """Make a kind known whose marks stand on more than contributions; nobody may have put more than `MOST` of it.

    Args:
        name: of the kind.
        rows: the marks of one member (by id), each with `target_mark`, a number of its app's own making.
    """
    _numbered[name] = rows


def newest(member_id: int) -> dict[str, dict[int, str]]:
    """The newest marks of each kind that a member has put; one query a kind."""
    numbered = {name: rows(member_id).values_list("target_mark", flat=True)[:MOST] for name, rows in _numbered.items()}
    found = {name: dict(words(rows(member_id).order_by("-pk")[:MOST])) for name, (rows, words) in _kinds.items()}
    return found | {name: dict.fromkeys(numbers, "1") for name, numbers in numbered.items()}


def marks_on(things: Iterable[Any], viewpoint: Viewpoint) -> Marks:
    """A reader's marks on some things, by kind and the thing's id.

    Args:
        things: what stands on a page; covered ones or not, their marks are the reader's own.
        viewpoint: the reader's.
    """
    kept = viewpoint.marks
    older = [name for name, rows in kept.items() if len(rows) >= MOST]
    member_id = viewpoint.member_id
    if member_id is None or not older:
        return kept
    ids = [thing.pk for thing in things if hasattr(thing, "pk")]
    asked = [_kinds[name][0](member_id).filter(contribution__in=ids).annotate(mark=Value(name)) for name in older]
    first, *others = (rows.order_by().values_list("mark", "contribution", "said") for rows in asked)
    found: dict[str, dict[int, str]] = {name: dict(rows) for name, rows in kept.items()}
    for name, thing, said in first.union(*others, all=True) if others else first:
        found[name][thing] = said
    return found


def feeling_about(thing_id: int, marks: Marks) -> str:
    """The word of what a reader feels about something; empty where they have not said."""
    return WORD_OF.get(marks.get(FELT, {}).get(thing_id, ""), "")


def _saved(member_id: int) -> QuerySet[Any]:
    return Bookmark.objects.filter(member=member_id).annotate(said=Value("1"))


register(SAVED, _saved)
