"""What an operator sees, and does about it."""

from io import StringIO

import pytest
from django.contrib.auth.models import Group
from django.core.management import CommandError, call_command
from django.test import Client
from django.utils import timezone

from accounts.models import Member
from portal.outbox.actions import enqueue
from portal.outbox.models import Heartbeat, Job
from portal.outbox.registry import handler
from portal.outbox.work import drain

pytestmark = pytest.mark.django_db


@handler("tests.operated")
def operated() -> None:
    Group.objects.create(name="done by hand")


@handler("tests.broken")
def broken() -> None:
    raise ValueError("asha@example.com is no mailbox")


def test_the_command_does_what_is_due_and_tells_what_is_left() -> None:
    enqueue("tests.operated")
    enqueue("tests.operated", delay=3600)
    said = StringIO()

    call_command("outbox", drain=True, stdout=said)

    assert Group.objects.get().name == "done by hand"
    assert "waiting: 1, the oldest for 0 s\nbeing done: 0\nparked: 0\n" in said.getvalue()


def test_the_command_names_what_is_parked_and_fails() -> None:
    enqueue("tests.operated", {"part": 7})
    Job.objects.update(parked_at=timezone.now(), parked_reason="ValueError: no such part\nmore")
    said = StringIO()

    with pytest.raises(SystemExit):
        call_command("outbox", stdout=said)

    assert f"tests.operated #{Job.objects.get().pk} {{'part': 7}}: ValueError: no such part\n" in said.getvalue()
    assert "workers alive: none" in said.getvalue()


def test_the_command_gives_one_parked_job_or_all_another_chance() -> None:
    for _number in range(3):
        enqueue("tests.operated")
    Job.objects.update(parked_at=timezone.now(), parked_reason="was broken", attempts=8)
    first = Job.objects.oldest_first()[0]

    call_command_and_exit(1, retry=str(first.pk))
    assert [job.pk for job in Job.objects.waiting()] == [first.pk]

    call_command("outbox", retry="all", stdout=StringIO())
    assert Job.objects.parked().count() == 0


@pytest.mark.parametrize("said", ["7", "x", "-1"])
def test_the_command_says_where_there_is_nothing_to_try_again(said: str) -> None:
    with pytest.raises(CommandError, match=said):
        call_command("outbox", retry=said, stdout=StringIO())


def call_command_and_exit(code: int, **options: object) -> None:
    with pytest.raises(SystemExit) as ended:
        call_command("outbox", stdout=StringIO(), **options)
    assert ended.value.code == code


def test_a_job_that_fails_counts_for_whoever_did_it() -> None:
    enqueue("tests.broken")
    enqueue("tests.operated")

    drain(worker="w")

    assert Heartbeat.objects.get(worker="w").failures == 1


def test_the_log_names_neither_the_operator_nor_what_an_error_said(om: Member, client: Client, caplog) -> None:
    client.force_login(om)
    enqueue("tests.broken")
    Job.objects.update(attempts=7)
    drain(worker="w")

    client.post("/admin/outbox/job/", {"action": "try_again", "_selected_action": [Job.objects.get().pk]})

    said = [record.getMessage() for record in caplog.records]
    assert [line for line in said if "is parked" in line or f"by member {om.pk}" in line]
    assert not [line for line in said if "asha@example.com" in line or om.handle in line.split()]


def test_an_operator_reads_the_queue_and_retries_what_is_parked(client: Client, om: Member) -> None:
    client.force_login(om)
    enqueue("tests.operated")
    Job.objects.update(parked_at=timezone.now(), parked_reason="was broken", attempts=8)
    jobs = "/admin/outbox/job/"
    assert b"1 job\n" in client.get(jobs, {"state": "parked"}).content
    assert b"0 jobs\n" in client.get(jobs, {"state": "waiting"}).content

    client.post(jobs, {"action": "try_again", "_selected_action": [Job.objects.get().pk]})

    assert Job.objects.waiting().get().attempts == 0
