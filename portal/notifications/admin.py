"""Alerts for operators, to see who was told what; members read them themselves."""

from __future__ import annotations

from django.contrib import admin
from django.http import HttpRequest

from portal.notifications.models import Notification


@admin.register(Notification)
class NotificationAdmin(admin.ModelAdmin):
    """Alerts."""

    list_display = ("recipient", "kind", "contribution", "created_at", "read_at")
    list_filter = ("kind", "created_at")
    list_select_related = ("recipient", "contribution")
    search_fields = ("recipient__handle", "=key")
    ordering = ("-created_at", "-pk")
    list_per_page = 50
    show_full_result_count = False

    def has_add_permission(self, request: HttpRequest) -> bool:
        """Alerts come from actions."""
        return False

    def has_change_permission(self, request: HttpRequest, obj: object | None = None) -> bool:
        """Nobody rewrites what somebody was told."""
        return False

    def has_delete_permission(self, request: HttpRequest, obj: object | None = None) -> bool:
        """Nor takes it back."""
        return False
