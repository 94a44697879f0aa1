"""A log for programs: one object a line, of every request its route and never its address."""

from __future__ import annotations

import io
import json
import logging
import logging.config

import pytest
from django.db import IntegrityError

from portal.lib.logs import NoAddresses, logging_to_console

pytestmark = pytest.mark.django_db
SECRETS = ("asha", "zq-searched", "203.0.113.7", "a-token", "example.com")
FROM_ELSEWHERE = {"REMOTE_ADDR": "203.0.113.7"}


@pytest.fixture
def written(settings):
    """What the portal's own console writes, as objects."""
    stream = io.StringIO()
    how = logging_to_console("WARNING", form="json")
    how["handlers"]["console"]["stream"] = stream
    names = ("portal.lib.requests", "django.request", "portal", "")
    before = [(logging.getLogger(name), logging.getLogger(name).level) for name in names]
    handlers = logging.getLogger().handlers[:]
    logging.config.dictConfig(how)
    yield lambda: [json.loads(line) for line in stream.getvalue().splitlines()]
    for logger, level in before:
        logger.setLevel(level)
    logging.getLogger().handlers[:] = handlers


def test_a_request_is_a_line_with_its_route_status_and_time(client, asha, written):
    answer = client.get("/@asha/?q=zq-searched", **FROM_ELSEWHERE)

    [line] = written()
    assert (line["route"], line["method"], line["status"]) == ("member", "GET", 200)
    assert line["ms"] > 0 and line["time"] and line["level"] == "info"
    assert answer["X-Request-ID"] == line["request"] and len(line["request"]) == 32


@pytest.mark.parametrize(
    "path",
    [
        "/@asha/nothing/",
        "/accounts/enter/a-token/",
        "/search/?q=zq-searched",
        "/asha@example.com/",
        "/standing/a-token/",
    ],
)
def test_no_line_names_what_stands_in_an_address(client, asha, written, path):
    client.get(path, **FROM_ELSEWHERE)

    told = json.dumps(written())
    assert "status" in told
    assert [secret for secret in SECRETS if secret in told] == []


def test_an_error_is_told_by_its_kind_and_place_and_not_by_its_words(client, written, monkeypatch):
    def broken(*_args: object, **_more: object) -> None:
        raise IntegrityError("Key (email)=(asha@example.com) already exists.")

    client.raise_request_exception = False
    monkeypatch.setattr("django.db.models.query.QuerySet._fetch_all", broken)
    assert client.get("/shows/").status_code == 500

    error = next(line for line in written() if "error" in line)
    assert (error["error"], error["level"]) == ("IntegrityError", "error")
    assert "broken" in error["frames"][-1]
    assert "asha" not in json.dumps(written())


def test_what_other_packages_fill_in_is_left_out(written):
    logging.getLogger("celery.app.trace").error("Task failed: %(exc)s", {"exc": "asha@example.com"})
    logging.getLogger("gunicorn.other").error("Invalid request from ip=203.0.113.7: GET /?q=zq-searched")

    assert [line["message"] for line in written()] == ["Task failed: %(exc)s", "Invalid request"]


def test_the_name_of_a_request_is_the_proxys_where_there_is_one(client, written, settings):
    named = {"HTTP_X_REQUEST_ID": "edge-12345678"}
    assert client.get("/healthz", **named)["X-Request-ID"] != "edge-12345678"
    settings.BEHIND_PROXY = True
    assert client.get("/healthz", **named)["X-Request-ID"] == "edge-12345678"
    assert client.get("/healthz", HTTP_X_REQUEST_ID="a b\x1b[0m")["X-Request-ID"] != "a b\x1b[0m"


def test_a_line_for_people_names_no_address_either(client, asha, caplog):
    caplog.handler.addFilter(NoAddresses())
    client.get("/@asha/x/")

    assert [line.getMessage() for line in caplog.records if line.name == "django.request"] == ["Not Found: -"]


def test_without_such_a_log_no_answer_carries_a_name(client):
    assert "X-Request-ID" not in client.get("/healthz")


def test_a_form_of_embedding_that_we_do_not_speak_is_no_error_of_ours(client, written):
    answer = client.get("/oembed?format=zzz&url=https://example.com/")
    assert answer.status_code == 501
    assert [line["level"] for line in written()] == ["info"]
