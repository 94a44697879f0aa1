"""What one reader is shown of a row that they may know: nothing of what is late in it before they are there.

What they are not shown is blank, as it is where there is nothing; of sources only the first stands, because those after
it may be of an end. So a row with a secret end and one without any look the same, and so do all edits of the two.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from portal.curation.models import Proposal
from portal.curation.values import Values, differing, is_other, late_told, pointers, put, values_of
from shows.catalogue import EntryKind, as_json
from shows.spoilers import Viewpoint

Known = Mapping[str, set[int]]


def tells_late(kind: EntryKind, values: Values, show_id: int | None, viewpoint: Viewpoint) -> bool:
    """Whether a reader is shown what is late; nobody is where there is nothing yet, or its absence would tell."""
    at = values.get(kind.late_from)
    return not kind.late or bool(at and viewpoint.knows(show_id, at))


def shown(
    kind: EntryKind, values: Values, show_id: int | None, viewpoint: Viewpoint, known: Known | None = None
) -> dict[str, Any]:
    """The values of a row as one reader is shown them.

    Args:
        kind: of the row.
        values: all of them, or none.
        show_id: of its show.
        viewpoint: the reader.
        known: by kind the ids of other entries they may know; where a field holds several, the rest is left out.
    """
    said = dict(values)
    if not tells_late(kind, values, show_id, viewpoint):
        blank = kind.model()
        said |= {name: as_json(blank, name) for name in kind.late if name in said}
        if "sources" in said:
            said["sources"] = list(said["sources"] or [])[:1]
    if known is not None:
        lists = [(name, other) for name, other in pointers(kind).items() if isinstance(said.get(name), list)]
        said |= {name: [pk for pk in said[name] if pk in known.get(other, ())] for name, other in lists}
    return said


def cover(kind: EntryKind, row: Any, viewpoint: Viewpoint) -> Any:
    """Blank in a row what its reader is not shown; from then on it is for a form, and never stored."""
    values, show_id = values_of(kind, row), kind.show_id(row)
    if not tells_late(kind, values, show_id, viewpoint):
        seen = shown(kind, values, show_id, viewpoint)
        put(row, {name: seen[name] for name in differing(values, seen)})
        row.protected = [name for name in row.protected if name not in kind.late]
    return row


def as_its_author_sees(proposal: Proposal, viewpoint: Viewpoint, known: Known) -> list[Values]:
    """Leave of an edit what its author was shown and what they wrote, and nothing of what became of the row; answers
    what stood there and what shall."""
    kind = proposal.sort
    proposal.base = shown(kind, proposal.base, proposal.show_id, viewpoint, known)
    proposal.before = proposal.after = None
    gone = proposal.verb == Proposal.Verb.REMOVE
    return [proposal.base] if gone else [proposal.base, {**proposal.base, **proposal.values}]


def as_others_see(proposal: Proposal, viewpoint: Viewpoint, known: Known, now: Values | None) -> bool:
    """Leave of an edit that is done what one reader may know; answers whether there is anything to tell.

    Nothing of one that changed what they are not shown: neither then nor now.

    Args:
        proposal: the edit.
        viewpoint: the reader.
        known: by kind the ids of other entries they may know.
        now: what its row holds today.
    """
    kind, show_id = proposal.sort, proposal.show_id
    then = [proposal.before, proposal.after]
    seen = [None if one is None else shown(kind, one, show_id, viewpoint, known) for one in then]
    lists = [name for name in pointers(kind) if kind.model._meta.get_field(name).many_to_many]
    if any(
        _changed(then, name) and any(_changed([a, b], name) for a, b in zip(then, seen, strict=True)) for name in lists
    ):
        return False
    if late_told(kind, *then) and not viewpoint.knows(show_id, (now or {}).get(kind.late_from)):
        return False
    if differing(*then) and not differing(*seen):
        return False
    proposal.before, proposal.after = seen
    if None in then and not all(one is None or tells_late(kind, one, show_id, viewpoint) for one in then):
        proposal.sources = [] if "source" in kind.late else proposal.sources[:1]
    return True


def _changed(states: list[Any], name: str) -> bool:
    first, second = ((state or {}).get(name) for state in states)
    return is_other(first, second)
