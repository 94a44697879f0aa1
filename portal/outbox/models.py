"""Jobs that wait to be done, and the pulse of those who do them."""

from datetime import datetime
from typing import Self

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _


class JobQuerySet(models.QuerySet["Job"]):
    def waiting(self) -> Self:
        return self.filter(parked_at=None, lease_token=None)

    def leased(self) -> Self:
        return self.filter(parked_at=None).exclude(lease_token=None)

    def parked(self) -> Self:
        return self.exclude(parked_at=None)

    def due(self, at: datetime) -> Self:
        """What a worker may claim: waiting and due, or leased to somebody who fell silent."""
        return self.filter(parked_at=None, not_before__lte=at)

    def in_claiming_order(self) -> Self:
        return self.order_by("not_before", "id")

    def oldest_first(self) -> Self:
        return self.order_by("created_at", "id")


class Job(models.Model):
    """One thing that must happen: waiting, leased to a worker, or parked for an operator; done means deleted.

    `not_before` is also where a lease ends, so that one index answers "what may be claimed now".
    `attempts` counts claims, not failures: a job that kills its worker is parked in the end like any other.
    """

    handler = models.CharField(_("handler"), max_length=100)
    event = models.CharField(_("event"), max_length=100, blank=True)
    key = models.CharField(_("key"), max_length=200, null=True, blank=True)
    payload = models.JSONField(_("payload"), default=dict)
    not_before = models.DateTimeField(_("not before"))
    lease_token = models.UUIDField(_("lease"), null=True, blank=True)
    attempts = models.PositiveSmallIntegerField(_("attempts"), default=0)
    parked_at = models.DateTimeField(_("parked at"), null=True, blank=True)
    parked_reason = models.TextField(_("parked because"), blank=True)
    created_at = models.DateTimeField(_("created at"))

    objects = JobQuerySet.as_manager()

    class Meta:
        verbose_name = _("job")
        verbose_name_plural = _("jobs")
        constraints = [
            models.UniqueConstraint(
                fields=["handler", "key"],
                condition=Q(parked_at=None, lease_token=None),
                name="one_waiting_job_per_key",
            )
        ]
        indexes = [
            models.Index(fields=["not_before", "id"], condition=Q(parked_at=None), name="jobs_in_claiming_order"),
            models.Index(fields=["parked_at"], condition=Q(parked_at__isnull=False), name="parked_jobs"),
        ]

    def __str__(self) -> str:
        return f"{self.handler} #{self.pk}"


class HeartbeatQuerySet(models.QuerySet["Heartbeat"]):
    def alive(self, at: datetime) -> Self:
        return self.filter(alive_until__gt=at)


class Heartbeat(models.Model):
    """A worker's pulse: it is alive when this row says so, which covers the lease of what it is busy with.

    `failures` counts how often a job failed in its hands.
    """

    worker = models.CharField(_("worker"), max_length=200, unique=True)
    seen_at = models.DateTimeField(_("seen at"))
    alive_until = models.DateTimeField(_("alive until"))
    failures = models.PositiveBigIntegerField(_("failures"), default=0)

    objects = HeartbeatQuerySet.as_manager()

    class Meta:
        verbose_name = _("heartbeat")
        verbose_name_plural = _("heartbeats")

    def __str__(self) -> str:
        return self.worker


class Begun(models.Model):
    """That something in the world outside was begun, which may not be done twice; see `once`."""

    key = models.CharField(_("key"), max_length=200, unique=True)
    at = models.DateTimeField(_("begun at"), db_index=True)

    class Meta:
        verbose_name = _("what is done once")
        verbose_name_plural = _("what is done once")

    def __str__(self) -> str:
        return self.key
