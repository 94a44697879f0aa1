"""The catalogue in the admin: curators edit, through the same actions as everybody."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, ClassVar

from django.contrib import admin
from django.db import transaction
from django.db.models import QuerySet
from django.http import HttpRequest

from shows.actions import delete_catalogue, save_catalogue
from shows.models import Episode, Progress, Season, Show


class CuratedAdmin(admin.ModelAdmin):
    """Saves and deletes through actions named by the class."""

    keep: ClassVar[Callable[..., Any]] = staticmethod(save_catalogue)
    drop: ClassVar[Callable[..., Any]] = staticmethod(delete_catalogue)
    list_per_page = 50
    show_full_result_count = False

    def save_model(self, request: HttpRequest, obj: Any, form: Any, change: bool) -> None:
        """One action."""
        type(self).keep(obj, by=request.user)

    def delete_model(self, request: HttpRequest, obj: Any) -> None:
        """One action."""
        type(self).drop(obj, by=request.user)

    def delete_queryset(self, request: HttpRequest, queryset: QuerySet[Any]) -> None:
        """One action a row, all or none."""
        with transaction.atomic():
            for obj in queryset:
                type(self).drop(obj, by=request.user)


@admin.register(Show)
class ShowAdmin(CuratedAdmin):
    """Shows."""

    list_display = ("title", "title_hi", "network", "status", "aired_through", "public_through")
    search_fields = ("title", "title_hi", "slug")
    list_filter = ("status",)
    prepopulated_fields: ClassVar = {"slug": ("title",)}

    def has_delete_permission(self, request: HttpRequest, obj: object | None = None) -> bool:
        """Every member's place in it goes along, so operators only."""
        return super().has_delete_permission(request, obj) and request.user.is_superuser

    def get_deleted_objects(self, objs: Any, request: HttpRequest) -> Any:
        """Members' places go with their show, though nobody deletes one by itself."""
        found, counts, missing, protected = super().get_deleted_objects(objs, request)
        return found, counts, missing - {Progress._meta.verbose_name}, protected


@admin.register(Season)
class SeasonAdmin(CuratedAdmin):
    """Seasons."""

    list_display = ("show", "number", "title", "first_episode", "last_episode")
    list_filter = ("show",)
    list_select_related = ("show",)


@admin.register(Episode)
class EpisodeAdmin(CuratedAdmin):
    """Episodes."""

    list_display = ("number", "show", "safe_title", "aired_at", "source")
    list_filter = ("show",)
    search_fields = ("=number", "safe_title")
    list_select_related = ("show",)
    ordering = ("show", "number")


@admin.register(Progress)
class ProgressAdmin(admin.ModelAdmin):
    """Who has watched how far: personal, so for operators alone to look up, and for members alone to change."""

    list_display = ("member", "show", "through", "always_aired", "updated_at")
    list_select_related = ("member", "show")
    search_fields = ("member__handle",)

    def has_view_permission(self, request: HttpRequest, obj: object | None = None) -> bool:
        """Operators only."""
        return super().has_view_permission(request, obj) and request.user.is_superuser

    def has_add_permission(self, request: HttpRequest) -> bool:
        """Members say it themselves."""
        return False

    def has_delete_permission(self, request: HttpRequest, obj: object | None = None) -> bool:
        """Without its row a member would stand at the public horizon, further on than they said."""
        return False

    def has_change_permission(self, request: HttpRequest, obj: object | None = None) -> bool:
        """Members say it themselves."""
        return False
