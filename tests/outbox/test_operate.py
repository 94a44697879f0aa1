"""What an operator sees, and does about it."""

from io import StringIO

import pytest
from django.contrib.auth.models import Group
from django.core.management import call_command
from django.test import Client
from django.utils import timezone

from accounts.models import Member
from portal.outbox.actions import enqueue
from portal.outbox.models import Job
from portal.outbox.registry import handler

pytestmark = pytest.mark.django_db


@handler("tests.operated")
def operated() -> None:
    Group.objects.create(name="done by hand")


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


def test_an_operator_reads_the_queue_and_retries_what_is_parked(client: Client, om: Member) -> None:
    client.force_login(om)
    enqueue("tests.operated")
    Job.objects.update(parked_at=timezone.now(), parked_reason="was broken", attempts=8)
    jobs = "/admin/outbox/job/"
    assert b"1 job\n" in client.get(jobs, {"state": "parked"}).content
    assert b"0 jobs\n" in client.get(jobs, {"state": "waiting"}).content

    client.post(jobs, {"action": "try_again", "_selected_action": [Job.objects.get().pk]})

    assert Job.objects.waiting().get().attempts == 0
