"""What the made-up fans are called and say, read from the tables beside this module."""

from __future__ import annotations

import re
import tomllib
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

HERE = Path(__file__).parent
_LINE = re.compile(r"(?P<steps>>*) *(?P<back>~?) *(?:\[(?P<reveals>\d+)\])? *(?P<by>[^:]+): *(?P<words>.+)")


@dataclass(frozen=True)
class Fan:
    """Somebody made up; `through` 0 stands for "always what has aired", `joined` counts days back."""

    handle: str
    through: int
    joined: int
    language: str = "en"
    trust: int = 1
    role: int = 1


@dataclass(frozen=True)
class Line:
    """One comment: how deep, by whom, what, from which episode on; and whether it was taken back."""

    depth: int
    by: str
    words: str
    reveals: int | None
    taken_back: bool
    answered: bool


@dataclass(frozen=True)
class Charge:
    """What was reported, by whom in which words, and what became of it."""

    rule: str
    reporters: list[str]
    words: list[str]
    verb: str = ""
    decider: str = ""
    veil_at: int | None = None
    appeal: str = ""


@dataclass(frozen=True)
class Talk:
    """A post or a photo as its table tells of it, and what was said below it."""

    key: str
    by: str
    title: str
    reveals: int | None
    lines: list[Line]
    more: dict[str, Any] = field(default_factory=dict)
    charge: Charge | None = None


def fans() -> list[Fan]:
    """Everybody, moderators too."""
    return [Fan(**row) for row in _rows("fans", "fan")]


def posts() -> list[Talk]:
    """All posts, the newest first."""
    return [_talk(row) for name in ("posts_new", "posts_old") for row in _rows(name, "post")]


def photos() -> list[Talk]:
    """All photos, the newest first; what only photos have stands in `more`."""
    return [_talk(row) for row in _rows("photos", "photo")]


def _rows(name: str, key: str) -> list[dict[str, Any]]:
    rows: list[dict[str, Any]] = tomllib.loads((HERE / f"{name}.toml").read_text(encoding="utf-8"))[key]
    return rows


def _talk(row: dict[str, Any]) -> Talk:
    known = ("key", "by", "title", "caption", "reveals", "talk", *_CHARGE)
    return Talk(
        key=row["key"],
        by=row["by"],
        title=row.get("title") or row["caption"],
        reveals=row.get("reveals") or row.get("about"),
        lines=lines(row["talk"]),
        more={name: value for name, value in row.items() if name not in known},
        charge=_charge(row),
    )


_CHARGE = {"reported": "rule", "reporters": "reporters", "words": "words", "decided": "verb"}
_CHARGE |= {name: name for name in ("decider", "veil_at", "appeal")}


def _charge(row: dict[str, Any]) -> Charge | None:
    said = {ours: row[name] for name, ours in _CHARGE.items() if name in row}
    return Charge(**said) if said else None


def lines(talk: str) -> list[Line]:
    """The comments of a thread, in tree order.

    Raises:
        ValueError: for a line that is none.
    """
    found = []
    for text in filter(None, map(str.strip, talk.splitlines())):
        if (line := _LINE.fullmatch(text)) is None:
            raise ValueError(text)
        found.append(line)
    depths = [len(line["steps"]) for line in found] + [0]
    return [
        Line(
            depth=depth,
            by=line["by"],
            words=line["words"],
            reveals=int(line["reveals"]) if line["reveals"] else None,
            taken_back=bool(line["back"]),
            answered=depths[place + 1] > depth,
        )
        for place, (line, depth) in enumerate(zip(found, depths, strict=False))
    ]
