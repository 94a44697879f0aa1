"""What a file gives, whatever its format: rows of the catalogue format, each with the place where it stands."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any

from portal.cast.exchange.lines import Path
from portal.cast.exchange.reading import Source, Unreadable, shown
from portal.cast.exchange.shape import FORMAT, PARTS, SHOW, VERSION, Part

ALSO = frozenset({"format", "version", "through", "$schema", "notes"})


@dataclass(frozen=True)
class Given:
    """One row.

    Args:
        part: of the format.
        data: its fields as the catalogue format has them.
        source: the file it stands in.
        path: where in the file.
    """

    part: Part
    data: Any
    source: Source
    path: Path

    def wrong(self, name: str, sentence: str) -> str:
        """A complaint about one of its fields, with the line of the row."""
        place = shown((*self.path, name) if name else self.path)
        return f"{self.source.name}, line {self.source.line(self.path)}, {place}: {sentence}"


@dataclass
class Catalogue:
    """A file's rows, part by part, and what its reader should know about them."""

    show: Given | None = None
    rows: dict[str, list[Given]] = field(default_factory=dict)
    notes: list[str] = field(default_factory=list)

    def add(self, name: str, data: Any, source: Source, path: Path) -> None:
        """One more row of a part."""
        part = next(part for part in PARTS if part.name == name)
        self.rows.setdefault(name, []).append(Given(part, data, source, path))

    def __iter__(self) -> Iterator[Given]:
        """Every row but the show, in an order in which each needs only those before it."""
        for part in PARTS[1:]:
            yield from self.rows.get(part.name, ())

    def __len__(self) -> int:
        return sum(map(len, self.rows.values()))


def own_catalogue(source: Source) -> Catalogue:
    """A file of the portal's own format.

    Raises:
        Unreadable: when it is of another version, or its parts are no arrays.
    """
    data = source.data
    if data.get("version") != VERSION:
        raise Unreadable(
            f"{source.name}, line {source.line(('version',))}: this is version {data.get('version')!r} of the "
            f"catalogue format; version {VERSION} can be read here."
        )
    names = {part.name for part in PARTS}
    for name in data.keys() - names - ALSO:
        raise Unreadable(f"{source.name}, line {source.line((name,))}: a catalogue has no part “{name}”.")
    found = Catalogue()
    if "show" in data:
        found.show = Given(SHOW, data["show"], source, ("show",))
    for part in PARTS[1:]:
        rows = data.get(part.name, [])
        if not isinstance(rows, list):
            line = source.line((part.name,))
            raise Unreadable(f"{source.name}, line {line}: “{part.name}” has to be an array of rows.")
        for index, row in enumerate(rows):
            found.add(part.name, row, source, (part.name, index))
    return found


def is_own(data: Any) -> bool:
    """Whether a file says that it is of the portal's own format."""
    return isinstance(data, dict) and data.get("format") == FORMAT
