"""Words that tell by themselves which episode reveals them, and that survive slugs, cases and quoting."""

from __future__ import annotations

import re
from collections.abc import Iterable
from urllib.parse import unquote

NOBODY = 999
SHAPE = re.compile(r"zq(\d{3})x(\d{3})", re.IGNORECASE)


class Mint:
    """Makes markers, each once; `padding` makes the secret ones longer, for worlds that differ only in secrets."""

    def __init__(self, padding: str = "") -> None:
        self.padding = padding
        self.made = 0

    def __call__(self, level: int) -> str:
        """A marker that a reader at episode `level` may see; `NOBODY` for one that only its owner may."""
        self.made += 1
        return f"zq{level:03d}x{self.made:03d}{self.padding if level > 1 else ''}"


def levels_in(text: str) -> set[int]:
    """The levels of all markers in a text, however it is quoted."""
    return {int(level) for level, _number in SHAPE.findall(unquote(text))}


def beyond(text: str, horizon: int, *, own: Iterable[str] = ()) -> list[str]:
    """The markers in a text that a reader at `horizon` may not see, but for those in their own words."""
    mine = {match[0].lower() for word in own for match in SHAPE.finditer(word)}
    found = {match[0].lower(): int(match[1]) for match in SHAPE.finditer(unquote(text))}
    return sorted(marker for marker, level in found.items() if level > horizon and marker not in mine)


def asked_nothing(told: str, path: str) -> str:
    """An answer without the question: an address that holds a secret is repeated by its own page, and tells nothing."""
    for piece in re.findall(r"zq\d{3}x\d{3}", path):
        told = told.replace(piece, "")
    return told
