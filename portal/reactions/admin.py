"""Reactions for operators: to search and follow, not to change."""

from django.contrib import admin

from portal.lib.admin import ReadOnlyAdmin
from portal.reactions.models import Reaction


@admin.register(Reaction)
class ReactionAdmin(ReadOnlyAdmin):
    """Who felt which way about what."""

    list_display = ("member", "kind", "contribution", "created_at")
    list_filter = ("kind", "created_at")
    list_select_related = ("member", "contribution")
    search_fields = ("=member__handle", "=contribution__public_id")
    ordering = ("-pk",)
