"""Edits for operators and curators: to search and follow, not to change. The desk decides."""

from __future__ import annotations

from typing import ClassVar

from django.contrib import admin
from django.utils.html import format_html
from django.utils.translation import gettext_lazy as _

from portal.curation.models import Proposal, Remark
from portal.lib.admin import ReadOnlyAdmin, ReadOnlyInline


class RemarkInline(ReadOnlyInline):
    """What was asked and answered."""

    model = Remark
    fields = readonly_fields = ("by", "words", "created_at")


@admin.register(Proposal)
class ProposalAdmin(ReadOnlyAdmin):
    """Edits."""

    list_display = ("public_id", "kind", "target", "show", "verb", "state", "author", "created_at", "its_page")
    list_filter = ("state", "verb", "kind", "show")
    list_select_related = ("show", "author")
    search_fields = ("=public_id", "=author__handle", "=decided_by__handle")
    ordering = ("-created_at", "-pk")
    inlines: ClassVar = [RemarkInline]

    @admin.display(description=_("page"))
    def its_page(self, proposal: Proposal) -> str:
        """Where it is decided."""
        return format_html('<a href="{}">{}</a>', proposal.get_absolute_url(), proposal.public_id)
