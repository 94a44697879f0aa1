"""Rows as JSON and back: what an edit changes, what it meets, what settles it."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

from django.core.exceptions import ObjectDoesNotExist, ValidationError
from django.db import models
from django.utils.translation import gettext as _

from portal.lib.verdicts import Invalid
from shows.catalogue import EntryKind, Many, as_json, entry_kinds
from shows.forms import FURTHEST
from shows.sources import MOST, Source

Values = Mapping[str, Any]
OURS, THEIRS = "proposed", "now"


class Conflict(Invalid):
    """Fields that somebody else has changed since; the one who decides has to choose in each.

    Args:
        names: of the fields.
    """

    def __init__(self, names: Iterable[str]) -> None:
        sentence = _("Somebody else has changed this since. Choose what shall stand in each field.")
        super().__init__("", sentence, "conflict")
        self.names = list(names)


def is_vouching(kind: EntryKind, name: str) -> bool:
    """Whether a field says who vouches for a row: every edit adds its own sources there, so edits never meet in it."""
    return name == "sources" or (name == "source" and "link" not in kind.fields)


def editable(kind: EntryKind) -> tuple[str, ...]:
    """The fields people propose something for: not who vouches, nor the show, which an entry never leaves."""
    return tuple(name for name in kind.fields if not is_vouching(kind, name) and name != "show")


def pointers(kind: EntryKind) -> dict[str, str]:
    """The fields of a kind that point to other entries, and the kind they point to."""
    names = {other.model: other.name for other in entry_kinds()}
    columns = [kind.model._meta.get_field(name) for name in kind.fields]
    return {
        column.name: names[column.related_model]  # type: ignore[index]
        for column in columns
        if column.is_relation and column.related_model in names
    }


def values_of(kind: EntryKind, row: Any, many: Many | None = None) -> dict[str, Any]:
    """All values of a row as JSON, with what a form chose where a field holds several."""
    chosen = {name: sorted(one.pk for one in rows) for name, rows in (many or {}).items()}
    return {name: chosen[name] if name in chosen else as_json(row, name) for name in kind.fields}


def differing(before: Values | None, after: Values | None) -> list[str]:
    """The names of the fields in which two states of a row differ, in the order of the form."""
    first, second = before or {}, after or {}
    return [name for name in dict.fromkeys([*second, *first]) if is_other(first.get(name), second.get(name))]


def is_other(one: Any, two: Any) -> bool:
    """Whether two values differ; nothing is nothing, whatever it is written as."""
    return one != two and not (one in (None, "", []) and two in (None, "", []))


def built(kind: EntryKind, values: Values, pk: int | None = None) -> Any:
    """A row of such values, not stored."""
    row = kind.model(pk=pk)
    put(row, values)
    return row


def put(row: Any, values: Values) -> None:
    """Put values into a row; where a field holds several rows, see `many_of`.

    Raises:
        Invalid: at the field, for what it cannot hold.
    """
    for name, value in values.items():
        column = row._meta.get_field(name)
        if column.many_to_many:
            continue
        try:
            setattr(row, column.attname, column.to_python(value))
        except ValidationError as wrong:
            raise Invalid(name, wrong.messages[0], "not_a_value") from wrong


def many_of(kind: EntryKind, values: Values) -> dict[str, list[models.Model]]:
    """The rows that the fields which hold several shall hold.

    Raises:
        Invalid: at the field, when one of them is gone.
    """
    found: dict[str, list[models.Model]] = {}
    for column in kind.model._meta.many_to_many:
        if column.name in values:
            numbers = values[column.name] or []
            rows = list(column.related_model._default_manager.filter(pk__in=numbers))
            if len(rows) != len(set(numbers)):
                raise Invalid(column.name, _("One of these entries is gone by now."), "gone")
            found[column.name] = rows
    return found


def check_values(row: Any, names: Iterable[str]) -> None:
    """Whether a row's fields can hold what was put into them, and what they point to is there.

    Raises:
        Invalid: at the field.
    """
    others = {column.name for column in row._meta.fields} - set(names)
    try:
        row.clean_fields(exclude=others)
    except ValidationError as wrong:
        name, sentences = next(iter(wrong.message_dict.items()))
        raise Invalid(name, sentences[0], "not_a_value") from wrong


def place_of(kind: EntryKind, pk: int | None, *states: Values | None) -> tuple[int | None, int]:
    """The show of a row and the highest episode that any of its states reveals; of what is late in it, only a change.

    Where what a state hangs on is gone, nobody can tell any more, and it reveals more than anybody can have watched.
    """
    show_id, reveals = None, late_told(kind, *states)
    for state in states:
        if state is None:
            continue
        row = built(kind, state, pk)
        try:
            show_id, reveals = kind.show_id(row) or show_id, max(reveals, kind.reveals(row))
        except ObjectDoesNotExist:
            reveals = FURTHEST
    return show_id, reveals


def late_told(kind: EntryKind, *states: Values | None) -> int:
    """The highest episode that a change of what is late tells; 0 where nothing of it changes, and for a new row or one
    that is gone, of which it is left out. Who vouches changes with every edit, and is no change of its own."""
    first = states[0] if states else None
    if first is None or any(state is None for state in states):
        return 0
    names = [name for name in kind.late if not is_vouching(kind, name)]
    changed = any(is_other(first.get(name), (state or {}).get(name)) for state in states for name in names)
    return max((state or {}).get(kind.late_from) or 0 for state in states) if changed else 0


def conflicts(base: Values, now: Values, wanted: Values) -> list[str]:
    """The fields that are neither as they were nor as they shall be."""
    met = (name for name in wanted if is_other(now.get(name), base.get(name)))
    return [name for name in met if is_other(now.get(name), wanted[name])]


def settled(base: Values, now: Values, wanted: Values, choices: Mapping[str, str]) -> dict[str, Any]:
    """What of the wanted values shall be stored.

    Args:
        base: what they were when somebody wanted others.
        now: what they are.
        wanted: what they shall be.
        choices: in each field that has changed since, `OURS` for what was wanted or `THEIRS` for what is there now.

    Raises:
        Conflict: where a choice is missing.
    """
    met = conflicts(base, now, wanted)
    if undecided := [name for name in met if choices.get(name) not in (OURS, THEIRS)]:
        raise Conflict(undecided)
    kept = {name for name in met if choices[name] == THEIRS}
    return {name: value for name, value in wanted.items() if name not in kept and is_other(value, now.get(name))}


def vouched(kind: EntryKind, now: Values, sources: list[Source]) -> dict[str, Any]:
    """What an edit's own sources make of the fields that say who vouches for the row."""
    said: dict[str, Any] = {}
    if sources and "sources" in kind.fields:
        have = list(now.get("sources") or [])
        new = [one for one in sources if one not in have]
        said["sources"] = have[:1] + (have[1:] + new)[len(have[:1]) - MOST :]
    elif sources and "source" in kind.fields and is_vouching(kind, "source"):
        said["source"] = sources[0]["label"][:200]
    return said


def unvouched(kind: EntryKind, before: Values, after: Values, now: Values) -> dict[str, Any]:
    """The same the other way round, for an edit that is taken back: its sources go, those of others stay."""
    said: dict[str, Any] = {}
    if "sources" in kind.fields:
        old, new, have = (list(one.get("sources") or []) for one in (before, after, now))
        added, lost = [one for one in new if one not in old], [one for one in old if one not in new]
        left = [one for one in have if one not in added] + [one for one in lost if one not in have]
        said["sources"] = left or old or have
    elif "source" in kind.fields and is_vouching(kind, "source") and now.get("source") == after.get("source"):
        said["source"] = before.get("source") or ""
    return {name: value for name, value in said.items() if is_other(value, now.get(name))}
