"""Cases, decisions and rules for operators: to search and follow, not to change. The desk decides."""

from __future__ import annotations

from typing import Any

from django.contrib import admin, messages
from django.db.models import Q, QuerySet
from django.http import HttpRequest
from django.urls import reverse
from django.utils import timezone
from django.utils.html import format_html
from django.utils.translation import gettext_lazy as _

from portal.lib.admin import ReadOnlyAdmin, ReadOnlyInline
from portal.lib.verdicts import Refused
from portal.moderation.actions import end_sanction
from portal.moderation.models import Act, Appeal, Case, Decision, Note, Report, Rule, Sanction
from portal.moderation.policies import whom


def link(name: str, words: Any, *args: Any) -> str:
    """A link inside the admin or out to a page."""
    return format_html('<a href="{}">{}</a>', reverse(name, args=args), words)


def of_member(member: Any) -> str:
    """A member, by the row in the admin; only operators get in there, everybody who moderates sees the name."""
    return link("admin:accounts_member_change", member.handle, member.pk)


class ReportInline(ReadOnlyInline):
    """What was reported, inside its case."""

    model = Report
    fields = readonly_fields = ("reporter", "rule", "words", "created_at")


@admin.register(Case)
class CaseAdmin(ReadOnlyAdmin):
    """Cases."""

    list_display = (
        "pk", "origin", "state", "about", "opened_at", "closed_at", "claimed_by", "asked_at", "at_the_desk",
    )  # fmt: skip
    list_filter = (
        "state", "origin", "show", "language", "leading_rule", "opened_at", ("asked_at", admin.EmptyFieldListFilter),
    )  # fmt: skip
    list_select_related = ("contribution__author", "member", "claimed_by")
    search_fields = (
        "=pk", "contribution__public_id", "contribution__author__handle", "member__handle", "reports__reporter__handle",
    )  # fmt: skip
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
        return link("moderation:case", _("Open at the desk"), case.pk)

    @admin.display(description=_("about"))
    def about(self, case: Case) -> str:
        """The one it is about, or whose work."""
        member = whom(case)
        return of_member(member) if member else str(case.contribution)

    @admin.display(description=_("decision"))
    def decided_by(self, case: Case) -> str:
        """The decision that closed it."""
        decision = Decision.objects.filter(case=case).first()
        return link("admin:moderation_decision_change", decision, decision.pk) if decision else ""


@admin.register(Decision)
class DecisionAdmin(ReadOnlyAdmin):
    """Decisions."""

    list_display = ("public_id", "verb", "rule", "by", "automated", "created_at", "told_at", "its_case", "its_page")
    list_filter = ("verb", "automated", "rule", "created_at", "case__origin", ("appeal", admin.EmptyFieldListFilter))
    list_select_related = ("rule", "by", "case")
    search_fields = (
        "=public_id", "by__handle", "case__contribution__public_id", "case__contribution__author__handle",
        "case__member__handle",
    )  # fmt: skip
    ordering = ("-created_at", "-pk")
    readonly_fields = ("its_case", "its_page", "its_sanction", "its_appeal", "public_id")

    @admin.display(description=_("sanction"))
    def its_sanction(self, decision: Decision) -> str:
        """What its author got besides."""
        found = getattr(decision, "sanction", None)
        return link("admin:moderation_sanction_change", found.get_kind_display(), found.pk) if found else ""

    @admin.display(description=_("appeal"))
    def its_appeal(self, decision: Decision) -> str:
        """What was said against it."""
        found = getattr(decision, "appeal", None)
        return link("admin:moderation_appeal_change", found.get_state_display(), found.pk) if found else ""

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

    list_display = ("decision", "state", "reviewer", "created_at", "answered_at", "its_case", "its_decision")
    list_filter = ("state", "created_at", "decision__verb", "decision__rule")
    readonly_fields = ("its_case", "its_decision")
    list_select_related = ("decision", "reviewer")
    search_fields = (
        "=decision__public_id", "reviewer__handle", "decision__case__contribution__author__handle",
        "decision__case__member__handle",
    )  # fmt: skip
    ordering = ("-created_at", "-pk")

    @admin.display(description=_("case"))
    def its_case(self, appeal: Appeal) -> str:
        """The case in which it is read."""
        return link("admin:moderation_case_change", appeal.case_id, appeal.case_id)

    @admin.display(description=_("decision"))
    def its_decision(self, appeal: Appeal) -> str:
        """What it is against."""
        return link("admin:moderation_decision_change", appeal.decision.public_id, appeal.decision_id)


