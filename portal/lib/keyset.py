"""Pages of a long list without OFFSET or COUNT: the next page starts after the last row shown."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, datetime
from typing import TYPE_CHECKING, Any

from django.db.models import Q

from portal.lib.ids import BASE58

if TYPE_CHECKING:
    from django.db.models import QuerySet

FIRST_YEAR = 2020
LAST_RANK = 32_767  # the largest small integer


@dataclass(frozen=True)
class Page:
    """Rows, and the cursor of the next page (empty at the end)."""

    rows: list[Any]
    next_cursor: str


def encode(moment: datetime, pk: int) -> str:
    """A cursor for (created_at, id), descending; microseconds and id in base 58."""
    micros = int((moment - datetime(1970, 1, 1, tzinfo=UTC)).total_seconds()) * 1_000_000 + moment.microsecond
    return f"{_to58(micros)}-{_to58(pk)}"


def decode(cursor: str) -> tuple[datetime, int] | None:
    """The pair a cursor stands for, or None when it is none of ours."""
    head, dash, tail = cursor.partition("-")
    micros, pk = _from58(head), _from58(tail)
    if not dash or micros is None or pk is None or micros > 9e15 or pk >= 2**63:
        return None
    seconds, rest = divmod(micros, 1_000_000)
    return datetime.fromtimestamp(seconds, UTC).replace(microsecond=rest), pk


def is_place(cursor: str) -> bool:
    """Whether a cursor is one that `encode` could have written, letter by letter, since there has been a portal."""
    place = decode(cursor)
    return place is not None and place[0].year >= FIRST_YEAR and encode(*place) == cursor


def newest_first(queryset: QuerySet[Any], cursor: str, *, size: int, moment: str = "created_at") -> Page:
    """One page by (-moment, -id).

    Args:
        queryset: the rows.
        cursor: what the page before gave as `next_cursor`; anything else reads as the first page.
        size: rows a page.
        moment: the field they are ordered by.
    """
    queryset = queryset.order_by(f"-{moment}", "-pk")
    if place := decode(cursor):
        since, pk = place
        queryset = queryset.filter(**{f"{moment}__lte": since}).exclude(Q(**{moment: since}) & Q(pk__gte=pk))
    rows = list(queryset[: size + 1])
    last = rows[size - 1] if len(rows) > size else None
    return Page(rows[:size], encode(getattr(last, moment), last.pk) if last else "")


def oldest_first(queryset: QuerySet[Any], cursor: str, *, size: int, moment: str, key: str = "pk") -> Page:
    """One page by (moment, id), for queues.

    Args:
        queryset: the rows, or named values of them, the moment and the key among them.
        cursor: as for `newest_first`.
        size: rows a page.
        moment: the field that says since when a row waits.
        key: the field that tells rows of the same moment apart.
    """
    queryset = queryset.order_by(moment, key)
    if place := decode(cursor):
        since, pk = place
        queryset = queryset.filter(**{f"{moment}__gte": since}).exclude(Q(**{moment: since}) & Q(**{f"{key}__lte": pk}))
    rows = list(queryset[: size + 1])
    last = rows[size - 1] if len(rows) > size else None
    return Page(rows[:size], encode(getattr(last, moment), getattr(last, key)) if last else "")


def by_rank(queryset: QuerySet[Any], cursor: str, *, field: str, size: int) -> Page:
    """One page by (a small number, id), the smallest first.

    Args:
        queryset: the rows.
        cursor: as for `newest_first`.
        field: the small number's.
        size: rows a page.
    """
    queryset = queryset.order_by(field, "pk")
    if place := rank_of(cursor):
        rank, pk = place
        queryset = queryset.filter(Q(**{f"{field}__gt": rank}) | Q(**{field: rank, "pk__gt": pk}))
    rows = list(queryset[: size + 1])
    last = rows[size - 1] if len(rows) > size else None
    return Page(rows[:size], rank_cursor(getattr(last, field), last.pk) if last else "")


def rank_cursor(rank: int, pk: int) -> str:
    """A cursor for (a small number, id)."""
    return f"{_to58(rank)}-{_to58(pk)}"


def rank_of(cursor: str) -> tuple[int, int] | None:
    """The pair (number, id) that such a cursor stands for, or None when it is none that it could have given."""
    head, _dash, tail = cursor.partition("-")
    rank, pk = _from58(head), _from58(tail)
    if rank is None or pk is None or rank > LAST_RANK or pk >= 2**63 or cursor != rank_cursor(rank, pk):
        return None
    return rank, pk


def beside(queryset: QuerySet[Any], row: Any) -> tuple[Any, Any]:
    """What stands before and after a row in a list with the newest first; None at its ends. Two queries.

    Args:
        queryset: the rows, or values of them.
        row: anything with `created_at` and `pk`, whether or not it is among them.
    """
    same = Q(created_at=row.created_at)
    newer = queryset.filter(Q(created_at__gt=row.created_at) | same & Q(pk__gt=row.pk))
    older = queryset.filter(Q(created_at__lt=row.created_at) | same & Q(pk__lt=row.pk))
    return newer.order_by("created_at", "pk").first(), older.order_by("-created_at", "-pk").first()


def place_cursor(place: int) -> str:
    """A cursor for a list whose rows have a place of their own, as one number."""
    return _to58(place)


def place_of(cursor: str) -> int | None:
    """The number such a cursor stands for, or None where it is none."""
    place = _from58(cursor)
    return place if place is not None and 0 < place < 2**62 else None


def _to58(number: int) -> str:
    text = ""
    while number:
        number, rest = divmod(number, 58)
        text = BASE58[rest] + text
    return text or BASE58[0]


def _from58(text: str) -> int | None:
    if not text or len(text) > 12 or any(char not in BASE58 for char in text):
        return None
    number = 0
    for char in text:
        number = number * 58 + BASE58.index(char)
    return number
