"""The forms of ties and beats on pages and in the API: those of their kinds, with this show's characters to choose."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from django.db import models
from django.forms import CheckboxSelectMultiple
from django.utils.text import capfirst

from portal.cast.models import Beat, Character, Relationship
from portal.lib.text import grouped
from shows.actions import save_entry
from shows.catalogue import entry_kind
from shows.entry_forms import EPISODES, EntryForm, form_for
from shows.models import Show

WHO = ("subject", "object", "characters")


def tie_form(show: Show, data: Mapping[str, Any] | None = None, row: Relationship | None = None) -> EntryForm:
    """The form of a tie of this show."""
    return _limited(form_for(entry_kind("tie"))(data, instance=row or Relationship(show=show)), show)


def beat_form(show: Show, data: Mapping[str, Any] | None = None, row: Beat | None = None) -> EntryForm:
    """The form of a beat of this show."""
    form = _limited(form_for(entry_kind("beat"))(data, instance=row or Beat(show=show)), show)
    del form.fields["show"]
    form.fields["characters"].widget = CheckboxSelectMultiple(choices=form.fields["characters"].choices)
    return form


def _limited(form: EntryForm, show: Show) -> EntryForm:
    people = Character.objects.filter(show=show).order_by("billing", "pk")
    for name in WHO:
        if name in form.fields:
            form.fields[name].queryset = people
    for name in EPISODES & form.fields.keys():
        form.fields[name].label = capfirst(form.fields[name].label)
        if isinstance(number := form.initial.get(name), int):
            form.initial[name] = grouped(number)
    return form


def stored(form: EntryForm, *, by: Any) -> Any:
    """The row of a valid form, saved in one action."""
    return save_entry(form.save(commit=False), by=by, many=form.many)


def as_data(form: EntryForm, said: Mapping[str, Any], show: Show) -> dict[str, Any]:
    """What a program said as the form takes it: what it leaves out stays, and characters go by their slugs.

    Args:
        form: an unbound one of the row as it is.
        said: the body of the request.
        show: whose characters they are.
    """
    data = {name: _plain(form.get_initial_for_field(field, name)) for name, field in form.fields.items()}
    named = dict(Character.objects.filter(show=show).values_list("slug", "pk"))
    for name in form.fields.keys() & said.keys():
        value = said[name]
        if name in WHO:
            value = [named.get(str(one), 0) for one in value] if isinstance(value, list) else named.get(str(value), 0)
        data[name] = "" if value is None else value
    return data


def _plain(value: Any) -> Any:
    if isinstance(value, models.Model):
        return value.pk
    if isinstance(value, list) and value and isinstance(value[0], models.Model):
        return [one.pk for one in value]
    return "" if value is None else value
