"""The catalogue in the admin: curators edit, through the same actions as everybody."""

from __future__ import annotations

from contextlib import suppress
from functools import partial
from typing import Any, ClassVar

from django.contrib import admin
from django.core.exceptions import ValidationError
from django.db import transaction
from django.db.models import QuerySet
from django.forms import modelform_factory
from django.http import HttpRequest

from portal.lib.admin import LedFrom, ReadOnlyAdmin
from portal.lib.text import episode_number
from shows.actions import delete_entry, save_entry
from shows.catalogue import entry_kind, label_of
from shows.entry_forms import form_field, form_for
from shows.models import Episode, Hiatus, Progress, Rating, Season, Show, ShowSlug


class EntryAdmin(LedFrom):
    """A kind of row of the catalogue: its form, saved and deleted through the same actions as everywhere."""

    entry: ClassVar[str]

    def get_form(self, request: HttpRequest, obj: Any = None, change: bool = False, **kwargs: Any) -> Any:
        """The kind's own form, with the widgets of the admin."""
        kind = entry_kind(type(self).entry)
        protected = ("external_ids", "provenance", "protected") if request.user.is_superuser else ()
        own = type("EntryAdminForm", (form_for(kind),), {})
        callback = partial(self.entry_field, request)
        return modelform_factory(kind.model, form=own, fields=(*kind.fields, *protected), formfield_callback=callback)

    def entry_field(self, request: HttpRequest, column: Any, **kwargs: Any) -> Any:
        """The admin's field for what is chosen, the kind's for what is typed."""
        if column.is_relation:
            return self.formfield_for_dbfield(column, request=request, label=label_of(column), **kwargs)
        return form_field(column, **kwargs)

    def get_fieldsets(self, request: HttpRequest, obj: Any = None) -> Any:
        """All fields in the order of the form."""
        return [(None, {"fields": list(self.get_form(request, obj).base_fields)})]

    def save_form(self, request: HttpRequest, form: Any, change: bool) -> Any:
        """Not stored yet; what a field holds several of comes along."""
        row = form.save(commit=False)
        form.save_m2m = lambda: None
        return row

    def save_model(self, request: HttpRequest, obj: Any, form: Any, change: bool) -> None:
        """One action."""
        save_entry(obj, by=request.user, many=form.many)

    def delete_model(self, request: HttpRequest, obj: Any) -> None:
        """One action."""
        delete_entry(obj, by=request.user)

    def delete_queryset(self, request: HttpRequest, queryset: QuerySet[Any]) -> None:
        """One action a row, all or none."""
        with transaction.atomic():
            for obj in queryset:
                delete_entry(obj, by=request.user)


@admin.register(Show)
class ShowAdmin(EntryAdmin):
    """Shows."""

    entry = "show"
    list_display = ("title", "title_hi", "network", "status", "aired_through", "public_through")
    search_fields = ("title", "title_hi", "slug")
    list_filter = ("status", "language", "network")
    prepopulated_fields: ClassVar = {"slug": ("title",)}

    def has_delete_permission(self, request: HttpRequest, obj: object | None = None) -> bool:
        """Every member's place in it goes along, so operators only."""
        return super().has_delete_permission(request, obj) and request.user.is_superuser

    def get_deleted_objects(self, objs: Any, request: HttpRequest) -> Any:
        """Members' places go with their show, though nobody deletes one by itself."""
        found, counts, missing, protected = super().get_deleted_objects(objs, request)
        return found, counts, missing - {Progress._meta.verbose_name}, protected


@admin.register(ShowSlug)
class ShowSlugAdmin(ReadOnlyAdmin):
    """Former addresses: kept by themselves when a show is renamed; one is freed by deleting it."""

    list_display = ("slug", "show")
    list_select_related = ("show",)
    list_filter = ("show",)
    search_fields = ("slug", "show__title")
    ordering = ("slug",)

    def has_delete_permission(self, request: HttpRequest, obj: object | None = None) -> bool:
        """Curators free one."""
        return admin.ModelAdmin.has_delete_permission(self, request, obj)


@admin.register(Season)
class SeasonAdmin(EntryAdmin):
    """Seasons."""

    entry = "season"
    list_display = ("show", "number", "title", "first_episode", "last_episode")
    list_filter = ("show",)
    search_fields = ("=number", "title", "show__title")
    list_select_related = ("show",)


@admin.register(Episode)
class EpisodeAdmin(EntryAdmin):
    """Episodes."""

    entry = "episode"
    list_display = ("number", "show", "safe_title", "aired_at", "source")
    list_filter = ("show",)
    search_fields = ("=number", "safe_title")
    list_select_related = ("show",)
    ordering = ("show", "number")

    def get_search_results(self, request: HttpRequest, queryset: QuerySet[Any], search_term: str) -> Any:
        """Numbers are found however they are typed: 1018, Ep 1,018, १०१८."""
        with suppress(ValidationError):
            search_term = str(episode_number(search_term))
        return super().get_search_results(request, queryset, search_term)


@admin.register(Hiatus)
class HiatusAdmin(EntryAdmin):
    """Breaks."""

    entry = "hiatus"
    list_display = ("show", "after_episode", "from_on", "until_on", "reason")
    list_filter = ("show",)
    search_fields = ("=after_episode", "reason", "reason_hi", "show__title")
    list_select_related = ("show",)


@admin.register(Rating)
class RatingAdmin(EntryAdmin):
    """TRP figures."""

    entry = "rating"
    list_display = ("show", "week", "market", "unit", "value", "rank", "status", "source")
    list_filter = ("show", "market", "unit", "status")
    search_fields = ("show__title", "source", "link")
    list_select_related = ("show",)
    date_hierarchy = "week"


@admin.register(Progress)
class ProgressAdmin(ReadOnlyAdmin):
    """Who has watched how far: personal, so for operators alone to look up, and for members alone to change.

    Nobody deletes one: without its row a member would stand at the public horizon, further on than they said.
    """

    list_display = ("member", "show", "through", "always_aired", "updated_at")
    list_filter = ("show", "always_aired")
    list_select_related = ("member", "show")
    search_fields = ("member__handle",)

    def has_view_permission(self, request: HttpRequest, obj: object | None = None) -> bool:
        """Operators only."""
        return super().has_view_permission(request, obj) and request.user.is_superuser
