"""A file of JSON from outside: read no further than a limit, and refused in a sentence that says where it is wrong."""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any, Final, NoReturn

from portal.cast.exchange import lines

MOST_BYTES: Final = 32 * 1024 * 1024
DEEPEST: Final = 12
UTF_16 = (b"\xff\xfe", b"\xfe\xff")


class Unreadable(Exception):
    """A file that cannot be taken at all; its words are the sentence the operator reads."""


@dataclass(frozen=True)
class Source:
    """A file that has been read.

    Args:
        name: for the reports.
        text: of the file, to find lines in.
        data: what it says.
        folder: it lies in.
    """

    name: str
    text: str
    data: Any
    folder: str = ""

    def line(self, path: lines.Path) -> int:
        """The line of a value."""
        return lines.line_of(self.text, path)


def read_file(path: Path) -> Source:
    """A file of at most 32 MB.

    Raises:
        Unreadable: when it is not there, is larger, or is no JSON.
    """
    try:
        if path.stat().st_size > MOST_BYTES:
            _too_large(path.name)
        with path.open("rb") as file:
            return replace(read_bytes(path.name, file.read(MOST_BYTES + 1)), folder=str(path.resolve().parent))
    except OSError as error:
        raise Unreadable(f"{path} cannot be read: {error.strerror or error}.") from error


def read_bytes(name: str, raw: bytes) -> Source:
    """What a file says.

    Raises:
        Unreadable: when it is too large, is no UTF-8, is no JSON, is nested too deeply or holds what is no text.
    """
    if len(raw) > MOST_BYTES:
        _too_large(name)
    text = _decoded(name, raw)
    try:
        data = json.loads(text, parse_constant=_no_number)
    except json.JSONDecodeError as error:
        raise Unreadable(f"{name}, line {error.lineno}, column {error.colno}: this is no JSON: {error.msg}.") from error
    except RecursionError as error:
        raise Unreadable(f"{name} is nested too deeply: a catalogue has at most {DEEPEST} levels.") from error
    except ValueError as error:  # a whole number of thousands of digits
        raise Unreadable(f"{name} holds a number that is none: {error}.") from error
    source = Source(name, text, data)
    for path, problem in _unfit(data, ()):
        raise Unreadable(f"{name}, line {source.line(path)}, {shown(path)}: {problem}")
    return source


def shown(path: lines.Path) -> str:
    """A path as people write it: `episodes[12].aired_at`."""
    said = "".join(f"[{step}]" if isinstance(step, int) else f".{step}" for step in path)
    return said.lstrip(".") or "the whole file"


def _too_large(name: str) -> NoReturn:
    most = MOST_BYTES // 1024 // 1024
    raise Unreadable(f"{name} is larger than {most} MB, the most that is read. A show of 3,000 episodes needs 5.")


def _decoded(name: str, raw: bytes) -> str:
    if raw.startswith(UTF_16) or b"\x00" in raw[:4]:
        raise Unreadable(f"{name} is written in UTF-16 or UTF-32. Save it as UTF-8.")
    try:
        return raw.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        line = raw.count(b"\n", 0, error.start) + 1
        raise Unreadable(f"{name}, line {line}: this is not UTF-8. Save the file as UTF-8.") from error


def _no_number(word: str) -> NoReturn:
    raise ValueError(f"{word} is no number in JSON")


def _unfit(value: Any, path: lines.Path) -> Iterator[tuple[lines.Path, str]]:
    """What no database stores, and depths no catalogue has."""
    if len(path) > DEEPEST:
        yield path, f"this is nested too deeply: a catalogue has at most {DEEPEST} levels."
    elif isinstance(value, str):
        yield from ((path, problem) for problem in _unfit_text(value))
    elif isinstance(value, dict):
        for key, inner in value.items():
            yield from ((path, f"in the name of a field: {problem}") for problem in _unfit_text(key))
            yield from _unfit(inner, (*path, key))
    elif isinstance(value, list):
        for index, inner in enumerate(value):
            yield from _unfit(inner, (*path, index))


def _unfit_text(text: str) -> Iterator[str]:
    if "\x00" in text:
        yield "this text holds a NUL character, which is no text."
    if not text.isascii() and any("\ud800" <= char <= "\udfff" for char in text):
        yield "this text holds half a character."
