"""At least two of everything that the admin lists: what the world of the leak test has too little of is made up from
the fields of its model."""

from __future__ import annotations

from typing import Any

from django.contrib import admin
from django.db import models

from portal.notifications.models import Follow
from shows.models import Show
from tests.builders import NOW

ENOUGH = 2
# Where a constraint asks for more than any value.
WITH: dict[str, dict[str, Any]] = {
    "moderation.Sanction": {"kind": "W"},
    "notifications.Follow": {"contribution": None, "character": None, "person": None, "other": None},
}
PLAIN: dict[type[models.Field[Any, Any]], Any] = {
    models.BooleanField: False,
    models.DateTimeField: NOW,  # before the day, whose child it is
    models.DateField: NOW.date(),
    models.GenericIPAddressField: "127.0.0.1",
    models.JSONField: {},
}


def more_rows() -> None:
    """Make up what is missing."""
    for model in admin.site._registry:
        for number in range(ENOUGH - model._default_manager.count()):
            a_row(model, number)


def a_row(model: type[models.Model], number: int) -> models.Model:
    """One more row, with a value in each field that needs one."""
    said = dict(WITH.get(model._meta.label, {}))
    if model is Follow:
        said["show"] = Show.objects.all()[number]
    for field in model._meta.concrete_fields:
        needed = field.is_relation if field.primary_key else not (field.null or field.has_default())
        if field.name not in said and needed:
            said[field.name] = a_value(model, field, number)
    made: models.Model = model._default_manager.create(**said)
    return made


def a_value(model: type[models.Model], field: Any, number: int) -> Any:
    """Something that may stand in a field; each number another."""
    if field.is_relation:
        rows = field.related_model._default_manager.order_by("pk")
        if field.unique:
            rows = rows.exclude(pk__in=model._default_manager.values(field.name))
        place = number + model._meta.concrete_fields.index(field)  # nobody blocks or follows themselves
        return rows[place % rows.count()] if rows else a_row(field.related_model, number)
    if field.choices:
        return field.choices[number % len(field.choices)][0]
    plain = next((value for kind, value in PLAIN.items() if isinstance(field, kind)), None)
    if plain is not None:
        return plain
    if isinstance(field, models.CharField | models.TextField):
        return f"zq{number}@example.com"[: field.max_length]
    return number + 1
