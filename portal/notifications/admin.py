"""Alerts for operators, to see who was told what; members read them themselves."""

from __future__ import annotations

from django.contrib import admin
from django.http import HttpRequest

from portal.notifications.models import Notification, Preference


class ReadOnly(admin.ModelAdmin):
    """Rows that come from actions of members and of the house."""

    def has_add_permission(self, request: HttpRequest) -> bool:
        """They come from actions."""
        return False

    def has_change_permission(self, request: HttpRequest, obj: object | None = None) -> bool:
        """Nobody rewrites them."""
        return False

    def has_delete_permission(self, request: HttpRequest, obj: object | None = None) -> bool:
        """Nor takes them back."""
        return False


@admin.register(Notification)
class NotificationAdmin(ReadOnly):
    """Alerts."""

    list_display = ("recipient", "kind", "contribution", "created_at", "read_at")
    list_filter = ("kind", "created_at")
    list_select_related = ("recipient", "contribution")
    search_fields = ("recipient__handle", "=key")
    ordering = ("-created_at", "-pk")
    list_per_page = 50
    show_full_result_count = False


@admin.register(Preference)
class PreferenceAdmin(ReadOnly):
    """What members chose, for whoever is asked why a mail came or did not."""

    list_display = ("member", "sort", "site", "mail")
    list_filter = ("sort",)
    list_select_related = ("member",)
    search_fields = ("member__handle",)
    ordering = ("-pk",)
    list_per_page = 50
    show_full_result_count = False
