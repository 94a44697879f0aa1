"""Database, cache and mail server that hang or are gone: an answer within five seconds, and all well in one request."""

from __future__ import annotations

import http.client
import os
import socket
import time
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest

from tests.faults.proxy import Wire
from tests.outbox.probe.stage import Stage

WEB = ["-m", "gunicorn", "--config", "portal/gunicorn.py", "portal.wsgi"]
WITHIN = 5.0
SLACK = float(os.environ.get("ADDA_TEST_SLACK", "3"))  # seconds that a busy machine may add before anything is answered
LONG = 240
POSTGRES = os.environ.get("DATABASE_URL", "").startswith("postgres")
REDIS = os.environ.get("CACHE_URL", "").startswith("redis")
pytestmark = [pytest.mark.slow, pytest.mark.stage, pytest.mark.pg]
needs_postgres = pytest.mark.skipif(not POSTGRES, reason="no server that could hang: DATABASE_URL names none")
needs_redis = pytest.mark.skipif(not (POSTGRES and REDIS), reason="CACHE_URL names no server that could hang")
ADDRESSES = ["/shows/?fresh=1", "/search/?q=samar", "/api/v1/shows/", "/api/v1/posts/"]
COME_BACK = dict.fromkeys(ADDRESSES, (503, True))


class Served(Stage):
    """The portal itself, with a wire to each server it leans on."""

    def __init__(self, folder: Path) -> None:
        with socket.create_server(("127.0.0.1", 0)) as free:
            self.port = free.getsockname()[1]
        own = {"DJANGO_SETTINGS_MODULE": "portal.settings", "PORT": str(self.port), "WEB_THREADS": "4"}
        super().__init__(folder, **own, SITE_URL=f"http://127.0.0.1:{self.port}")
        self.call("manage.py", "prepare")
        self.database, self.environment["DATABASE_URL"] = Wire.before(self.url, 5432)
        self.cache: Wire | None = None
        if REDIS:
            self.cache, self.environment["CACHE_URL"] = Wire.before(self.environment["CACHE_URL"], 6379)
        self.start(*WEB)
        self.wait_for(lambda: self.ask("/")[0] == 200, LONG)
        with ThreadPoolExecutor(4) as hands:  # each thread gets its connection
            list(hands.map(self.ask, ADDRESSES))

    def ask(self, path: str, method: str = "GET") -> tuple[int, float, str]:
        """Status, seconds, and when to come back."""
        began = time.monotonic()
        line = http.client.HTTPConnection("127.0.0.1", self.port, timeout=60)
        try:
            line.request(method, path, headers={"Sec-Fetch-Site": "same-origin"})
            answer = line.getresponse()
            answer.read()
            return answer.status, time.monotonic() - began, answer.headers.get("Retry-After", "")
        except (OSError, http.client.HTTPException) as error:
            return 0, time.monotonic() - began, str(error)
        finally:
            line.close()

    def close(self) -> None:
        super().close()
        self.database.close()
        if self.cache:
            self.cache.close()


@pytest.fixture(scope="module")
def portal(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Served]:
    made = Served(tmp_path_factory.mktemp("away"))
    yield made
    made.close()


@pytest.fixture
def served(portal: Served) -> Iterator[Served]:
    """The one portal, with all wires whole."""
    assert portal.ask("/readyz")[0] in (200, 503)
    yield portal
    portal.database.mend()
    if portal.cache:
        portal.cache.mend()


def all_say_come_back(served: Served) -> None:
    with ThreadPoolExecutor(4) as hands:
        answers = dict(zip(ADDRESSES, hands.map(served.ask, ADDRESSES), strict=True))
    assert {path: (status, bool(again)) for path, (status, _spent, again) in answers.items()} == COME_BACK
    assert max(spent for _status, spent, _again in answers.values()) < WITHIN + SLACK


@needs_postgres
@pytest.mark.parametrize("how", ["hang", "cut"])
def test_a_database_that_is_away_costs_a_503_and_comes_back_in_one_request(served: Served, how: str) -> None:
    served.ask("/rules/")
    getattr(served.database, how)()

    all_say_come_back(served)
    all_say_come_back(served)
    assert served.ask("/healthz")[0] == 200
    if REDIS:  # a page that is kept needs no database
        assert served.ask("/rules/")[0] == 200

    served.database.mend()
    assert served.ask(ADDRESSES[0])[0] == 200
    assert [served.ask(path)[0] for path in ADDRESSES] == [200] * len(ADDRESSES)


@needs_redis
@pytest.mark.parametrize("how", ["hang", "cut"])
def test_a_cache_that_is_away_costs_a_503_and_comes_back_in_one_request(served: Served, how: str) -> None:
    assert served.cache
    getattr(served.cache, how)()

    with ThreadPoolExecutor(4) as hands:
        answers = list(hands.map(served.ask, ADDRESSES))
    assert {status for status, _spent, _again in answers} <= {200, 503}
    assert all(again for status, _spent, again in answers if status == 503)
    assert max(spent for _status, spent, _again in answers) < WITHIN + SLACK

    served.cache.mend()
    assert [served.ask(path)[0] for path in ADDRESSES] == [200] * len(ADDRESSES)
