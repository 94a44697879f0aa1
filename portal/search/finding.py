"""Looking something up: one question to the index, one to whoever has what was found, and the gate in both."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from django.db import connection

from portal.search.engines import Clause, engine
from portal.search.places import LAST, whole
from portal.search.sources import Found, source_called

MOST_ROUNDS, WIDER = 4, 4


@dataclass(frozen=True)
class Gate:
    """Where a reader stands, as far as the index has to know.

    Args:
        through: by show, the last episode they may know about; a show that is not here has none.
        member_id: whose own words are open to them.
        lifted: by what stood on a veil they lifted, the episode it named. Of a cover within something all entries of
            that thing may be asked for: which of its words are open, whoever has it says.
    """

    through: Mapping[int, int] = field(default_factory=dict)
    member_id: int | None = None
    lifted: Mapping[str, int] = field(default_factory=dict)

    def condition(self) -> tuple[str, list[Any]]:
        """The rows open to this reader, as a condition on `e` with its parameters."""
        rows: list[str] = ["e.reveals = 0"]
        told: list[Any] = []
        for show_id, horizon in sorted(self.through.items()):
            if horizon:
                rows.append("(e.show_id = %s AND e.reveals <= %s)")
                told += [show_id, horizon]
        if self.member_id is not None:
            rows.append("(e.author_id = %s)")
            told.append(self.member_id)
        by_episode: dict[tuple[bool, int], set[str]] = defaultdict(set)
        for name, reveals in sorted(self.lifted.items()):
            whole_thing, _dot, cover = name.partition(".")
            by_episode[bool(cover), reveals].add(whole_thing)
        for (is_cover, reveals), names in by_episode.items():
            part = "e.part > 0" if is_cover else "e.part = 0"
            rows.append(f"({part} AND e.reveals <= %s AND e.lift_id IN ({', '.join(['%s'] * len(names))}))")
            told += [reveals, *sorted(names)]
        return f"({' OR '.join(rows)})", told


@dataclass(frozen=True)
class Question:
    """What the index is asked for.

    Args:
        clauses: of words and tags; without any, nothing is found.
        below: only places below this one.
    """

    clauses: tuple[Clause, ...]
    below: int = LAST


@dataclass(frozen=True)
class Hits:
    """What was found for one reader, and the place to go on below; 0 at the end."""

    rows: list[Found]
    below: int = 0


def find(question: Question, gate: Gate, viewpoint: Any, *, size: int) -> Hits:
    """A page of hits, the first places first.

    A row that the index still has and the reader may see no more is left out, and the next one comes in its place:
    whether there is another page is told by rows that this reader may see, and by nothing else.

    Args:
        question: what for.
        gate: where the reader stands.
        viewpoint: the same for the sources, which look once more.
        size: hits a page.
    """
    if not question.clauses:
        return Hits([])
    shown: list[tuple[int, Found]] = []
    seen: set[tuple[str, int]] = set()
    below, most = question.below, size + 1
    for _round in range(MOST_ROUNDS):
        rows = _entries(question.clauses, gate, below, most)
        shown += _load(rows, seen, question.clauses, viewpoint)
        if len(shown) > size or len(rows) < most:
            break
        below, most = rows[-1][0], most * WIDER
    page = shown[:size]
    return Hits([found for _place, found in page], whole(page[-1][0]) if len(shown) > size else 0)


def _entries(clauses: Sequence[Clause], gate: Gate, below: int, most: int) -> list[tuple[int, str, int]]:
    tables, match, asked = engine().source_and_match(clauses)
    allowed, told = gate.condition()
    order = "search_words.rowid" if tables.startswith("search_words") else "e.id"
    # Below the last place is everything, and PostgreSQL would read its index to find that out.
    beneath, places = (f"AND {order} < %s", [below]) if below != LAST else ("", [])
    sql = f"SELECT e.id, e.source, e.key FROM {tables} WHERE {match} {beneath} AND {allowed} ORDER BY {order} DESC LIMIT %s"  # noqa: S608, E501
    with connection.cursor() as cursor:
        cursor.execute(sql, [asked, *places, *told, most])
        return list(cursor.fetchall())


def _load(
    rows: Sequence[tuple[int, str, int]], seen: set[tuple[str, int]], clauses: Sequence[Clause], viewpoint: Any
) -> list[tuple[int, Found]]:  # fmt: skip
    """What the reader may see of rows, each thing once, in order.

    One in which nothing of what was asked stands, as this reader may read it now, was found by what it no longer says.
    """
    wanted: dict[str, list[int]] = defaultdict(list)
    first: dict[tuple[str, int], int] = {}
    for place, name, key in rows:
        if (name, key) not in seen:
            seen.add((name, key))
            wanted[name].append(key)
            first[name, key] = place
    found: dict[tuple[str, int], Found] = {}
    for name, keys in wanted.items():
        source = source_called(name)
        told = source.load(keys, viewpoint) if source is not None else {}
        asked = [clause.any_of for clause in clauses if not clause.is_tag]
        found |= {(name, key): one for key, one in told.items() if all(map(one.holds, asked))}
    return [(place, found[thing]) for thing, place in first.items() if thing in found]
