"""Cases, decisions and rules for operators: to search and follow, not to change. The desk decides."""

from __future__ import annotations

from typing import Any

from django.contrib import admin
from django.db.models import Q, QuerySet
from django.http import HttpRequest
from django.urls import reverse
from django.utils.html import format_html
from django.utils.translation import gettext_lazy as _

from portal.moderation.models import Appeal, Case, Decision, Report, Rule


class ReadOnlyAdmin(admin.ModelAdmin):
    """Shows rows; what changes them is an action elsewhere."""

    list_per_page = 50
    show_full_result_count = False

    def has_add_permission(self, request: HttpRequest) -> bool:
        """Rows come from actions."""
        return False

    def has_change_permission(self, request: HttpRequest, obj: object | None = None) -> bool:
        """Rows are changed by actions."""
        return False

    def has_delete_permission(self, request: HttpRequest, obj: object | None = None) -> bool:
        """What was judged stays on record."""
        return False


def link(name: str, words: Any, *args: Any) -> str:
    """A link inside the admin or out to a page."""
    return format_html('<a href="{}">{}</a>', reverse(name, args=args), words)


class ReportInline(admin.TabularInline):
    """What was reported, inside its case."""

    model = Report
    extra = 0
    can_delete = False
    fields = readonly_fields = ("reporter", "rule", "words", "created_at")

    def has_add_permission(self, request: HttpRequest, obj: object | None = None) -> bool:
        """Reports come from fans."""
        return False

    def has_change_permission(self, request: HttpRequest, obj: object | None = None) -> bool:
        """Nobody rewrites a report."""
        return False


@admin.register(Case)
class CaseAdmin(ReadOnlyAdmin):
    """Cases."""

    list_display = ("pk", "origin", "state", "contribution", "opened_at", "closed_at", "claimed_by", "at_the_desk")
    list_filter = ("state", "origin", "opened_at")
    list_select_related = ("contribution", "claimed_by")
    search_fields = ("=pk", "contribution__public_id", "contribution__author__handle", "reports__reporter__handle")
    ordering = ("-opened_at", "-pk")
    inlines = (ReportInline,)
    readonly_fields = ("decided_by", "at_the_desk")

    def get_queryset(self, request: HttpRequest) -> QuerySet[Case]:
        """All but those about oneself: nobody learns here who reported them, not by searching either."""
        about_me = Q(contribution__author=request.user.pk) | Q(member=request.user.pk)
        return super().get_queryset(request).exclude(about_me)

    @admin.display(description=_("desk"))
    def at_the_desk(self, case: Case) -> str:
        """Where it is decided."""
        return link("moderation:case", _("Open at the desk"), case.pk) if case.contribution_id else ""

    @admin.display(description=_("decision"))
    def decided_by(self, case: Case) -> str:
        """The decision that closed it."""
        decision = Decision.objects.filter(case=case).first()
        return link("admin:moderation_decision_change", decision, decision.pk) if decision else ""


@admin.register(Decision)
class DecisionAdmin(ReadOnlyAdmin):
    """Decisions."""

    list_display = ("public_id", "verb", "rule", "by", "automated", "created_at", "its_case", "its_page")
    list_filter = ("verb", "automated", "rule", "created_at")
    list_select_related = ("rule", "by", "case")
    search_fields = ("=public_id", "by__handle", "case__contribution__public_id", "case__contribution__author__handle")
    ordering = ("-created_at", "-pk")
    readonly_fields = ("its_case", "its_page", "public_id")

    @admin.display(description=_("case"))
    def its_case(self, decision: Decision) -> str:
        """Back to the case."""
        return link("admin:moderation_case_change", decision.case_id, decision.case_id)

    @admin.display(description=_("page"))
    def its_page(self, decision: Decision) -> str:
        """As its author reads it."""
        return link("moderation:decision", decision.public_id, decision.public_id)


@admin.register(Appeal)
class AppealAdmin(ReadOnlyAdmin):
    """Appeals."""

    list_display = ("decision", "state", "reviewer", "created_at", "answered_at")
    list_filter = ("state",)
    list_select_related = ("decision", "reviewer")
    search_fields = ("=decision__public_id", "reviewer__handle")
    ordering = ("-created_at", "-pk")


@admin.register(Rule)
class RuleAdmin(ReadOnlyAdmin):
    """House rules; a new version comes with a release."""

    list_display = ("number", "title", "title_hi", "version", "in_force")
    list_filter = ("in_force",)
    search_fields = ("title", "title_hi", "slug")
    ordering = ("number", "-version")
