"""Rows that the admin shows and does not change: whatever changes them is an action elsewhere."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING, Any

from django.contrib import admin
from django.urls import reverse
from django.utils.functional import Promise
from django.utils.text import capfirst

if TYPE_CHECKING:
    from django.http import HttpRequest, HttpResponse

    class Rows(admin.ModelAdmin[Any]):
        """What the checker knows of `admin.ModelAdmin`, which is generic only in the stubs."""

    class ReadOnlyRows(admin.TabularInline[Any, Any]):
        """The same of `admin.TabularInline`."""

else:
    Rows, ReadOnlyRows = admin.ModelAdmin, admin.TabularInline


class OnRecord:
    """Nobody adds, changes or deletes these rows here."""

    def has_add_permission(self, request: HttpRequest, obj: object | None = None) -> bool:
        """They come from actions."""
        return False

    def has_change_permission(self, request: HttpRequest, obj: object | None = None) -> bool:
        """Actions change them, and say so."""
        return False

    def has_delete_permission(self, request: HttpRequest, obj: object | None = None) -> bool:
        """They stay on record, or go with their member."""
        return False


class LedFrom(Rows):
    """A list, fifty a page, without counting all there is; from each row one step leads to the lists of all that point
    at it, as its own fields lead to what it points at."""

    list_per_page = 50
    show_full_result_count = False
    change_form_template = "admin/row.html"

    def render_change_form(self, request: HttpRequest, context: Any, *args: Any, **kwargs: Any) -> HttpResponse:
        """With the lists that lead on."""
        row = kwargs.get("obj")
        context["leads"] = list(self.leads(request, row)) if row is not None else []
        answer: HttpResponse = super().render_change_form(request, context, *args, **kwargs)
        return answer

    def leads(self, request: HttpRequest, row: Any) -> Iterator[tuple[str, str]]:
        """Lists of what points at a row: name and address of each that its reader may open; nothing is asked for."""
        for relation in row._meta.get_fields(include_hidden=True):
            own_child = getattr(relation, "parent_link", False) and type(row) is not relation.model
            if not relation.auto_created or relation.concrete or own_child:
                continue
            beside = self.admin_site._registry.get(relation.related_model)
            if beside is not None and beside.has_view_permission(request):
                page = reverse(f"admin:{beside.opts.app_label}_{beside.opts.model_name}_changelist")
                words = f"{capfirst(beside.opts.verbose_name_plural)}: {relation.field.verbose_name}"
                yield words, f"{page}?{relation.field.name}__exact={row.pk}"


class ReadOnlyAdmin(OnRecord, LedFrom):
    """A list to search and follow."""


class ReadOnlyInline(OnRecord, ReadOnlyRows):
    """Rows inside another row's page."""

    extra = 0
    can_delete = False

    def get_queryset(self, request: HttpRequest) -> Any:
        """With what their fields name, in one query for all rows."""
        named = [name for name in self.fields or () if _is_relation(self.model, name)]
        rows = super().get_queryset(request)
        return rows.select_related(*named) if named else rows


def _is_relation(model: Any, name: str | Promise) -> bool:
    return any(field.name == name and field.many_to_one for field in model._meta.get_fields())
