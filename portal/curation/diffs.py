"""Edits in words: field by field, what was, what is and what shall be."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from django.core.exceptions import ValidationError
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext as _

from portal.cast.models import Relationship
from portal.curation.knowledge import Shelf
from portal.curation.models import Proposal
from portal.curation.values import Values, built, conflicts, differing, pointers
from portal.lib.text import grouped
from shows.catalogue import EntryKind
from shows.catalogue import label_of as column_label
from shows.entry_forms import EPISODES
from shows.sources import as_lines


@dataclass(frozen=True)
class Change:
    """One field.

    Args:
        name: of the field.
        label: for people.
        old: what it was; empty for nothing.
        new: what it shall be, or became.
        now: what it is, where that is another thing.
        conflict: whether somebody has changed it since.
        language: of its words, where the field is kept in one.
    """

    name: str
    label: str
    old: str
    new: str
    now: str = ""
    conflict: bool = False
    language: str = ""


def both_scripts(row: Any) -> str:
    """A name in the reader's language, and in the other script beside it."""
    called = str(getattr(row, "called", "") or getattr(row, "name", "") or row)
    others = [getattr(row, name, "") for name in ("name", "name_hi", "title", "title_hi")]
    other = next((str(one) for one in others if one and one != called), "")
    return f"{called} ({other})" if other else called


def in_words(kind: EntryKind, name: str, value: Any, shelf: Shelf) -> str:
    """One value for people."""
    column: Any = kind.model._meta.get_field(name)
    if value in (None, "", []):
        return ""
    if other := pointers(kind).get(name):
        rows = [shelf.row(other, pk) for pk in (value if isinstance(value, list) else [value])]
        return ", ".join(both_scripts(row) if row is not None else _("an entry that is not here") for row in rows)
    if name == "sources":
        return as_lines(value)
    if column.flatchoices:
        return str(dict(column.flatchoices).get(value, value))
    if name in EPISODES and isinstance(value, int):
        return grouped(value)
    return moment_in_words(column, value)


def moment_in_words(column: Any, value: Any) -> str:
    """A day or a moment in the reader's way of writing it, anything else as it is."""
    try:
        said = column.to_python(value)
    except ValidationError:
        return str(value)
    if column.get_internal_type() == "DateTimeField":
        return date_format(timezone.localtime(said), "j M Y, H:i")
    return date_format(said, "j M Y") if column.get_internal_type() == "DateField" else str(value)


def label_of(kind: EntryKind, name: str) -> str:
    """A field's name for people."""
    return column_label(kind.model._meta.get_field(name))


def changes(proposal: Proposal, shelf: Shelf, now: Values | None = None) -> list[Change]:
    """What an edit changes, field by field.

    Args:
        proposal: the edit.
        shelf: with what its values point to.
        now: the row's values, while it is undecided and for curators.
    """
    kind = proposal.sort
    if proposal.before is not None or proposal.after is not None:
        old, new = proposal.before or {}, proposal.after or {}
        names = differing(old, new)
    else:
        old = proposal.base
        new = {} if proposal.verb == Proposal.Verb.REMOVE else {**old, **proposal.values}
        names = [name for name in kind.fields if name in differing(old, new)]
    met = conflicts(old, now, {name: new.get(name) for name in names}) if now is not None else []
    return [_change(kind, name, old, new, now if name in met else None, shelf) for name in names]


def undoings(proposal: Proposal, shelf: Shelf, now: Values | None) -> list[Change]:
    """What taking an edit back changes, field by field; with what stands there now where somebody has changed it."""
    kind = proposal.sort
    old, new = proposal.after or {}, proposal.before or {}
    names = [name for name in kind.fields if name in differing(old, new)]
    met = conflicts(old, now, {name: new.get(name) for name in names}) if now is not None and old and new else []
    return [_change(kind, name, old, new, now if name in met else None, shelf) for name in names]


def _change(kind: EntryKind, name: str, old: Values, new: Values, now: Values | None, shelf: Shelf) -> Change:
    return Change(
        name=name,
        label=label_of(kind, name),
        old=in_words(kind, name, old.get(name), shelf),
        new=in_words(kind, name, new.get(name), shelf),
        now=in_words(kind, name, now.get(name), shelf) if now is not None else "",
        conflict=now is not None,
        language="hi" if name.endswith("_hi") else "",
    )


def _of_tie(tie: Any) -> str:
    kind = Relationship.Kind(tie.kind).label
    return f"{tie.subject.called} · {kind} · {tie.object.called}"


TITLES: dict[str, Callable[[Any], str]] = {
    "show": lambda show: show.name,
    "season": str,
    "episode": lambda episode: _("Episode %(number)s") % {"number": grouped(episode.number)},
    "hiatus": lambda hiatus: _("After episode %(number)s") % {"number": grouped(hiatus.after_episode)},
    "rating": lambda rating: f"{rating.market}, {date_format(rating.week, 'j M Y')}",
    "beat": lambda beat: beat.line,
    "casting": lambda casting: f"{casting.character.called} · {casting.person.called}",
    "tie": _of_tie,
}


def title_of(proposal: Proposal, shelf: Shelf) -> str:
    """What an edit is about, in a few words; empty where that is gone."""
    kind = proposal.sort
    row = shelf.row(proposal.kind, proposal.target) if proposal.target else None
    if row is None:
        row = _as_it_was(proposal, shelf)
    if row is None:
        return ""
    return str(TITLES.get(kind.name, lambda one: getattr(one, "called", "") or str(one))(row))


def _as_it_was(proposal: Proposal, shelf: Shelf) -> Any:
    """A row that is not there, or not any more, from the values of an edit; None where what it points to is gone."""
    kind = proposal.sort
    said = proposal.after or proposal.before or {**proposal.base, **proposal.values}
    row = built(kind, said, proposal.target)
    for name, other in pointers(kind).items():
        column = kind.model._meta.get_field(name)
        if not column.many_to_one or said.get(name) is None:
            continue
        beside = shelf.row(other, said[name])
        if beside is None:
            return None
        setattr(row, name, beside)
    return row
