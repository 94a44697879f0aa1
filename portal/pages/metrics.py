"""Numbers for whoever watches over the portal, in the text format of Prometheus. None is about a person."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime
from ipaddress import ip_address

from django.conf import settings
from django.db import DatabaseError
from django.http import HttpRequest, HttpResponse
from django.utils import timezone
from django.utils.crypto import constant_time_compare
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe
from prometheus_client import CONTENT_TYPE_PLAIN_0_0_4, CollectorRegistry, generate_latest
from prometheus_client.core import CounterMetricFamily, GaugeMetricFamily, HistogramMetricFamily, Metric
from prometheus_client.registry import Collector

from accounts.adapter import MAIL_HANDLER
from portal.lib.counting import counts
from portal.lib.outages import OUTAGES
from portal.moderation.models import Case
from portal.notifications.actions import MAIL
from portal.outbox.looking import MOST, Queue, look
from portal.pages.errors import nothing

DOWN: tuple[type[Exception], ...] = (DatabaseError, *OUTAGES)
# Whoever comes through a proxy stands at the proxy's address, so one of these makes a neighbour a stranger.
FORWARDED = ("X-Forwarded-For", "X-Forwarded-Host", "X-Forwarded-Proto", "X-Real-IP", "Forwarded", "Via")


@require_safe
@never_cache
def metrics(request: HttpRequest) -> HttpResponse:
    """The numbers, for a neighbour on the same machine or whoever has the token; for all others no such address."""
    if not (has_token(request) or is_neighbour(request)):
        return nothing(request, PermissionError())
    registry = CollectorRegistry(auto_describe=False)
    registry.register(Numbers())
    return HttpResponse(generate_latest(registry), content_type=CONTENT_TYPE_PLAIN_0_0_4)


def has_token(request: HttpRequest) -> bool:
    """Whether the operator's token came along; where there is none, nobody has it."""
    said = request.headers.get("Authorization", "")
    return bool(settings.METRICS_TOKEN) and constant_time_compare(said, f"Bearer {settings.METRICS_TOKEN}")


def is_neighbour(request: HttpRequest) -> bool:
    """Whether somebody on this machine asks directly. With a proxy in front everybody would seem to."""
    if settings.BEHIND_PROXY or settings.SECURE_SSL_REDIRECT or any(name in request.headers for name in FORWARDED):
        return False
    try:
        return ip_address(request.META.get("REMOTE_ADDR", "")).is_loopback
    except ValueError:  # a socket file, which a proxy opened
        return False


class Numbers(Collector):
    """What is told; the requests also when the database is away."""

    def collect(self) -> Iterator[Metric]:
        """All of it, as of now."""
        yield from requests()
        try:
            now = timezone.now()
            found = [*work(look(at=now, mail=(MAIL, MAIL_HANDLER))), *desk(now)]
        except DOWN:
            yield gauge("database_up", "Whether the database answered.", 0)
        else:
            yield gauge("database_up", "Whether the database answered.", 1)
            yield from found


def requests() -> Iterator[Metric]:
    """Answers by class of address and status, and how long they took, of all web processes since they began."""
    answered = CounterMetricFamily(
        "adda_requests", "Requests answered since the web server began.", labels=["class", "status"]
    )
    spent = HistogramMetricFamily("adda_request_seconds", "How long answers took.", labels=["class"])
    for served in counts.served():
        for status, count in served.statuses.items():
            answered.add_metric([served.name, str(status)], count)
        spent.add_metric([served.name], served.buckets, served.seconds)
    return iter([answered, spent])


def work(queue: Queue) -> Iterator[Metric]:
    """The outbox; no number of jobs is looked for beyond a thousand."""
    told = {
        "jobs_due": (queue.due, f"Jobs that might be done now, of the first {MOST}."),
        "queue_lag_seconds": (queue.lag, "How long the first of them has been due."),
        "jobs_later": (queue.later, f"Jobs that wait for their moment, of the first {MOST}."),
        "jobs_being_done": (queue.leased, f"Jobs that a worker holds, of the first {MOST}."),
        "jobs_failing": (queue.failing, f"Jobs that failed and will be tried again, of the first {MOST}."),
        "jobs_parked": (queue.parked, f"Jobs that wait for an operator, at most {MOST}."),
        "mails_waiting": (queue.mails, f"Mails that have not left, of the first {MOST} jobs."),
        "workers_alive": (queue.workers, "Workers whose heartbeat is fresh."),
    }
    for name, (value, words) in told.items():
        yield gauge(name, words, value)
    failures = CounterMetricFamily("adda_job_failures", "How often a job failed.", labels=["worker"])
    for worker, count in queue.failures.items():
        failures.add_metric([worker], count)
    yield failures


def desk(now: datetime) -> Iterator[Metric]:
    """Cases that nobody has decided."""
    opened = list(Case.objects.open().order_by("opened_at", "id").values_list("opened_at", flat=True)[:MOST])
    oldest = max(0.0, (now - opened[0]).total_seconds()) if opened else 0.0
    yield gauge("cases_open", f"Cases that wait for a decision, at most {MOST}.", len(opened))
    yield gauge("oldest_case_seconds", "How long the oldest of them has waited.", oldest)


def gauge(name: str, words: str, value: float) -> GaugeMetricFamily:
    """One number."""
    return GaugeMetricFamily(f"adda_{name}", words, value=value)
