"""The rows that are here already, found again by an id from elsewhere, then by what a row is known by."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping
from datetime import date, timedelta
from typing import Any

from django.core.exceptions import ValidationError
from django.db.models import Q

from portal.cast.exchange.given import Given
from portal.cast.exchange.rows import rows_of
from portal.cast.exchange.shape import PARTS, Part, choice_of, word_of
from portal.cast.exchange.writing import told
from portal.cast.models import BOTH_WAYS, Person
from portal.lib.text import episode_number
from portal.lib.verdicts import Invalid
from shows.entry_forms import EPISODES
from shows.models import Show

Key = tuple[Any, ...]


class Shelf:
    """The rows of a show by what they are found by: those that were here, and those that have been stored since."""

    def __init__(self) -> None:
        self.by_key: dict[tuple[str, Key], Any] = {}
        self.by_id: dict[tuple[str, str, str], Any] = {}
        self.by_slug: dict[tuple[str, str], Any] = {}
        self.pks: dict[str, set[int]] = defaultdict(set)
        self.failed: set[tuple[str, str]] = set()

    def load(self, show: Show, people: Iterable[Given]) -> None:
        """Everything of a show, and everybody whom a row may mean."""
        for part in PARTS[1:]:
            for row in rows_of(part, show):
                self.pks[part.name].add(row.pk)
                self.keep(part, row, told(part, row, None))
        slugs = [given.data["slug"] for given in people if isinstance(given.data, dict) and "slug" in given.data]
        part = next(part for part in PARTS if part.name == "people")
        for person in Person.objects.filter(Q(slug__in=map(str, slugs)) | ~Q(external_ids={})):
            self.keep(part, person, told(part, person, None))

    def keep(self, part: Part, row: Any, data: Mapping[str, Any]) -> None:
        """One row, as the file has it."""
        for key in keys_of(part, data):
            self.by_key[part.name, key] = row
        for system, name in row.external_ids.items():
            self.by_id[part.name, system, str(name)] = row
        if "slug" in data:
            self.by_slug[part.name, data["slug"]] = row

    def find(self, part: Part, data: Mapping[str, Any]) -> Any:
        """The row that a row of a file means; None for a new one.

        Raises:
            Invalid: when what it is known by belongs to a row with another id in the same system.
        """
        ids = data.get("external_ids", {})
        for system, name in ids.items():
            if row := self.by_id.get((part.name, system, name)):
                return row
        found = (self.by_key.get((part.name, key)) for key in keys_of(part, data))
        row = next(filter(None, found), None)
        if row is not None:
            for system, name in ids.items():
                check_same(row, system, name)
        return row


def check_same(row: Any, system: str, name: str) -> None:
    """Raises Invalid when a row has another id in a system."""
    theirs = row.external_ids.get(system, name)
    if theirs != name:
        sentence = f"“{row}” is here already and has another id at {system}: {theirs}, not {name}."
        raise Invalid("external_ids", sentence, "somebody_else")


def keys_of(part: Part, data: Mapping[str, Any]) -> list[Key]:
    """All that a row is known by; a beat without a reference by its episode, kind and headline."""
    if part.kind == "beat":
        by_words = tuple(normal(part, name, data) for name in ("episode", "kind", "headline"))
        return [*([(data["ref"],)] if "ref" in data else []), by_words]
    key = tuple(normal(part, name, data) for name in part.key)
    if part.kind == "tie" and choice_of(part.column("kind"), data.get("kind")) in BOTH_WAYS:
        one, other, *rest = key
        key = (*sorted((str(one), str(other))), *rest)
    return [key]


def normal(part: Part, name: str, data: Mapping[str, Any]) -> Any:
    """A field of a key, alike however it is written; its default where the row does not say."""
    column = part.column(name)
    value = data.get(name)
    if value in (None, "") and column.has_default():
        value = word_of(column, column.get_default())
    if name in EPISODES:
        try:
            return episode_number(str(value))
        except ValidationError:
            return value
    if name == "week" and isinstance(value, str):
        return monday_of(value)
    return value or None


def monday_of(text: str) -> str:
    """The Monday of a day in ISO 8601; what is none as it came."""
    try:
        day = date.fromisoformat(text)
    except ValueError:
        return text
    return (day - timedelta(days=day.weekday())).isoformat()


def find_show(slug: str, data: Mapping[str, Any]) -> Show | None:
    """The show that a file means: the one that was asked for, else by an id from elsewhere, else by its address.

    Raises:
        Invalid: when its address belongs to a show with another id in the same system.
    """
    ids = data.get("external_ids", {})
    if not slug:
        for system, name in ids.items():
            if found := Show.objects.filter(**{f"external_ids__{_plain(system)}": name}).order_by("pk").first():
                return found
    wanted = slug or data.get("slug", "")
    by_address = Q(slug=wanted) | Q(former_slugs__slug=wanted)
    found = Show.objects.filter(by_address).order_by("pk").first() if wanted else None
    for system, name in ids.items() if found is not None else ():
        check_same(found, system, name)
    return found


def _plain(system: str) -> str:
    """A system's name as a key that a query can follow."""
    return system if system.isidentifier() and "__" not in system else "none"
