"""Asking for work, inside and outside a transaction, once and again."""

from datetime import timedelta

import pytest
from django.contrib.auth.models import Group
from django.db import connection, transaction
from django.utils import timezone

from portal.outbox.actions import NotInTransaction, enqueue, publish
from portal.outbox.models import Job
from portal.outbox.registry import handler, on
from tests.outbox.drain import Outbox

pytestmark = pytest.mark.django_db


@handler("tests.found")
def found(*, name: str) -> None:
    Group.objects.create(name=name)


@on("tests.happened")
def hear_it(*, name: str) -> None:
    Group.objects.create(name=f"{name} was heard")


@on("tests.happened")
def write_it_down(*, name: str) -> None:
    Group.objects.create(name=f"{name} was written down")


@on("tests.happened", when=lambda told: bool(told["name"] == "wedding"))
def come_to_the_wedding(*, name: str) -> None:
    Group.objects.create(name=f"{name} was danced at")


def names() -> set[str]:
    return set(Group.objects.values_list("name", flat=True))


def test_what_is_asked_for_is_done_with_its_payload_and_then_gone(outbox: Outbox) -> None:
    enqueue("tests.found", {"name": "samar"})

    assert outbox.run() == 1

    assert names() == {"samar"}
    assert not Job.objects.exists()


@pytest.mark.django_db(transaction=True)
def test_work_cannot_be_asked_for_outside_a_transaction() -> None:
    with pytest.raises(NotInTransaction):
        enqueue("tests.found", {"name": "samar"})
    with pytest.raises(NotInTransaction):
        publish("tests.nobody_listens")
    assert not Job.objects.exists()


@pytest.mark.django_db(transaction=True)
def test_a_transaction_rolled_back_asked_for_nothing() -> None:
    with transaction.atomic():
        enqueue("tests.found", {"name": "samar"})
        publish("tests.happened", {"name": "leap"})
        transaction.set_rollback(True)

    assert not Job.objects.exists()


def test_a_delayed_job_waits_for_its_moment(outbox: Outbox) -> None:
    enqueue("tests.found", {"name": "samar"}, delay=timedelta(minutes=5))

    assert outbox.run() == 0
    assert outbox.run(at=timezone.now() + timedelta(minutes=6)) == 1


def test_the_same_key_while_one_waits_makes_one_job_with_the_newer_payload(outbox: Outbox) -> None:
    enqueue("tests.found", {"name": "old"}, key="samar")
    enqueue("tests.found", {"name": "new"}, key="samar")
    enqueue("tests.found", {"name": "other"}, key="toshu")

    assert outbox.run() == 2
    assert names() == {"new", "other"}


def test_the_same_key_keeps_the_earlier_moment(outbox: Outbox) -> None:
    enqueue("tests.found", {"name": "first"}, key="late", delay=600)
    enqueue("tests.found", {"name": "sooner"}, key="late", delay=60)
    enqueue("tests.found", {"name": "later"}, key="late", delay=6000)

    assert outbox.run(at=timezone.now() + timedelta(seconds=61)) == 1
    assert names() == {"later"}


def test_a_job_being_done_is_left_alone_and_a_new_one_follows(outbox: Outbox) -> None:
    enqueue("tests.found", {"name": "first"}, key="samar")
    Job.objects.update(lease_token="6f2b54f0-0000-4000-8000-000000000000", not_before=timezone.now())

    enqueue("tests.found", {"name": "second"}, key="samar")

    assert outbox.waiting("tests.found") == [{"name": "second"}]
    assert Job.objects.count() == 2


def test_an_event_reaches_every_subscriber_once(outbox: Outbox) -> None:
    publish("tests.happened", {"name": "leap"})

    assert outbox.run() == 2
    assert names() == {"leap was heard", "leap was written down"}


def test_two_functions_may_not_hold_one_name() -> None:
    with pytest.raises(ValueError, match=r"tests\.found"):
        handler("tests.found")(hear_it)


def test_claiming_is_answered_by_its_index() -> None:
    with connection.cursor() as cursor:
        if connection.vendor == "postgresql":
            cursor.execute("SET LOCAL enable_seqscan = off")
    plan = Job.objects.due(timezone.now()).in_claiming_order()[:10].explain()
    assert "jobs_in_claiming_order" in plan


def test_an_event_writes_jobs_for_those_whom_it_concerns(outbox: Outbox) -> None:
    publish("tests.happened", {"name": "leap"})
    assert not Job.objects.filter(handler="test_enqueue.come_to_the_wedding").exists()

    publish("tests.happened", {"name": "wedding"})
    assert Job.objects.filter(handler="test_enqueue.come_to_the_wedding").count() == 1
