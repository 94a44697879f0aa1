"""Clocks that jump."""

from datetime import UTC, datetime, timedelta

import pytest
from celery import Celery
from celery.beat import Scheduler
from django.utils import timezone

from portal.outbox import work
from portal.outbox.actions import enqueue
from portal.outbox.models import Job
from portal.outbox.rhythm import Every

NOON = datetime(2026, 11, 22, 12, tzinfo=UTC)


@pytest.mark.parametrize(("passed", "due"), [(4, False), (5, True), (-3 * 3600, True), (15 * 86400, True)])
def test_the_sweep_comes_every_five_seconds_whatever_the_clock_does(passed: int, due: bool) -> None:
    every = Every(5, nowfun=lambda: NOON + timedelta(seconds=passed))
    every.is_due(NOON - timedelta(minutes=1))

    is_due, wait = every.is_due(NOON)

    assert is_due is due
    assert 0 < wait <= 5


def test_the_first_sweep_comes_as_soon_as_beat_starts() -> None:
    scheduler = Scheduler(Celery("probe", set_as_current=False), schedule={})
    scheduler.add(name="sweep", task="no.such.task", schedule=Every(5))
    sent: list[str] = []
    scheduler.apply_entry = lambda entry, producer=None: sent.append(entry.name)

    waits = [scheduler.tick() for _ in range(3)]

    assert sent == ["sweep"]
    assert 4 < waits[-1] <= 5


@pytest.mark.django_db
def test_a_job_asked_for_before_the_clock_was_set_back_does_not_wait_for_it_to_catch_up() -> None:
    enqueue("tests.anything")
    enqueue("tests.anything", delay=60)
    set_back = timezone.now() - timedelta(hours=3)
    assert not Job.objects.due(set_back).exists()

    work.bring_back_from_the_future(at=set_back)

    assert Job.objects.due(set_back).count() == 1
