"""The catalogue format, version 1: which parts a file has, what a row of each holds, and by what it is found again.

`static/schema/catalogue-1.json` publishes the same to others; a test compares the two.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cache, cached_property
from typing import Any, Final

from django.db import models

from shows.catalogue import EntryKind, entry_kind

FORMAT: Final = "adda-catalogue"
VERSION: Final = 1
# What every row may say besides its facts.
ABOUT: Final = ("external_ids", "provenance", "protected")


@dataclass(frozen=True)
class Part:
    """One array of the file.

    Args:
        name: its key in the file.
        kind: the kind of its rows in the registry of the catalogue.
        key: by which of a row's fields it is found again where no id from elsewhere tells.
        refs: fields that name another row by its slug, and the part that row is of.
        extra: what a row holds besides the fields that curators edit.
    """

    name: str
    kind: str
    key: tuple[str, ...]
    refs: Mapping[str, str] = field(default_factory=dict)
    extra: tuple[str, ...] = ()

    @property
    def entry(self) -> EntryKind:
        """The kind itself."""
        return entry_kind(self.kind)

    @cached_property
    def fields(self) -> tuple[str, ...]:
        """What a row of this part may hold, in the order it is written."""
        own = tuple(name for name in self.entry.fields if name != "show" or self.kind == "alias")
        return (*own, *self.extra, *ABOUT)

    def column(self, name: str) -> models.Field[Any, Any]:
        """The column of a field that curators edit."""
        column: models.Field[Any, Any] = self.entry.model._meta.get_field(name)  # type: ignore[assignment]
        return column


SHOW: Final = Part("show", "show", ("slug",), extra=("former_slugs",))
# In an order in which each needs only those before it.
PARTS: Final = (
    SHOW,
    Part("seasons", "season", ("number",)),
    Part("breaks", "hiatus", ("after_episode",)),
    Part("episodes", "episode", ("number",)),
    Part("people", "person", ("slug",)),
    Part("houses", "house", ("slug",)),
    Part("characters", "character", ("slug",), {"house": "houses"}),
    Part("aliases", "alias", ("character", "person", "name"), {"character": "characters", "person": "people"}),
    Part(
        "castings", "casting", ("character", "person", "kind", "language", "from_episode"),
        {"character": "characters", "person": "people"},
    ),
    Part("ties", "tie", ("subject", "object", "kind", "from_episode"),
         {"subject": "characters", "object": "characters"}),
    Part("beats", "beat", ("ref",), {"characters": "characters"}, extra=("ref", "steps")),
    Part("ratings", "rating", ("week", "market", "unit", "source")),
)  # fmt: skip


def word_of(column: models.Field[Any, Any], value: Any) -> Any:
    """A stored choice as the word that stands for it in a file: `O` of a casting is `original`."""
    words = _words(column)
    return words.get(value, value) if words else value


def choice_of(column: models.Field[Any, Any], word: Any) -> Any:
    """The stored choice of a word; what is no such word as it came, for the form to refuse."""
    stored = {said: value for value, said in _words(column).items()}
    return stored.get(word, word) if isinstance(word, str) else word


def words_of(column: models.Field[Any, Any]) -> list[str]:
    """The words a field of choices may hold; none for a free field."""
    return list(_words(column).values())


@cache
def _words(column: models.Field[Any, Any]) -> dict[str, str]:
    """By stored value the name of its member, in small letters; the enumerations stand on the model."""
    if not column.choices:
        return {}
    values = [str(value) for value, _label in column.choices]
    for owned in vars(column.model).values():
        if isinstance(owned, type) and issubclass(owned, models.TextChoices) and owned.values == values:
            return {str(member.value): member.name.lower() for member in owned}
    return {}
