"""Which edits a reader may be told of: those whose rows they may know, as they were and as they are.

An edit names its row, and its values name others. Of all those of a page each kind is asked for once. An edit is told
only to whoever may know what it stands on today, and whose horizon is past all that it revealed; what else they may not
know of the row, as its end, is left out of it (see `showing`).
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from typing import Any

from portal.curation.models import Proposal
from portal.curation.showing import Known, as_its_author_sees, as_others_see
from portal.curation.values import Values, late_told, pointers
from shows.catalogue import EntryKind, entry_kind
from shows.spoilers import Viewpoint

Ref = tuple[str, int]


def refs_of(kind: EntryKind, *states: Values | None) -> set[Ref]:
    """What the values of a row point to."""
    found: set[Ref] = set()
    for name, other in pointers(kind).items():
        for state in states:
            said = (state or {}).get(name)
            found |= {(other, pk) for pk in (said if isinstance(said, list) else [said]) if pk is not None}
    return found


def single_refs(kind: EntryKind, *states: Values | None) -> set[Ref]:
    """The same of the fields that hold one entry: without those there would be no such row."""
    single = {name: other for name, other in pointers(kind).items() if kind.model._meta.get_field(name).many_to_one}
    said = ((other, (state or {}).get(name)) for state in states for name, other in single.items())
    return {(other, pk) for other, pk in said if pk is not None}


class Shelf:
    """The entries that some edits name, one query a kind."""

    def __init__(self, proposals: Iterable[Proposal]) -> None:
        self.refs: dict[int, set[Ref]] = {}
        wanted: dict[str, set[int]] = defaultdict(set)
        for one in proposals:
            refs = refs_of(one.sort, one.base, one.values, one.before, one.after)
            refs |= {(one.kind, one.target)} if one.target else set()
            self.refs[one.pk] = refs
            for name, pk in refs:
                wanted[name].add(pk)
        self.rows: dict[Ref, Any] = {}
        for name, numbers in wanted.items():
            self._fetch(entry_kind(name), numbers)

    def _fetch(self, kind: EntryKind, numbers: set[int]) -> None:
        columns = [kind.model._meta.get_field(name) for name in kind.fields]
        beside = [column.name for column in columns if column.many_to_one]
        rows = kind.model._default_manager.filter(pk__in=numbers)
        for row in rows.select_related(*beside) if beside else rows:
            self.rows[kind.name, row.pk] = row

    def row(self, name: str, pk: Any) -> Any:
        """An entry, or None when it is gone."""
        return self.rows.get((name, pk))

    def told(self, proposals: Iterable[Proposal], viewpoint: Viewpoint) -> list[Proposal]:
        """Those of the edits that are done and that the reader may be told of, without what they may not know of them;
        an edit is changed by that, in memory, and never stored again."""
        known = self.known_to(viewpoint)
        return [one for one in proposals if one.done_at and self._may(one, viewpoint, known)]

    def told_author(self, proposals: Iterable[Proposal], viewpoint: Viewpoint) -> list[Proposal]:
        """Of somebody's own edits those whose rows they may know now; all are changed as by `as_its_author_sees`."""
        known = self.known_to(viewpoint)
        return [one for one in proposals if self._may_its_author(one, viewpoint, known)]

    def known_to(self, viewpoint: Viewpoint) -> Known:
        rows: dict[str, list[Any]] = defaultdict(list)
        for (name, _pk), row in self.rows.items():
            rows[name].append(row)
        return {name: entry_kind(name).known_of(some, viewpoint) for name, some in rows.items()}

    def known_only(self, viewpoint: Viewpoint) -> Shelf:
        """The same without the entries a reader may not know."""
        known = self.known_to(viewpoint)
        self.rows = {(name, pk): row for (name, pk), row in self.rows.items() if pk in known[name]}
        return self

    def _may(self, one: Proposal, viewpoint: Viewpoint, known: Known) -> bool:
        if not viewpoint.knows(one.show_id, one.reveals):
            return False
        if not self._names_known(one, known, one.base, one.values, one.before, one.after):
            return False
        row = self.row(one.kind, one.target)
        late = {one.sort.late_from: getattr(row, one.sort.late_from)} if row is not None and one.sort.late else None
        return as_others_see(one, viewpoint, known, late)

    def _may_its_author(self, one: Proposal, viewpoint: Viewpoint, known: Known) -> bool:
        states = as_its_author_sees(one, viewpoint, known)
        reveals = [(state or {}).get("reveals") or 0 for state in states]
        told = max(*reveals, late_told(one.sort, *states) if one.base else 0, 0)
        return viewpoint.knows(one.show_id, told) and self._names_known(one, known, *states)

    def _names_known(self, one: Proposal, known: Known, *states: Values | None) -> bool:
        """Whether a reader may know an edit's row and what each field that holds one entry points to."""
        itself = (one.kind, one.target)
        for name, pk in single_refs(one.sort, *states) | ({itself} if one.target else set()):
            is_gone = (name, pk) not in self.rows
            # Where the secrecy of a row that is gone hung on others, nobody can tell any more.
            if is_gone and ((name, pk) != itself or one.sort.known is not None):
                return False
            if not is_gone and pk not in known.get(name, ()):
                return False
        return True


def may_know(kind: EntryKind, row: Any, values: Values, viewpoint: Viewpoint) -> bool:
    """Whether a reader may know that there is a row, and what each field of it that holds one entry points to."""
    if not kind.is_known(row, viewpoint):
        return False
    one = Proposal(kind=kind.name, target=row.pk, base=dict(values))
    shelf = Shelf([one])
    return shelf._names_known(one, shelf.known_to(viewpoint), values)
