"""What people submitted, in the admin: found and read there; changed by their authors, judged at the desk."""

from __future__ import annotations

from typing import Any, ClassVar

from django.contrib import admin
from django.db.models import QuerySet
from django.http import HttpRequest

from portal.contributions.kinds import kind_of
from portal.contributions.models import About, Contribution, Revision
from portal.lib.admin import ReadOnlyAdmin, ReadOnlyInline


class AboutInline(ReadOnlyInline):
    """Whom it is about, to read; authors say it."""

    model = About
    fields = ("character", "person")

    def get_queryset(self, request: HttpRequest) -> QuerySet[About]:
        """With the names; one query for all rows."""
        rows: QuerySet[About] = super().get_queryset(request).select_related("character", "person")
        return rows


class ContributionAdmin(ReadOnlyAdmin):
    """Search, filters, and every field to read; the base of each kind's own page."""

    list_display: ClassVar[Any] = ("public_id", "title", "author", "show", "state", "effective_reveals", "created_at")
    list_filter = ("state", "show", "language", "created_at")
    list_select_related = ("author", "show")
    search_fields = ("=public_id", "=author__handle", "title", "body")
    ordering = ("-created_at", "-pk")

    def view_on_site(self, obj: Contribution) -> str:
        """Its page, by the id alone."""
        return kind_of(obj).safe_url(obj)


@admin.register(Contribution)
class EverythingAdmin(ContributionAdmin):
    """All kinds in one list: what cases, decisions, alerts and reactions lead to; from each it is one step to its own
    kind's page."""

    list_display = ("public_id", "kind", "title", "author", "show", "state", "effective_reveals", "created_at")
    list_filter = ("kind", *ContributionAdmin.list_filter)


@admin.register(Revision)
class RevisionAdmin(ReadOnlyAdmin):
    """Earlier and waiting words."""

    list_display = ("contribution", "state", "editor", "reveals", "created_at")
    list_filter = ("state", "created_at")
    list_select_related = ("contribution", "editor")
    search_fields = ("=contribution__public_id", "=editor__handle")
    ordering = ("-created_at", "-pk")
