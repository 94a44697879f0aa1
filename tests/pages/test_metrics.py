"""Whoever watches over the portal is told how far it is behind, in numbers, and nothing about anybody."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.db import OperationalError, connection
from django.utils import timezone
from prometheus_client.parser import text_string_to_metric_families

from portal.lib.counting import CLASSES, class_of, counts
from portal.moderation.models import Case
from portal.outbox.models import Heartbeat, Job
from tests.builders import a_post
from tests.moderation.scenes import reported

ELSEWHERE = {"REMOTE_ADDR": "203.0.113.7"}
pytestmark = pytest.mark.django_db


def a_job(handler: str = "photos.sweep", *, minutes: float = 0, **fields: object) -> Job:
    """One that is due for so many minutes."""
    due = timezone.now() - timedelta(minutes=minutes)
    return Job.objects.create(**{"handler": handler, "not_before": due, "created_at": due} | fields)


def numbers(client, **how: object) -> dict[str, float]:
    """What is told, by name and labels."""
    answer = client.get("/metrics", **how)
    assert answer.status_code == 200, answer.status_code
    found = text_string_to_metric_families(answer.content.decode())
    return {" ".join((one.name, *one.labels.values())): one.value for family in found for one in family.samples}


def test_the_queue_is_told_with_its_lag_its_failures_and_its_mails(client):
    a_job(minutes=5)
    a_job("accounts.mail", minutes=-5, attempts=2)
    a_job(parked_at=timezone.now(), parked_reason="ValueError: x")
    Heartbeat.objects.create(
        worker="w", seen_at=timezone.now(), alive_until=timezone.now() + timedelta(minutes=1), failures=7
    )

    told = numbers(client)

    assert 300 <= told["adda_queue_lag_seconds"] < 330
    assert (told["adda_jobs_due"], told["adda_jobs_later"], told["adda_jobs_parked"]) == (1, 1, 1)
    assert (told["adda_jobs_failing"], told["adda_mails_waiting"], told["adda_workers_alive"]) == (1, 1, 1)
    assert told["adda_job_failures_total w"] == 7


def test_the_oldest_case_is_told_with_how_long_it_waits(client, asha, karan):
    case = reported(a_post(asha), karan)
    Case.objects.filter(pk=case.pk).update(opened_at=timezone.now() - timedelta(hours=2))

    told = numbers(client)

    assert told["adda_cases_open"] == 1
    assert 7200 <= told["adda_oldest_case_seconds"] < 7230


def test_requests_are_counted_by_class_and_status_and_never_by_address(client, asha):
    counts.forget()
    client.get("/@asha/?q=secret")
    client.get("/api/v1/nothing/")
    client.get("/nowhere-at-all/")

    told = numbers(client)

    assert told["adda_requests_total page 200"] == told["adda_requests_total page 404"] == 1
    assert told["adda_requests_total api 404"] == 1
    assert told["adda_request_seconds_count page"] == 2
    assert not [name for name in told if "asha" in name or "secret" in name or "nowhere" in name]


def test_every_first_word_has_a_class():
    assert {class_of(path) for path in ("/", "/api/v1/", "/media/x", "/@asha/", "/metrics", "/feeds/")} <= set(CLASSES)


def test_much_work_costs_no_more_than_little(client, django_assert_num_queries):
    Job.objects.bulk_create(
        Job(handler="x", not_before=timezone.now(), created_at=timezone.now()) for _number in range(1200)
    )

    with django_assert_num_queries(4) as asked:
        told = numbers(client)

    assert told["adda_jobs_due"] == 1000
    assert not [query for query in asked.captured_queries if "COUNT(" in query["sql"]]


def test_the_requests_are_told_while_the_database_is_away(client):
    def away(execute, sql, params, many, context):
        raise OperationalError("gone")

    with connection.execute_wrapper(away):
        told = numbers(client)

    assert told["adda_database_up"] == 0
    assert "adda_jobs_due" not in told


@pytest.mark.parametrize(
    "how",
    [ELSEWHERE, {"HTTP_X_FORWARDED_FOR": "203.0.113.7"}, {"REMOTE_ADDR": ""}, {"HTTP_AUTHORIZATION": "Bearer "}],
    ids=["from elsewhere", "through a proxy", "through a socket file", "with an empty token"],
)
def test_for_all_others_there_is_no_such_address(client, how):
    if "HTTP_AUTHORIZATION" in how:
        how = how | ELSEWHERE

    answer = client.get("/metrics", **how)

    assert answer.status_code == 404
    assert b"adda_" not in answer.content


def test_behind_a_proxy_a_neighbour_is_no_neighbour(client, settings):
    settings.BEHIND_PROXY = True
    assert client.get("/metrics").status_code == 404


def test_whoever_has_the_token_is_told_from_anywhere(client, settings):
    settings.METRICS_TOKEN = "a-long-one"
    settings.BEHIND_PROXY = settings.SECURE_SSL_REDIRECT = True

    assert "adda_database_up" in numbers(client, HTTP_AUTHORIZATION="Bearer a-long-one", **ELSEWHERE)
    assert client.get("/metrics", HTTP_AUTHORIZATION="Bearer another", **ELSEWHERE).status_code == 404