@admin.register(Sanction)
class SanctionAdmin(ReadOnlyAdmin):
    """Sanctions; operators may end one."""

    list_display = ("pk", "kind", "whose", "starts_at", "ends_at", "ended_at", "its_decision")
    list_filter = ("kind", "starts_at", ("ended_at", admin.EmptyFieldListFilter))
    list_select_related = ("member", "decision")
    search_fields = ("member__handle", "=decision__public_id", "decision__by__handle")
    ordering = ("-starts_at", "-pk")
    readonly_fields = ("whose", "its_decision")
    actions = ("end_early",)

    def get_queryset(self, request: HttpRequest) -> QuerySet[Sanction]:
        """All but one's own, which stand on one's own page."""
        return super().get_queryset(request).exclude(member=request.user.pk)

    def has_end_permission(self, request: HttpRequest) -> bool:
        """Operators."""
        return request.user.is_superuser

    @admin.action(description=_("End the selected sanctions now"), permissions=["end"])
    def end_early(self, request: HttpRequest, chosen: QuerySet[Sanction]) -> None:
        """One action each; a refusal is said on the page."""
        for sanction in chosen.select_related("member", "decision"):
            try:
                end_sanction(sanction, by=request.user, at=timezone.now())
            except Refused as refusal:
                messages.error(request, str(refusal.verdict.reason))

    @admin.display(description=_("member"))
    def whose(self, sanction: Sanction) -> str:
        """The member."""
        return of_member(sanction.member)

    @admin.display(description=_("decision"))
    def its_decision(self, sanction: Sanction) -> str:
        """Why."""
        return link("admin:moderation_decision_change", sanction.decision.public_id, sanction.decision_id)


@admin.register(Note)
class NoteAdmin(ReadOnlyAdmin):
    """Notes on members, written at the desk."""

    list_display = ("member", "words", "by", "created_at")
    list_filter = ("created_at",)
    list_select_related = ("member", "by")
    search_fields = ("member__handle", "by__handle", "words")
    ordering = ("-created_at", "-pk")

    def get_queryset(self, request: HttpRequest) -> QuerySet[Note]:
        """All but those about oneself."""
        return super().get_queryset(request).exclude(member=request.user.pk)


@admin.register(Act)
class ActAdmin(ReadOnlyAdmin):
    """Who did what at the desk; for operators."""

    list_display = ("at", "by", "verb", "its_case", "member", "said")
    list_filter = ("verb", "at")
    list_select_related = ("by", "member")
    search_fields = ("by__handle", "member__handle", "=case__pk")
    ordering = ("-at", "-pk")
    readonly_fields = ("its_case",)

    def has_module_permission(self, request: HttpRequest) -> bool:
        """Operators."""
        return bool(getattr(request.user, "is_superuser", False))

    def has_view_permission(self, request: HttpRequest, obj: object | None = None) -> bool:
        """Operators: nobody is to be watched by their equals."""
        return bool(getattr(request.user, "is_superuser", False))

    @admin.display(description=_("case"))
    def its_case(self, act: Act) -> str:
        """On which case."""
        return link("admin:moderation_case_change", act.case_id, act.case_id) if act.case_id else ""


@admin.register(Rule)
class RuleAdmin(ReadOnlyAdmin):
    """House rules; a new version comes with a release."""

    list_display = ("number", "title", "title_hi", "version", "in_force")
    list_filter = ("in_force", "number")
    search_fields = ("title", "title_hi", "slug")
    ordering = ("number", "-version")
