"""Members in the admin: operators give roles and trust, and close or open the door; nobody edits words or passwords."""

from __future__ import annotations

from typing import Any, ClassVar

from django.contrib import admin, messages
from django.http import HttpRequest
from django.urls import reverse
from django.utils.html import format_html
from django.utils.translation import gettext_lazy as _

from accounts.actions import place
from accounts.models import Member
from portal.lib.verdicts import Refused


@admin.register(Member)
class MemberAdmin(admin.ModelAdmin):
    """Members."""

    list_display = ("handle", "role", "trust", "language", "is_active", "muted_until", "suspended_until", "joined_at")
    list_filter = ("role", "trust", "is_active", "is_demo", "suspended_until", "muted_until")
    search_fields = ("handle", "email")
    ordering = ("-joined_at",)
    fields = (
        "handle", "email", "language", "role", "trust", "is_active", "muted_until", "suspended_until", "joined_at",
        "last_login", "at_the_desk",
    )  # fmt: skip
    readonly_fields: ClassVar = (
        "handle", "email", "language", "muted_until", "suspended_until", "joined_at", "last_login", "at_the_desk",
    )  # fmt: skip
    list_per_page = 50
    show_full_result_count = False

    @admin.display(description=_("desk"))
    def at_the_desk(self, member: Member) -> str:
        """What those who moderate know of them; sanctions are imposed there."""
        page = reverse("moderation:member", args=[member.handle])
        return format_html('<a href="{}">{}</a>', page, _("Open at the desk"))

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
