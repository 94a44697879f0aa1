"""Alerts for operators, to see who was told what; members read them themselves."""

from __future__ import annotations

from django.contrib import admin

from portal.lib.admin import ReadOnlyAdmin
from portal.notifications.models import Digest, Follow, MailHours, Notification, Preference


@admin.register(Notification)
class NotificationAdmin(ReadOnlyAdmin):
    """Alerts."""

    list_display = ("recipient", "kind", "contribution", "created_at", "read_at", "site", "held", "mail")
    list_filter = ("kind", "held", "mail", "created_at")
    list_select_related = ("recipient", "contribution")
    search_fields = ("recipient__handle", "=key", "=contribution__public_id")
    ordering = ("-created_at", "-pk")


@admin.register(Preference)
class PreferenceAdmin(ReadOnlyAdmin):
    """What members chose, for whoever is asked why a mail came or did not."""

    list_display = ("member", "sort", "site", "mail", "later")
    list_filter = ("sort",)
    list_select_related = ("member",)
    search_fields = ("member__handle",)
    ordering = ("-pk",)


@admin.register(MailHours)
class MailHoursAdmin(ReadOnlyAdmin):
    """When mail may come to members."""

    list_display = ("member", "time_zone", "quiet_from", "quiet_until", "digest", "digest_at")
    list_filter = ("digest",)
    list_select_related = ("member",)
    search_fields = ("member__handle",)
    ordering = ("-pk",)


@admin.register(Digest)
class DigestAdmin(ReadOnlyAdmin):
    """Which daily mails were made."""

    list_display = ("member", "day", "at", "sent")
    list_filter = ("sent", "day")
    list_select_related = ("member",)
    search_fields = ("member__handle",)
    ordering = ("-day", "-pk")


@admin.register(Follow)
class FollowAdmin(ReadOnlyAdmin):
    """What members follow."""

    list_display = ("member", "show", "contribution", "character", "person", "other", "created_at")
    list_filter = ("created_at", "show")
    list_select_related = ("member", "show", "contribution", "character", "person", "other")
    search_fields = ("member__handle",)
    ordering = ("-pk",)
