"""The two engines: FTS5 on SQLite, `tsvector` on PostgreSQL, asked the same and answering the same.

Neither sees a letter it could split or stem: words are keys of `portal.lib.scripts`, and what people choose by (kind,
show, author, language, photo) are words too, which no text can hold because they begin with `_`. Neither ranks: places
do. So both are asked for the set of matching entries, and sets are equal.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Protocol

from django.db import connection

MOST_WORDS = 4000
GAP = 2  # positions between two texts of one entry, so that no phrase reaches from one into the next


@dataclass(frozen=True)
class Clause:
    """One thing an entry must hold: a phrase of keys, or any one of several.

    Args:
        any_of: phrases, each a sequence of keys; or one tag.
    """

    any_of: tuple[tuple[str, ...], ...]

    @property
    def is_tag(self) -> bool:
        """Whether it is no word of a text."""
        return self.any_of[0][0].startswith("_")


Indexed = tuple[int, Sequence[Sequence[str]], Sequence[str]]
"""An entry's place, the keys of each of its texts, and its tags."""


class Engine(Protocol):
    """What both can do."""

    def hold(self) -> None:
        """Wait for whoever else is writing the index; call first in a transaction that does."""

    def put(self, rows: Iterable[Indexed]) -> None:
        """Index the words of entries that are stored."""

    def settle(self) -> None:
        """Bring the index in order once very much has been put into it."""

    def source_and_match(self, clauses: Sequence[Clause]) -> tuple[str, str, str]:
        """FROM, a condition with one parameter, and that parameter: the entries that hold all clauses, as `e`."""


class Fts5:
    """SQLite's. Words lie in a table of their own, by the entry's place; a trigger takes them out with the entry."""

    def hold(self) -> None:
        """Nothing to do: a transaction that writes has the only write lock."""

    def put(self, rows: Iterable[Indexed]) -> None:
        """Index the words of entries that are stored."""
        told = [(place, " _ ".join(" ".join(keys) for keys in texts), " ".join(tags)) for place, texts, tags in rows]
        with connection.cursor() as cursor:
            cursor.executemany("INSERT INTO search_words (rowid, folded, tags) VALUES (%s, %s, %s)", told)

    def settle(self) -> None:
        """Nothing to do: it merges what it holds as it goes."""

    def source_and_match(self, clauses: Sequence[Clause]) -> tuple[str, str, str]:
        """The words lead, for they can be walked in order of places."""
        asked = " AND ".join(
            "(" + " OR ".join('"' + " ".join(phrase) + '"' for phrase in clause.any_of) + ")" for clause in clauses
        )
        return "search_words CROSS JOIN search_entry e ON e.id = search_words.rowid", "search_words MATCH %s", asked


class Tsvector:
    """PostgreSQL's. Words lie in a column of the entry that only this class knows."""

    def hold(self) -> None:
        """One writer at a time, until its transaction ends."""
        with connection.cursor() as cursor:
            cursor.execute("SELECT pg_advisory_xact_lock(hashtext('portal.search'))")

    def put(self, rows: Iterable[Indexed]) -> None:
        """Index the words of entries that are stored."""
        told = [(_vector(texts, tags), place) for place, texts, tags in rows]
        with connection.cursor() as cursor:
            cursor.executemany("UPDATE search_entry SET words = %s::tsvector WHERE id = %s", told)

    def settle(self) -> None:
        """Sort in what GIN has put aside, and count how often words come; autovacuum does both, some minutes later."""
        with connection.cursor() as cursor:
            cursor.execute("SELECT gin_clean_pending_list('entries_by_their_words')")
            cursor.execute("ANALYZE search_entry")

    def source_and_match(self, clauses: Sequence[Clause]) -> tuple[str, str, str]:
        """A cast, and no parser, reads the question as it read the words."""
        asked = " & ".join(
            "(" + " | ".join("(" + " <-> ".join(f"'{key}'" for key in phrase) + ")" for phrase in clause.any_of) + ")"
            for clause in clauses
        )
        return "search_entry e", "e.words @@ %s::tsquery", asked


def _vector(texts: Sequence[Sequence[str]], tags: Sequence[str]) -> str:
    """Words with their positions, as PostgreSQL writes them; 256 of one word and 16,383 in all are what it keeps."""
    found: dict[str, list[int]] = defaultdict(list)
    position = 0
    for keys in texts:
        for key in keys:
            position += 1
            found[key].append(position)
        position += GAP
    told = [f"'{key}':{','.join(map(str, places[:255]))}" for key, places in found.items()]
    return " ".join([*told, *(f"'{tag}'" for tag in tags)])


def engine() -> Engine:
    """The one of the database that is there."""
    return Tsvector() if connection.vendor == "postgresql" else Fts5()
