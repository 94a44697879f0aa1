"""What an import did, or would do: the difference field by field, and what was left as it is."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any, Final

if TYPE_CHECKING:
    from portal.cast.exchange.storing import Entry

LONGEST: Final = 60


@dataclass
class Outcome:
    """The tally and the lines of one import.

    Args:
        added, changed, same, left: how many rows, by kind; `left` are here and not in the file.
        lines: the difference, a line a row and a line a field.
        kept: fields that the file has otherwise and that were not overwritten.
        wrong: complaints; where there is one, nothing was stored.
        codes: stable words of the complaints.
        notes: what the reader of the file should know.
    """

    added: Counter[str] = field(default_factory=Counter)
    changed: Counter[str] = field(default_factory=Counter)
    same: Counter[str] = field(default_factory=Counter)
    left: Counter[str] = field(default_factory=Counter)
    lines: list[str] = field(default_factory=list)
    kept: list[str] = field(default_factory=list)
    wrong: list[str] = field(default_factory=list)
    codes: set[str] = field(default_factory=set)
    notes: list[str] = field(default_factory=list)

    @property
    def has_changes(self) -> bool:
        """Whether anything differs from what was here."""
        return bool(self.added or self.changed)

    def bad(self, sentence: str, code: str) -> None:
        """One complaint."""
        self.wrong.append(sentence)
        self.codes.add(code)

    def note(self, entry: Entry) -> None:
        """What became of one row."""
        kind, name = entry.part.kind, entry.name
        if entry.is_new:
            self.added[kind] += 1
            self.lines.append(f"+ {kind} {name}")
            self.lines.extend(f"    {field}: {short(value)}" for field, (_old, value) in entry.changes.items() if value)
        elif entry.changes:
            self.changed[kind] += 1
            self.lines.append(f"~ {kind} {name}")
            self.lines.extend(f"    {field}: {short(a)} → {short(b)}" for field, (a, b) in entry.changes.items())
        else:
            self.same[kind] += 1
        for field_name, why, here, theirs in entry.kept:
            sentence = f"= {kind} {name}, {field_name}: stays {short(here)} ({why}); the file has {short(theirs)}"
            self.kept.append(sentence)

    def summary(self) -> Iterator[str]:
        """How many rows of each kind."""
        for word, counts in (("added", self.added), ("changed", self.changed), ("same", self.same)):
            by_kind = ", ".join(f"{count} {kind}" for kind, count in counts.items())
            yield f"{word}: {counts.total()}" + (f" ({by_kind})" if by_kind else "")
        left = ", ".join(f"{count} {kind}" for kind, count in self.left.items() if count)
        yield f"here and not in the file, left as they are: {left or 0}"
        yield f"fields kept as they are here: {len(self.kept)}"


def short(value: Any) -> str:
    """A value on part of a line."""
    if value is None or value == "":
        return "nothing"
    text = " ".join(str(value).split())
    return f"“{text if len(text) <= LONGEST else text[: LONGEST - 1] + '…'}”"
