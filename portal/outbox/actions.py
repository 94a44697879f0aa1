"""Asking for work, telling of events, and giving a parked job another chance."""

import logging
from datetime import datetime, timedelta
from typing import Any

from django.db import IntegrityError, transaction
from django.db.models import Case, F, Value, When
from django.utils import timezone

from portal.lib.written import NewRows

from . import nudges, registry
from .models import Job

logger = logging.getLogger(__name__)
new_jobs = NewRows(Job)

OUTSIDE = "The outbox is written in the caller's own transaction; wrap the action in transaction.atomic()."


class NotInTransaction(RuntimeError):
    """Work was asked for outside a transaction, where it could survive what it belongs to, or be lost with it."""


def enqueue(
    handler: str, payload: dict[str, Any] | None = None, *, key: str | None = None, delay: timedelta | float = 0
) -> None:
    """Have `handler` run after the caller's transaction commits; rolled back, it was never asked for.

    While a job of the same handler and key waits, that job is changed instead: it takes the newer payload and keeps
    the earlier moment. A job that is already running is left alone, and a new one follows it.

    Args:
        handler: the name it was registered under.
        payload: plain JSON, handed to the handler as keyword arguments; ids rather than texts.
        key: what makes two requests the same work, at most 200 characters.
        delay: a timedelta or seconds; the job may run up to five seconds later than asked.

    Raises:
        NotInTransaction: outside `transaction.atomic()`.
    """
    _add(handler, payload or {}, key=key, delay=delay, event="")


def publish(
    event: str, payload: dict[str, Any] | None = None, *, key: str | None = None, delay: timedelta | float = 0
) -> None:
    """Tell every subscriber whom an event concerns: one job each, in the caller's transaction.

    Args:
        event: the name subscribers gave to `registry.on`; nobody listening is no error.
        payload: as for `enqueue`, the same for all.
        key: as for `enqueue`, for each subscriber on its own.
        delay: as for `enqueue`.

    Raises:
        NotInTransaction: outside `transaction.atomic()`.
    """
    _demand_transaction()
    told = payload or {}
    names = registry.listeners(event, told)
    if key is not None:
        for name in names:
            _add(name, told, key=key, delay=delay, event=event)
    elif names:
        _store([_job(name, told, key=None, delay=delay, event=event) for name in names], poke=not delay)


def retry(job: Job, *, by: str, at: datetime | None = None) -> bool:
    """Let a parked job start over with a clean count; False where it was not parked any more.

    Where a newer job with the same key waits by now, that one stands for both and the parked one goes.

    Args:
        job: the parked job.
        by: who asks, for the log, in a word that is nobody's name.
        at: the clock.
    """
    parked = Job.objects.parked().filter(pk=job.pk)
    try:
        with transaction.atomic():
            changed = parked.update(
                parked_at=None, parked_reason="", lease_token=None, attempts=0, not_before=at or timezone.now()
            )
            transaction.on_commit(nudges.poke)
    except IntegrityError:
        changed, _ = parked.delete()
    logger.warning("%s was given another chance by %s", job, by)
    return bool(changed)


def _demand_transaction() -> None:
    if not transaction.get_connection().in_atomic_block:
        raise NotInTransaction(OUTSIDE)


def _add(handler: str, payload: dict[str, Any], *, key: str | None, delay: timedelta | float, event: str) -> None:
    _demand_transaction()
    job = _job(handler, payload, key=key, delay=delay, event=event)
    if key is None:
        _store([job], poke=not delay)
        return
    _merge(job)
    if not delay:
        transaction.on_commit(nudges.poke)


def _job(handler: str, payload: dict[str, Any], *, key: str | None, delay: timedelta | float, event: str) -> Job:
    now = timezone.now()
    wait = delay if isinstance(delay, timedelta) else timedelta(seconds=delay)
    return Job(handler=handler, event=event, key=key, payload=payload, not_before=now + wait, created_at=now)


def _store(jobs: list[Job], *, poke: bool) -> None:
    """New jobs in one statement, however many listen."""
    new_jobs.add_all(jobs)
    if poke:
        transaction.on_commit(nudges.poke)


def _merge(job: Job) -> None:
    """Change the waiting twin, or become it; a twin may be claimed or born between the two steps, hence the loop."""
    twins = Job.objects.waiting().filter(handler=job.handler, key=job.key)
    sooner = Case(When(not_before__gt=job.not_before, then=Value(job.not_before)), default=F("not_before"))
    while not twins.update(payload=job.payload, event=job.event, not_before=sooner):
        try:
            with transaction.atomic():
                job.save(force_insert=True)
            return
        except IntegrityError:
            continue
