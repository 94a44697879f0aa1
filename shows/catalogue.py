"""The registry of the catalogue's kinds of rows: so that forms, history and imports need not know each by name."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from datetime import UTC, date, datetime, time
from decimal import Decimal
from typing import TYPE_CHECKING, Any

from django.db import models
from django.utils.text import capfirst
from django.utils.translation import gettext as _

from shows.spoilers import Viewpoint

if TYPE_CHECKING:
    from django.utils.functional import _StrPromise

    from shows.changes import Told

Many = Mapping[str, Iterable[models.Model]]


def nothing_wrong(row: Any) -> None:
    """A kind of row that its fields and constraints describe completely."""


def nothing_more(row: Any, before: Mapping[str, Any] | None, by: Any) -> None:
    """A kind of row that needs nothing done after it was stored."""


def nothing_left(rows: list[Any]) -> None:
    """A kind of row that leaves nothing behind."""


def no_secret(row: Any) -> int:
    """A kind of row that tells nothing."""
    return 0


def its_show(row: Any) -> int | None:
    """The show of a row that belongs to one."""
    show_id: int | None = row.show_id
    return show_id


@dataclass(frozen=True)
class EntryKind:
    """What the rest of the portal needs to know of one kind of row in the catalogue.

    Args:
        name: a stable word, as in addresses, proposals and dumps.
        label: for people.
        model: where the rows are.
        fields: what curators edit, in the order of the form.
        show_id: the show a row belongs to; None for rows of no show.
        reveals: the episode from which on it may be known that there is such a row, 0 for always.
        known: whether a reader may know a row, but for what is late; from `reveals` unless said otherwise.
        check: fills in what follows from the rest and raises `Invalid` for what cannot be.
        known_among: the same as `known` for many rows at once, where that takes fewer queries than one each.
        stored: called in the transaction that stored a row, with its values before (None for a new one) and by whom.
        removed: called in the transaction that took rows out, with all of its kind that went.
        late: fields that are secrets of their own until later, as the end of a tenure is.
        late_from: the field that holds the episode from which on these may be known.
        tells: the rows of collections in which a row stands or which it changes (see `changes`); None where no
            collection tells of changes.
    """

    name: str
    label: str | _StrPromise
    model: type[models.Model]
    fields: tuple[str, ...]
    show_id: Callable[[Any], int | None] = its_show
    reveals: Callable[[Any], int] = no_secret
    known: Callable[[Any, Viewpoint], bool] | None = None
    known_among: Callable[[Iterable[Any], Viewpoint], set[int]] | None = None
    check: Callable[[Any], None] = nothing_wrong
    stored: Callable[[Any, Mapping[str, Any] | None, Any], None] = nothing_more
    removed: Callable[[list[Any]], None] = nothing_left
    late: tuple[str, ...] = ()
    late_from: str = ""
    tells: Callable[[Any], Iterable[Told]] | None = None

    def is_known(self, row: Any, viewpoint: Viewpoint) -> bool:
        """Whether a reader may know a row, but for what is late in it."""
        if self.known is not None:
            return self.known(row, viewpoint)
        return viewpoint.knows(self.show_id(row), self.reveals(row))

    def known_of(self, rows: Iterable[Any], viewpoint: Viewpoint) -> set[int]:
        """The ids of those that a reader may know; a fixed number of queries, whatever their number."""
        if self.known_among is not None:
            return self.known_among(rows, viewpoint)
        return {row.pk for row in rows if self.is_known(row, viewpoint)}

    def values(self, row: Any) -> dict[str, Any]:
        """A row's editable fields as JSON: other rows by their id, moments and days in ISO 8601."""
        return {name: as_json(row, name) for name in self.fields}

    def saved_values(self, pk: int | None) -> dict[str, Any] | None:
        """The same as they are in the database now; None where there is no such row."""
        row = self.model._default_manager.filter(pk=pk).first() if pk else None
        return self.values(row) if row is not None else None


def as_json(row: models.Model, name: str) -> Any:
    """One field of a row as JSON, the same before it was stored and after."""
    column = row._meta.get_field(name)
    if column.many_to_many:
        return sorted(getattr(row, name).values_list("pk", flat=True)) if row.pk else []
    value = getattr(row, getattr(column, "attname", name))
    if isinstance(value, datetime) and value.tzinfo is not None:
        value = value.astimezone(UTC)
    if isinstance(value, datetime | date | time):
        return value.isoformat()
    if isinstance(value, Decimal):
        return f"{value:.{column.decimal_places}f}" if isinstance(column, models.DecimalField) else str(value)
    return value


_kinds: dict[str, EntryKind] = {}


def register(kind: EntryKind) -> None:
    """Make a kind known; each app of the catalogue does so in its own `entries.py`."""
    _kinds[kind.name] = kind


def entry_kind(name: str) -> EntryKind:
    """The kind of that name.

    Raises:
        KeyError: when there is none.
    """
    return _kinds[name]


def kind_of_entry(row: models.Model) -> EntryKind:
    """The kind of a row."""
    return next(kind for kind in _kinds.values() if kind.model is type(row))


def entry_kinds() -> list[EntryKind]:
    """Every kind, in an order in which each needs only those before it."""
    return list(_kinds.values())


def label_of(column: Any) -> str:
    """A field's name for people: that of what it points to, where it has none of its own."""
    own = str(column.verbose_name)
    if own == column.name and column.is_relation:
        own = str(column.related_model._meta.verbose_name)
    if own == "slug":
        own = _("last part of its address")
    return str(capfirst(own))
