"""Photos in the admin: found and read there."""

from __future__ import annotations

from django.contrib import admin

from portal.contributions.admin import ContributionAdmin
from portal.lib.admin import ReadOnlyInline
from portal.photos.models import PersonTag, Photo


class PersonTagInline(ReadOnlyInline):
    """Who is in it."""

    model = PersonTag
    fields = readonly_fields = ("order", "person")


@admin.register(Photo)
class PhotoAdmin(ContributionAdmin):
    """Photos."""

    list_display = ("public_id", "title", "author", "credit", "show", "state", "developed_at", "created_at")
    list_filter = (*ContributionAdmin.list_filter, "spot", "develop_error")
    search_fields = (*ContributionAdmin.search_fields, "credit", "first_published", "=sha256")
    inlines = (PersonTagInline,)
