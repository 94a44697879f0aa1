"""What people choose hits by, as words of the index."""

from __future__ import annotations

from portal.search.sources import Piece

PHOTO = "_photo"


def of_kind(kind: str) -> str:
    """A post, a character …"""
    return f"_k{kind}"


def of_show(show_id: int) -> str:
    """Of one show."""
    return f"_s{show_id}"


def by_author(author_id: int) -> str:
    """Written by one member."""
    return f"_a{author_id}"


def in_language(code: str) -> str:
    """Written in one language; `hi-Latn` and `hi` are two."""
    return "_l" + code.lower().replace("-", "")


def tags_of(piece: Piece) -> list[str]:
    """All that a piece can be chosen by."""
    tags = [of_kind(piece.kind)]
    if piece.show_id:
        tags.append(of_show(piece.show_id))
    if piece.author_id is not None:
        tags.append(by_author(piece.author_id))
    if piece.language:
        tags.append(in_language(piece.language))
    return [*tags, PHOTO] if piece.has_photo else tags
