"""Where in a file a row stands: JSON keeps no line numbers, so they are looked up when something is wrong."""

from __future__ import annotations

import json
from json.decoder import WHITESPACE  # type: ignore[attr-defined]
from typing import Final

Path = tuple[str | int, ...]
_decoder: Final = json.JSONDecoder()


def line_of(text: str, path: Path) -> int:
    """The line on which the value at a path begins, counted from 1; that of its nearest parent where it is absent."""
    return text.count("\n", 0, offset_of(text, path)) + 1


def offset_of(text: str, path: Path) -> int:
    """Where the value at a path begins in a text that is known to be JSON."""
    at = _space(text, 0)
    for step in path:
        found = _member(text, at, step) if isinstance(step, str) else _item(text, at, step)
        if found is None:
            break
        at = found
    return at


def _space(text: str, at: int) -> int:
    return int(WHITESPACE.match(text, at).end())


def _member(text: str, at: int, key: str) -> int | None:
    """The last value of a key, because that is the one that counts."""
    found = None
    at = _space(text, at + 1) if text[at] == "{" else len(text)
    while at < len(text) and text[at] != "}":
        name, at = _decoder.raw_decode(text, at)
        at = _space(text, _space(text, at) + 1)
        found = at if name == key else found
        at = _next(text, at)
    return found


def _item(text: str, at: int, index: int) -> int | None:
    at = _space(text, at + 1) if text[at] == "[" else len(text)
    while at < len(text) and text[at] != "]":
        if index == 0:
            return at
        index -= 1
        at = _next(text, at)
    return None


def _next(text: str, at: int) -> int:
    """Past a value and the comma behind it."""
    _value, at = _decoder.raw_decode(text, at)
    at = _space(text, at)
    return _space(text, at + 1) if text[at : at + 1] == "," else at
