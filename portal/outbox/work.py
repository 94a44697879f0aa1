"""Claiming jobs under a lease, running them, and deciding what becomes of those that fail."""

import logging
import random
import time
import uuid
from datetime import datetime, timedelta

from django.db import IntegrityError, transaction
from django.db.models import F
from django.utils import timezone, translation

from . import nudges, registry
from .models import Job
from .pulse import beat, count_failures
from .registry import ATOMIC_LEASE, Handler, NotYet

logger = logging.getLogger(__name__)

BATCH = 10
MAX_ATTEMPTS = 8
BACKOFF_SECONDS = 5
BUDGET_SECONDS = 5
REASON_LENGTH = 2000
CLOCKS_DIFFER = timedelta(minutes=1)
UNKNOWN = Handler("", work=lambda: None, atomic=True, lease=timedelta(seconds=ATOMIC_LEASE))


def drain(*, worker: str, budget: float = BUDGET_SECONDS) -> bool:
    """Do what is due, until nothing is or the budget is spent.

    Args:
        worker: whose heartbeat to write.
        budget: seconds after which no further batch is begun, so that a worker can be stopped soon.

    Returns:
        True when nothing due was left.
    """
    end = time.monotonic() + budget
    with nudges.unneeded():
        while time.monotonic() < end:
            now = timezone.now()
            jobs = claim(at=now)
            beat(worker, at=now, busy_until=max((job.not_before for job in jobs), default=now))
            if not jobs:
                return True
            count_failures(worker, sum(run(job) is not None for job in jobs))
    return False


def claim(*, at: datetime) -> list[Job]:
    """Lease the next jobs to the caller; nobody else gets them before their lease ends.

    Quick first attempts come up to ten at a time; slow ones, and those that failed or lost their worker before, come
    alone, so that one bad job cannot take its neighbours down with it more than once.
    """
    if not Job.objects.due(at).exists():
        return []
    token = uuid.uuid4()
    with transaction.atomic():
        # SQLite knows no row locks and ignores the request: there BEGIN IMMEDIATE and the guard in the UPDATE do it.
        found = Job.objects.due(at).in_claiming_order().select_for_update(skip_locked=True)[:BATCH]
        chosen, lease = _together(list(found))
        Job.objects.due(at).filter(pk__in=chosen).update(
            lease_token=token, not_before=at + lease, attempts=F("attempts") + 1
        )
        return list(Job.objects.filter(lease_token=token).order_by("id"))


def run(job: Job, *, at: datetime | None = None) -> Exception | None:
    """Run one leased job: deleted when done, put back or parked when not.

    Args:
        job: as `claim` gave it.
        at: the clock that back-off and parking are counted from.

    Returns:
        What went wrong, if something did.
    """
    at = at or timezone.now()
    handler = registry.find(job.handler)
    if handler is None:
        _park(job, f"No installed app handles {job.handler!r}.", at=at)
        return LookupError(job.handler)
    if job.attempts > MAX_ATTEMPTS:
        _park(job, f"The worker died {MAX_ATTEMPTS} times while doing this.", at=at)
        return RuntimeError(job.parked_reason)
    try:
        with translation.override("en"):
            (_run_atomic if handler.atomic else _run_slow)(job, handler)
    except NotYet as reason:
        _put_back(job, not_before=at + reason.delay, attempts=job.attempts - 1)
    except Exception as error:
        logger.exception("%s failed at attempt %s", job, job.attempts)
        _fail(job, error, at=at)
        return error
    return None


def bring_back_from_the_future(*, at: datetime) -> None:
    """Make due what was asked for at once by a clock that has been set back since; it would wait for hours."""
    early = Job.objects.waiting().filter(created_at__gt=at + CLOCKS_DIFFER, not_before__lte=F("created_at"))
    early.update(created_at=at, not_before=at)


def back_off(attempts: int) -> timedelta:
    """The wait after so many attempts: 5, 10, 20, … seconds, up to a quarter more so that a crowd spreads out."""
    return timedelta(seconds=BACKOFF_SECONDS * 2 ** (attempts - 1) * random.uniform(1, 1.25))


def _together(jobs: list[Job]) -> tuple[list[int], timedelta]:
    """The ids that go into one lease, and how long it lasts; a job that has to go alone waits for its own turn."""
    leases: dict[int, timedelta] = {}
    for job in jobs:
        handler = registry.find(job.handler) or UNKNOWN
        alone = not handler.atomic or job.attempts > 0
        if alone and leases:
            break
        leases[job.pk] = handler.lease
        if alone:
            break
    return list(leases), max(leases.values(), default=UNKNOWN.lease)


def _run_atomic(job: Job, handler: Handler) -> None:
    with transaction.atomic():
        mine = Job.objects.filter(pk=job.pk, lease_token=job.lease_token)
        if mine.select_for_update().first() is not None:
            handler.work(**job.payload)
            mine.delete()


def _run_slow(job: Job, handler: Handler) -> None:
    mine = Job.objects.filter(pk=job.pk, lease_token=job.lease_token)
    if mine.exists():
        handler.work(**job.payload)
        mine.delete()


def _fail(job: Job, error: Exception, *, at: datetime) -> None:
    if job.attempts >= MAX_ATTEMPTS:
        _park(job, f"{type(error).__name__}: {error}", at=at)
    else:
        _put_back(job, not_before=at + back_off(job.attempts), attempts=job.attempts)


def _put_back(job: Job, *, not_before: datetime, attempts: int) -> None:
    """Let it wait again; where a newer job with its key waits by now, that one stands for both."""
    mine = Job.objects.filter(pk=job.pk, lease_token=job.lease_token)
    try:
        with transaction.atomic():
            mine.update(lease_token=None, not_before=not_before, attempts=attempts)
    except IntegrityError:
        mine.delete()


def _park(job: Job, reason: str, *, at: datetime) -> None:
    job.parked_reason = reason[:REASON_LENGTH].replace("\0", "")
    Job.objects.filter(pk=job.pk, lease_token=job.lease_token).update(
        lease_token=None, parked_at=at, parked_reason=job.parked_reason
    )
    # The reason may name a mailbox or a row; operators read it in the admin.
    logger.error("%s is parked; `manage.py outbox` and the admin say why", job)
