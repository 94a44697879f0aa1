"""The workers' heartbeats."""

from datetime import datetime, timedelta

from django.db.models import F

from .models import Heartbeat

ALIVE = timedelta(seconds=30)
OFTEN_ENOUGH = timedelta(seconds=3)
FORGOTTEN = timedelta(days=1)


def beat(worker: str, *, at: datetime, busy_until: datetime) -> None:
    """Say that a worker lives; the row is written only when it would say something new.

    Args:
        worker: the worker's name.
        at: the clock.
        busy_until: until when its present work may keep it silent.
    """
    until = max(at + ALIVE, busy_until)
    known = Heartbeat.objects.filter(worker=worker).first()
    fresh = known is not None and at - OFTEN_ENOUGH < known.seen_at <= at and known.alive_until >= busy_until
    if not fresh:
        Heartbeat.objects.update_or_create(worker=worker, defaults={"seen_at": at, "alive_until": until})


def count_failures(worker: str, number: int) -> None:
    """Add to how often jobs failed in a worker's hands; one statement, and none where nothing failed."""
    if number:
        Heartbeat.objects.filter(worker=worker).update(failures=F("failures") + number)


def forget_the_silent(*, at: datetime) -> None:
    """Drop the heartbeats of workers that fell silent a day ago."""
    Heartbeat.objects.filter(alive_until__lt=at - FORGOTTEN).delete()


def somebody_works(*, at: datetime) -> bool:
    """Whether any worker is alive."""
    return Heartbeat.objects.alive(at).exists()
