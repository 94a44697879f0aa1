"""Covered words within a text: `||E1019: she goes||` opens with episode 1,019, `||she goes||` with the writer's own.

One reading of the marks serves rendering, storing and leaving out alike, so that no two of them can disagree about
where a secret begins. What is not closed covers all that follows.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from itertools import zip_longest

from portal.lib.text import grouped

MARK = re.compile(r"(?<![\\|])\|\|(?!\|)")
EPISODE = re.compile(r"\s*(?:ep|episode|e|एपिसोड)\.?\s*([\d,]{1,9})\s*:\s*", re.IGNORECASE)
MOST_COVERED = 100
LAST_EPISODE = 99_999


@dataclass(frozen=True)
class Piece:
    """A stretch of a text.

    Args:
        text: the words, without marks.
        covered: whether they stand between marks.
        reveals: the episode the marks name; None for none.
        closed: whether the closing mark is there.
    """

    text: str
    covered: bool = False
    reveals: int | None = None
    closed: bool = True


def pieces(text: str) -> list[Piece]:
    """A text as open and covered stretches in turn; one look at each mark.

    Marks open and close in turn, with or without spaces beside them: rather cover a word too much than one too few.
    After a backslash, or among three bars, there is no mark.
    """
    found: list[Piece] = []
    start, opened = 0, -1
    for mark in MARK.finditer(text):
        if opened < 0:
            found.append(Piece(text[start : mark.start()]))
            opened = mark.end()
        else:
            found.append(_covered(text[opened : mark.start()]))
            start, opened = mark.end(), -1
    if opened >= 0:
        return [*found, _covered(text[opened:], closed=False)]
    return [*found, Piece(text[start:])]


def _covered(words: str, *, closed: bool = True) -> Piece:
    named = EPISODE.match(words)
    if named is None:
        return Piece(words.strip(), covered=True, closed=closed)
    number = int(named[1].replace(",", "") or 0)
    return Piece(words[named.end() :].strip(), covered=True, reveals=min(number, LAST_EPISODE + 1), closed=closed)


def named(text: str, episode: int) -> str:
    """The same text in which every cover names its episode; those without one get `episode`."""
    return "".join(_written(piece, piece.text, episode) for piece in pieces(text))


def left_out(text: str, knows: Callable[[int], bool]) -> str:
    """The same text without the covered words of which a reader does not know the episode; their marks stay.

    Args:
        text: as it is stored.
        knows: whether the reader knows an episode; 0 is asked for a cover that names none.
    """
    found = pieces(text)
    return "".join(
        piece.text if not piece.covered else _written(piece, piece.text if knows(piece.reveals or 0) else "…", 0)
        for piece in found
    )


def covers(text: str) -> dict[str, list[int]]:
    """The covered words of a text, each with the episodes of its covers, the latest first; 0 where none is named."""
    found: dict[str, list[int]] = {}
    for piece in pieces(text):
        if piece.covered:
            found.setdefault(" ".join(piece.text.split()), []).append(piece.reveals or 0)
    return {words: sorted(numbers, reverse=True) for words, numbers in found.items()}


def added(before: Mapping[str, list[int]], after: Mapping[str, list[int]]) -> set[tuple[str, int]]:
    """What is covered in one text and in another not at all, fewer times, or until an earlier episode only.

    Args:
        before, after: as `covers` answers them.

    Returns:
        The words, each with the episode of its cover in `after`.
    """
    pairs = (
        (words, number, stood)
        for words, numbers in after.items()
        for number, stood in zip_longest(numbers, before.get(words, [])[: len(numbers)], fillvalue=-1)
    )
    return {(words, number) for words, number, stood in pairs if number > stood}


def _written(piece: Piece, words: str, episode: int) -> str:
    if not piece.covered:
        return piece.text
    number = piece.reveals if piece.reveals is not None else episode
    told, end = f"E{grouped(number)}: " if number else "", "||" if piece.closed else ""
    return f"||{told}{words}{end}"
