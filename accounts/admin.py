"""Members in the admin: operators give roles and trust, and close or open the door; nobody edits words or passwords."""

from __future__ import annotations

from typing import Any, ClassVar

from django.contrib import admin, messages
from django.http import HttpRequest

from accounts.actions import place
from accounts.models import Block, Member
from portal.lib.verdicts import Refused


@admin.register(Member)
class MemberAdmin(admin.ModelAdmin):
    """Members."""

    list_display = ("handle", "role", "trust", "language", "is_active", "joined_at")
    list_filter = ("role", "trust", "is_active", "is_demo")
    search_fields = ("handle", "email")
    ordering = ("-joined_at",)
    fields = ("handle", "email", "language", "role", "trust", "is_active", "joined_at", "last_login")
    readonly_fields: ClassVar = ("handle", "email", "language", "joined_at", "last_login")
    list_per_page = 50
    show_full_result_count = False

    def has_add_permission(self, request: HttpRequest) -> bool:
        """People join, or come by `manage.py make_member`."""
        return False

    def has_delete_permission(self, request: HttpRequest, obj: object | None = None) -> bool:
        """People leave by themselves, and decide what becomes of their words."""
        return False

    def save_model(self, request: HttpRequest, obj: Member, form: Any, change: bool) -> None:
        """One action; a refusal is said on the page."""
        try:
            place(obj, by=request.user, role=obj.role, trust=obj.trust, may_sign_in=obj.is_active)
        except Refused as refusal:
            messages.error(request, str(refusal.verdict.reason))


@admin.register(Block)
class BlockAdmin(admin.ModelAdmin):
    """Who keeps whom away: theirs alone to change, but an operator who is asked for help can look."""

    list_display = ("member", "kind", "other", "created_at")
    list_filter = ("kind",)
    search_fields = ("member__handle", "other__handle")
    list_select_related = ("member", "other")
    ordering = ("-created_at",)
    list_per_page = 50
    show_full_result_count = False

    def has_add_permission(self, request: HttpRequest) -> bool:
        """Members do that themselves."""
        return False

    def has_change_permission(self, request: HttpRequest, obj: object | None = None) -> bool:
        """The same."""
        return False

    def has_delete_permission(self, request: HttpRequest, obj: object | None = None) -> bool:
        """The same."""
        return False
