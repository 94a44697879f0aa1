"""Doing the work: exactly once, again after a failure, parked in the end."""

from datetime import timedelta

import pytest
from django.contrib.auth.models import Group
from django.utils import timezone, translation

from portal.outbox import work
from portal.outbox.actions import enqueue, retry
from portal.outbox.models import Heartbeat, Job
from portal.outbox.pulse import beat, forget_the_silent, somebody_works
from portal.outbox.registry import NotYet, handler
from tests.outbox.drain import Outbox

pytestmark = pytest.mark.django_db

LATER = timedelta(days=1)


@handler("tests.fail")
def fail() -> None:
    Group.objects.create(name="half of it")
    raise ZeroDivisionError("no luck")


@handler("tests.fail_slowly", atomic=False)
def fail_slowly() -> None:
    raise ZeroDivisionError("no luck")


@handler("tests.not_yet")
def not_yet() -> None:
    raise NotYet(60)


@handler("tests.quick", lease=20)
def quick(*, name: str = "quick") -> None:
    Group.objects.create(name=name)


@handler("tests.slow", atomic=False, lease=300)
def slow() -> None:
    Group.objects.create(name="slow")


@handler("tests.language")
def language() -> None:
    Group.objects.create(name=translation.get_language())


@handler("tests.ask_for_more")
def ask_for_more() -> None:
    enqueue("tests.quick", {"name": "asked for inside"})


def test_a_failed_atomic_job_leaves_nothing_behind_and_waits_for_its_next_try(outbox: Outbox) -> None:
    enqueue("tests.fail")

    with pytest.raises(ZeroDivisionError):
        outbox.run()

    job = Job.objects.waiting().get()
    assert (job.attempts, Group.objects.count()) == (1, 0)
    assert timedelta(seconds=4) < job.not_before - timezone.now() < timedelta(seconds=7)


@pytest.mark.parametrize("name", ["tests.fail", "tests.fail_slowly"])
def test_a_job_that_keeps_failing_is_parked_with_its_reason(name: str) -> None:
    enqueue(name)
    now = timezone.now()

    for day in range(work.MAX_ATTEMPTS + 2):
        for job in work.claim(at=now + day * LATER):
            work.run(job, at=now + day * LATER)

    job = Job.objects.parked().get()
    assert (job.attempts, job.parked_reason) == (8, "ZeroDivisionError: no luck")


def test_back_off_doubles_and_spreads() -> None:
    waits = [work.back_off(attempts).total_seconds() for attempts in (1, 2, 3, 7)]
    assert all(low <= wait <= low * 1.25 for wait, low in zip(waits, (5, 10, 20, 320), strict=True))
    assert len({work.back_off(1) for _ in range(20)}) > 1


def test_a_job_nobody_handles_is_parked(outbox: Outbox) -> None:
    enqueue("tests.no_such_thing")

    with pytest.raises(LookupError):
        outbox.run()

    assert "tests.no_such_thing" in Job.objects.parked().get().parked_reason


def test_a_job_that_kills_every_worker_is_parked(outbox: Outbox) -> None:
    enqueue("tests.quick")
    now = timezone.now()
    for day in range(work.MAX_ATTEMPTS):
        assert len(work.claim(at=now + day * LATER)) == 1

    with pytest.raises(RuntimeError):
        outbox.run(at=now + work.MAX_ATTEMPTS * LATER)

    assert "died 8 times" in Job.objects.parked().get().parked_reason


def test_not_yet_is_not_a_failure() -> None:
    enqueue("tests.not_yet")
    now = timezone.now()

    for day in range(20):
        for job in work.claim(at=now + day * LATER):
            assert work.run(job, at=now + day * LATER) is None

    assert Job.objects.waiting().get().attempts == 0


def test_a_leased_job_is_claimed_again_only_when_its_lease_ran_out() -> None:
    enqueue("tests.slow")
    now = timezone.now()

    first = work.claim(at=now)

    assert work.claim(at=now + timedelta(seconds=299)) == []
    second = work.claim(at=now + timedelta(seconds=301))
    assert [job.pk for job in second] == [job.pk for job in first]


@pytest.mark.parametrize("name", ["tests.quick", "tests.slow"])
def test_a_worker_that_lost_its_lease_does_nothing(name: str) -> None:
    enqueue(name)
    now = timezone.now()
    (lost,) = work.claim(at=now)
    (taken,) = work.claim(at=now + LATER)

    work.run(lost)
    assert not Group.objects.exists()

    work.run(taken)
    assert Group.objects.count() == 1


def test_slow_jobs_and_second_tries_are_claimed_alone() -> None:
    for name in ["tests.quick", "tests.quick", "tests.slow", "tests.quick"]:
        enqueue(name)
    Job.objects.filter(pk=Job.objects.latest("pk").pk).update(attempts=1)
    now = timezone.now()

    batches = [[job.handler for job in work.claim(at=now)] for _ in range(4)]

    assert batches == [["tests.quick", "tests.quick"], ["tests.slow"], ["tests.quick"], []]


def test_handlers_speak_english_unless_they_choose(outbox: Outbox) -> None:
    enqueue("tests.language")

    with translation.override("hi"):
        outbox.run()
        assert translation.get_language() == "hi"

    assert Group.objects.get().name == "en"


def test_what_a_handler_asks_for_is_done_in_the_same_go(outbox: Outbox) -> None:
    enqueue("tests.ask_for_more")

    assert work.drain(worker="w") is True

    assert Group.objects.get().name == "asked for inside"


def test_a_failed_job_yields_to_a_newer_one_with_its_key() -> None:
    enqueue("tests.fail", key="once")
    (leased,) = work.claim(at=timezone.now())
    enqueue("tests.fail", key="once")

    work.run(leased)

    assert Job.objects.waiting().get().pk != leased.pk


def test_an_operator_lets_a_parked_job_start_over(outbox: Outbox) -> None:
    enqueue("tests.quick")
    Job.objects.update(parked_at=timezone.now(), parked_reason="was broken", attempts=8)
    job = Job.objects.get()

    assert retry(job, by="olive")
    assert not retry(job, by="olive")

    assert outbox.run() == 1


def test_a_parked_job_yields_to_a_newer_one_with_its_key(outbox: Outbox) -> None:
    enqueue("tests.quick", {"name": "old"}, key="once")
    Job.objects.update(parked_at=timezone.now(), attempts=8)
    enqueue("tests.quick", {"name": "new"}, key="once")

    retry(Job.objects.parked().get(), by="olive")

    assert outbox.run() == 1
    assert Group.objects.get().name == "new"


def test_a_worker_is_alive_while_its_heartbeat_says_so() -> None:
    now = timezone.now()

    beat("w", at=now, busy_until=now + timedelta(seconds=300))

    assert somebody_works(at=now + timedelta(seconds=299))
    assert not somebody_works(at=now + timedelta(seconds=301))


def test_a_worker_silent_for_a_day_is_forgotten() -> None:
    now = timezone.now()
    beat("gone", at=now - timedelta(days=2), busy_until=now - timedelta(days=2))
    beat("here", at=now, busy_until=now)

    forget_the_silent(at=now)

    assert [pulse.worker for pulse in Heartbeat.objects.all()] == ["here"]
