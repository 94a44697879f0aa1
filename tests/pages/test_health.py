"""Whoever watches over the processes learns the truth about them."""

from datetime import timedelta

import pytest
from django.db import connection
from django.test import Client
from django.utils import timezone

from portal.outbox.models import Heartbeat


def a_heartbeat(*, seconds: int) -> Heartbeat:
    now = timezone.now()
    return Heartbeat.objects.create(worker="w", seen_at=now, alive_until=now + timedelta(seconds=seconds))


def test_a_process_that_answers_is_live_without_asking_the_database(client: Client) -> None:
    answer = client.get("/healthz")

    assert (answer.status_code, answer.json()) == (200, {"status": "live"})


@pytest.mark.django_db
def test_the_portal_is_ready_when_database_cache_and_worker_answer(client: Client) -> None:
    a_heartbeat(seconds=20)

    answer = client.get("/readyz")

    assert (answer.status_code, answer.json()) == (200, {"database": "ok", "cache": "ok", "worker": "ok"})
    assert "no-store" in answer["Cache-Control"]


@pytest.mark.django_db
def test_the_portal_is_not_ready_while_every_worker_is_silent(client: Client) -> None:
    a_heartbeat(seconds=-1)

    answer = client.get("/readyz")

    assert (answer.status_code, answer.json()["worker"]) == (503, "silent")
    assert int(answer["Retry-After"]) > 0


@pytest.mark.django_db
def test_the_portal_is_not_ready_without_its_tables(client: Client) -> None:
    with connection.cursor() as cursor:
        cursor.execute(f"DROP TABLE {Heartbeat._meta.db_table}")

    answer = client.get("/readyz")

    assert answer.status_code == 503
    assert answer.json()["worker"] != "ok"


@pytest.mark.django_db
@pytest.mark.parametrize("address", ["/healthz", "/readyz"])
def test_the_probes_are_only_read(client: Client, address: str) -> None:
    assert client.post(address).status_code == 405


@pytest.mark.django_db
def test_a_probe_is_not_sent_to_https(client: Client, settings) -> None:
    settings.SECURE_SSL_REDIRECT = True

    assert client.get("/healthz").status_code == 200
    assert client.get("/").status_code == 301
