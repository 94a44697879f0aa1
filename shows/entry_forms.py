"""One form for every kind of row in the catalogue: for the admin, for proposals and for imports."""

from __future__ import annotations

from functools import cache
from typing import Any, ClassVar

from django import forms
from django.db import models
from django.forms.models import construct_instance
from django.utils.text import capfirst
from django.utils.translation import gettext as _

from portal.lib.fields import LineField, WordsField
from portal.lib.verdicts import Invalid
from shows.catalogue import EntryKind, label_of
from shows.forms import EpisodeNumberField
from shows.models import Rating
from shows.sources import SourcesField
from shows.trp.forms import TYPED

EPISODES = frozenset(
    {"from_episode", "until_episode", "reveals", "episode", "number", "first_episode", "last_episode", "after_episode",
     "aired_through", "public_through"}
)  # fmt: skip
FROM_ONE = EPISODES - {"reveals", "after_episode", "aired_through", "public_through"}


class CountedField(EpisodeNumberField):
    """An episode number that begins with 1 where 0 is none."""

    def __init__(self, *, from_one: bool = False, **kwargs: Any) -> None:
        self.from_one = from_one
        for unwanted in ("min_value", "max_value"):
            kwargs.pop(unwanted, None)
        super().__init__(**kwargs)

    def clean(self, value: Any) -> Any:
        """The number.

        Raises:
            ValidationError: when it is none, or 0 and episodes count from 1.
        """
        number = super().clean(value)
        if number == 0 and self.from_one:
            raise forms.ValidationError(_("Episodes count from 1."), code="from_one")
        return number


def form_field(column: Any, **kwargs: Any) -> forms.Field | None:
    """The form field of a column: numbers of episodes in either script, sources a line each."""
    if column.name == "sources":
        return SourcesField(required=True)
    kwargs.setdefault("label", label_of(column))
    if column.model is Rating and column.name in TYPED:
        given = {"label": capfirst(column.verbose_name), "help_text": column.help_text, "required": not column.null}
        return TYPED[column.name](**given)
    if column.name in EPISODES and isinstance(column, models.PositiveIntegerField):
        given = column.default if column.has_default() else None
        return CountedField(
            from_one=column.name in FROM_ONE, required=not column.null and given is None,
            label=capfirst(column.verbose_name), help_text=column.help_text, initial=given,
        )  # fmt: skip
    if isinstance(column, models.URLField):
        kwargs.setdefault("assume_scheme", "https")
    elif type(column) is models.CharField and not column.choices:
        kwargs.setdefault("form_class", LineField)
    elif type(column) is models.TextField:
        kwargs.setdefault("form_class", WordsField)
    made: forms.Field | None = column.formfield(**kwargs)
    return made


class EntryForm(forms.ModelForm):
    """A row of the catalogue, checked as its kind asks."""

    kind: ClassVar[EntryKind]

    def clean(self) -> dict[str, Any]:
        """An episode left empty where there has to be one is the one it begins with."""
        cleaned = super().clean() or self.cleaned_data
        for name in EPISODES & cleaned.keys():
            column = self._meta.model._meta.get_field(name)
            if cleaned[name] is None and not column.null:
                cleaned[name] = column.get_default()
        return cleaned

    def _post_clean(self) -> None:
        """The kind's own sentences first, at their fields; the database's constraints say less."""
        self.instance = construct_instance(self, self.instance, self._meta.fields, self._meta.exclude)
        if not self.errors:
            try:
                type(self).kind.check(self.instance)
            except Invalid as refusal:
                self.add_error(refusal.field if refusal.field in self.fields else None, str(refusal.message))
                return
        super()._post_clean()

    def validate_constraints(self) -> None:
        """Only where nothing is wrong yet: what the database would say then is said better at a field already."""
        if not self.errors:
            super().validate_constraints()

    @property
    def many(self) -> dict[str, Any]:
        """The rows chosen where a field holds several."""
        columns = self._meta.model._meta.many_to_many
        return {c.name: list(self.cleaned_data[c.name]) for c in columns if c.name in self.cleaned_data}


@cache
def form_for(kind: EntryKind) -> type[EntryForm]:
    """The form of a kind."""
    made = forms.modelform_factory(kind.model, form=EntryForm, fields=kind.fields, formfield_callback=form_field)
    made.kind = kind
    return made
