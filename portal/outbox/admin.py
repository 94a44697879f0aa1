"""What waits and what is stuck, for operators: to read, to try again, to throw away."""

from typing import Any

from django.contrib import admin, messages
from django.db.models import QuerySet
from django.http import HttpRequest
from django.utils.text import Truncator
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext

from portal.lib.admin import ReadOnlyAdmin

from .actions import retry
from .models import Heartbeat, Job

REASON_LENGTH = 120


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


class ThrownAwayHere(ReadOnlyAdmin):
    def has_delete_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return admin.ModelAdmin.has_delete_permission(self, request, obj)


@admin.register(Job)
class JobAdmin(ThrownAwayHere):
    list_display = ["handler", "event", "key", "created_at", "not_before", "attempts", "parked_at", "because"]
    search_fields = ["=key", "handler", "event"]
    list_filter = [StateFilter, "handler"]
    ordering = ["created_at"]
    actions = ["try_again"]

    @admin.display(description=_("parked because"))
    def because(self, job: Job) -> str:
        """The first line of the reason, as long as a list has room for."""
        return Truncator(job.parked_reason.partition("\n")[0]).chars(REASON_LENGTH)

    def has_retry_permission(self, request: HttpRequest) -> bool:
        return request.user.has_perm("outbox.change_job")

    @admin.action(description=_("Try the selected parked jobs again"), permissions=["retry"])
    def try_again(self, request: HttpRequest, chosen: QuerySet[Job]) -> None:
        done = sum(retry(job, by=f"member {request.user.pk}") for job in chosen)
        words = ngettext("%(count)d job will be tried again.", "%(count)d jobs will be tried again.", done)
        messages.success(request, words % {"count": done})


@admin.register(Heartbeat)
class HeartbeatAdmin(ThrownAwayHere):
    list_display = ["worker", "seen_at", "alive_until", "failures"]
    list_filter = ["seen_at"]
    search_fields = ["worker"]
    ordering = ["worker"]
