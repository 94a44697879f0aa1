"""The cast in the admin; a casting that overlaps another is explained at its field."""

from __future__ import annotations

from typing import Any, ClassVar

from django.contrib import admin
from django.forms import modelform_factory
from django.http import HttpRequest

from portal.cast.models import Alias, Beat, Casting, Character, House, Person, Relationship
from shows.actions import delete_entry, save_entry
from shows.admin import EntryAdmin
from shows.catalogue import entry_kind
from shows.entry_forms import form_field, form_for


class AliasInline(admin.TabularInline):
    """Other names, beside whose they are."""

    model = Alias
    extra = 1
    show_change_link = True
    names: ClassVar = ("name", "language", "kind", "reveals")

    def get_formset(self, request: HttpRequest, obj: Any = None, **kwargs: Any) -> Any:
        """The kind's own form."""
        own = form_for(entry_kind("alias"))
        made = modelform_factory(Alias, form=own, fields=self.names, formfield_callback=form_field)
        return super().get_formset(request, obj, **kwargs | {"form": made, "fields": self.names})

    def formfield_for_dbfield(self, db_field: Any, request: HttpRequest | None, **kwargs: Any) -> Any:
        """The kind's field for what is typed, the admin's for what is chosen."""
        if db_field.is_relation:
            return super().formfield_for_dbfield(db_field, request, **kwargs)
        return form_field(db_field, **kwargs)


class PersonAliasInline(AliasInline):
    """A person's, each of which may be a secret of some show."""

    names: ClassVar = ("name", "language", "kind", "show", "reveals")


class NamedAdmin(EntryAdmin):
    """Rows with other names, which are stored through the same actions."""

    def get_inlines(self, request: HttpRequest, obj: Any) -> Any:
        """Once there is somebody who can have them."""
        return self.inlines if obj else ()

    def save_formset(self, request: HttpRequest, form: Any, formset: Any, change: bool) -> None:
        """One action a name."""
        rows = formset.save(commit=False)
        for gone in formset.deleted_objects:
            delete_entry(gone, by=request.user)
        for row in rows:
            save_entry(row, by=request.user)


@admin.register(Person)
class PersonAdmin(NamedAdmin):
    """People."""

    entry = "person"
    inlines: ClassVar = [PersonAliasInline]
    list_display = ("name", "name_hi", "slug")
    list_filter = (("name_hi", admin.EmptyFieldListFilter), ("source", admin.EmptyFieldListFilter))
    search_fields = ("name", "name_hi", "=slug")
    prepopulated_fields: ClassVar = {"slug": ("name",)}


@admin.register(House)
class HouseAdmin(EntryAdmin):
    """Houses."""

    entry = "house"
    list_display = ("name", "name_hi", "show")
    list_filter = ("show",)
    list_select_related = ("show",)
    search_fields = ("name", "name_hi")
    prepopulated_fields: ClassVar = {"slug": ("name",)}


@admin.register(Character)
class CharacterAdmin(NamedAdmin):
    """Characters; from each of them it is one step to the form of a recast."""

    entry = "character"
    inlines: ClassVar = [AliasInline]
    change_form_template = "admin/character.html"
    list_display = ("name", "name_hi", "show", "house", "billing", "reveals")
    list_filter = ("show", "house")
    list_select_related = ("show", "house")
    search_fields = ("name", "name_hi", "=slug")
    autocomplete_fields = ("house",)
    prepopulated_fields: ClassVar = {"slug": ("name",)}


@admin.register(Alias)
class AliasAdmin(EntryAdmin):
    """Other names."""

    entry = "alias"
    list_display = ("name", "language", "kind", "character", "person", "reveals")
    list_filter = ("kind", "language")
    list_select_related = ("character", "person")
    search_fields = ("name", "character__name", "person__name")
    autocomplete_fields = ("character", "person")


@admin.register(Casting)
class CastingAdmin(EntryAdmin):
    """Castings."""

    entry = "casting"
    list_display = ("character", "person", "kind", "from_episode", "until_episode", "reveals")
    list_filter = ("kind", "character__show")
    list_select_related = ("character", "person")
    search_fields = ("character__name", "person__name")
    autocomplete_fields = ("character", "person")


@admin.register(Relationship)
class RelationshipAdmin(EntryAdmin):
    """Ties."""

    entry = "tie"
    list_display = ("subject", "kind", "object", "from_episode", "until_episode", "reveals")
    list_filter = ("kind", "show")
    list_select_related = ("subject", "object")
    search_fields = ("subject__name", "object__name")
    autocomplete_fields = ("subject", "object")


@admin.register(Beat)
class BeatAdmin(EntryAdmin):
    """Beats."""

    entry = "beat"
    view_on_site = False
    list_display = ("headline", "show", "episode", "kind", "status", "reveals")
    list_filter = ("kind", "status", "show")
    list_select_related = ("show",)
    search_fields = ("headline", "headline_hi")
    autocomplete_fields = ("characters",)
