"""What waits and what is stuck, for operators: to read, to try again, to throw away."""

from typing import Any

from django.contrib import admin, messages
from django.db.models import QuerySet
from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext

from .actions import retry
from .models import Heartbeat, Job


class StateFilter(admin.SimpleListFilter):
    title = _("state")
    parameter_name = "state"

    def lookups(self, request: HttpRequest, model_admin: Any) -> list[tuple[str, Any]]:
        return [("waiting", _("waiting")), ("leased", _("being done")), ("parked", _("parked"))]

    def queryset(self, request: HttpRequest, queryset: QuerySet[Job]) -> QuerySet[Job]:
        if self.value() == "waiting":
            return queryset.filter(pk__in=Job.objects.waiting())
        if self.value() == "leased":
            return queryset.filter(pk__in=Job.objects.leased())
        if self.value() == "parked":
            return queryset.filter(pk__in=Job.objects.parked())
        return queryset


class ReadOnly(admin.ModelAdmin):  # type: ignore[type-arg]  # generic only in the stubs
    def has_add_permission(self, request: HttpRequest) -> bool:
        return False

    def has_change_permission(self, request: HttpRequest, obj: object = None) -> bool:
        return False


@admin.register(Job)
class JobAdmin(ReadOnly):
    list_display = ["handler", "event", "key", "created_at", "not_before", "attempts", "parked_at"]
    list_filter = [StateFilter, "handler"]
    ordering = ["created_at"]
    show_full_result_count = False
    actions = ["try_again"]

    def has_retry_permission(self, request: HttpRequest) -> bool:
        return request.user.has_perm("outbox.change_job")

    @admin.action(description=_("Try the selected parked jobs again"), permissions=["retry"])
    def try_again(self, request: HttpRequest, chosen: QuerySet[Job]) -> None:
        done = sum(retry(job, by=request.user) for job in chosen)
        words = ngettext("%(count)d job will be tried again.", "%(count)d jobs will be tried again.", done)
        messages.success(request, words % {"count": done})


@admin.register(Heartbeat)
class HeartbeatAdmin(ReadOnly):
    list_display = ["worker", "seen_at", "alive_until"]
    ordering = ["worker"]
