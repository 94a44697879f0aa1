"""What people submitted, in the admin: found and read there; changed by their authors, judged at the desk."""

from __future__ import annotations

from typing import Any, ClassVar

from django.contrib import admin
from django.db.models import QuerySet
from django.http import HttpRequest

from portal.contributions.kinds import kind_of
from portal.contributions.models import About, Contribution, Revision


class AboutInline(admin.TabularInline):
    """Whom it is about, to read."""

    model = About
    fields = ("character", "person")
    extra = 0

    def has_add_permission(self, request: HttpRequest, obj: object | None = None) -> bool:
        """Authors do."""
        return False

    def has_change_permission(self, request: HttpRequest, obj: object | None = None) -> bool:
        """Authors do."""
        return False

    def has_delete_permission(self, request: HttpRequest, obj: object | None = None) -> bool:
        """Authors do."""
        return False

    def get_queryset(self, request: HttpRequest) -> QuerySet[About]:
        """With the names; one query for all rows."""
        rows: QuerySet[About] = super().get_queryset(request).select_related("character", "person")
        return rows


class ContributionAdmin(admin.ModelAdmin):
    """Search, filters, and every field to read; the base of each kind's own page."""

    list_display: ClassVar[Any] = ("public_id", "title", "author", "show", "state", "effective_reveals", "created_at")
    list_filter = ("state", "show", "language", "created_at")
    list_select_related = ("author", "show")
    search_fields = ("=public_id", "=author__handle", "title", "body")
    ordering = ("-created_at", "-pk")
    list_per_page = 50
    show_full_result_count = False

    def has_add_permission(self, request: HttpRequest) -> bool:
        """Members do."""
        return False

    def has_change_permission(self, request: HttpRequest, obj: object | None = None) -> bool:
        """Authors do."""
        return False

    def has_delete_permission(self, request: HttpRequest, obj: object | None = None) -> bool:
        """Nothing is deleted; the desk removes, with a reason."""
        return False

    def view_on_site(self, obj: Contribution) -> str:
        """Its page, by the id alone."""
        return kind_of(obj).safe_url(obj)


@admin.register(Revision)
class RevisionAdmin(admin.ModelAdmin):
    """Earlier and waiting words."""

    list_display = ("contribution", "state", "editor", "reveals", "created_at")
    list_filter = ("state", "created_at")
    list_select_related = ("contribution", "editor")
    search_fields = ("=contribution__public_id", "=editor__handle")
    ordering = ("-created_at", "-pk")
    show_full_result_count = False
    has_add_permission = ContributionAdmin.has_add_permission
    has_change_permission = ContributionAdmin.has_change_permission
    has_delete_permission = ContributionAdmin.has_delete_permission
