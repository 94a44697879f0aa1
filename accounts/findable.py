"""Members, as they can be found: those who may be, by the name fans see."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from accounts.models import Member
from portal.search.places import known
from portal.search.sources import Found, Piece, Source, register

MEMBER = "member"


def open_ones() -> Any:
    """Members whom anybody may look for."""
    return Member.objects.findable()


def pieces(keys: list[int]) -> Iterator[Piece]:
    """The entries of some members."""
    for member in open_ones().filter(pk__in=keys):
        yield Piece(known("member", member.pk), member.pk, (member.handle,), MEMBER)


def keys(after: int, most: int) -> list[int]:
    """The next so many."""
    return list(open_ones().filter(pk__gt=after).order_by("pk").values_list("pk", flat=True)[:most])


def load(keys: list[int], viewpoint: Any) -> dict[int, Found]:
    """By id, those of some members whom a reader may find; one query."""
    return {
        member.pk: Found(kind=MEMBER, url=f"/@{member.handle}/", title=member.handle, thing=member)
        for member in open_ones().filter(pk__in=keys)
        if member.pk not in viewpoint.blocked
    }


SOURCE = Source(MEMBER, pieces, keys, load)
register(SOURCE)
