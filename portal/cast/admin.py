"""The cast in the admin; a casting that overlaps another is explained at its field."""

from __future__ import annotations

from typing import Any, ClassVar

from django import forms
from django.contrib import admin

from portal.cast.actions import delete_entry, overlap_sentence, overlapping, save_casting, save_entry
from portal.cast.models import Casting, Character, Person
from shows.admin import CuratedAdmin


class EntryAdmin(CuratedAdmin):
    """Saves and deletes through the cast's actions."""

    keep = staticmethod(save_entry)
    drop = staticmethod(delete_entry)


@admin.register(Person)
class PersonAdmin(EntryAdmin):
    """People."""

    list_display = ("name", "name_hi", "slug")
    search_fields = ("name", "name_hi")
    prepopulated_fields: ClassVar = {"slug": ("name",)}


@admin.register(Character)
class CharacterAdmin(EntryAdmin):
    """Characters."""

    list_display = ("name", "name_hi", "show", "billing", "reveals")
    list_filter = ("show",)
    list_select_related = ("show",)
    search_fields = ("name", "name_hi")
    prepopulated_fields: ClassVar = {"slug": ("name",)}


class CastingForm(forms.ModelForm):
    """A casting, checked against the others of its character."""

    class Meta:
        model = Casting
        fields = (
            "character", "person", "kind", "language", "from_episode", "until_episode",
            "end_reason", "end_reason_hi", "reveals", "source",
        )  # fmt: skip

    def clean(self) -> dict[str, Any]:
        """Nobody else may hold the part in these episodes."""
        cleaned = super().clean() or self.cleaned_data
        if {"character", "from_episode", "kind"} <= cleaned.keys():
            wanted = Casting(pk=self.instance.pk, **{name: cleaned.get(name) for name in CHECKED})
            if other := overlapping(wanted):
                self.add_error("from_episode", overlap_sentence(other))
        return cleaned


CHECKED = ("character", "kind", "from_episode", "until_episode")


@admin.register(Casting)
class CastingAdmin(EntryAdmin):
    """Castings."""

    form = CastingForm
    keep = staticmethod(save_casting)
    list_display = ("character", "person", "kind", "from_episode", "until_episode", "reveals")
    list_filter = ("kind", "character__show")
    list_select_related = ("character", "person")
    search_fields = ("character__name", "person__name")
    autocomplete_fields = ("character", "person")
