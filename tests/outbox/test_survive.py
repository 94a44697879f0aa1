"""Real workers, killed; real brokers, down and hung. DATABASE_URL and BROKER_URL of the test run say which ones."""

import socket
from collections import Counter
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.outbox.probe.stage import Stage

pytestmark = [pytest.mark.slow, pytest.mark.stage]
JOBS = 200
LONG = 240  # seconds; a busy machine takes its time, and a sweep that must not come is set later than this
ODD, EVEN = range(1, JOBS + 1, 2), range(2, JOBS + 1, 2)
EVERYTHING_ONCE = Counter([*ODD, *(-number for number in ODD), *EVEN])


@pytest.fixture
def stage(tmp_path: Path) -> Iterator[Stage]:
    stage = Stage(tmp_path)
    yield stage
    stage.close()


@pytest.fixture
def hung_port() -> Iterator[int]:
    """A port that takes connections into its backlog and never answers."""
    with socket.create_server(("127.0.0.1", 0)) as server:
        yield server.getsockname()[1]


@pytest.fixture
def closed_port() -> int:
    with socket.create_server(("127.0.0.1", 0)) as server:
        return int(server.getsockname()[1])


def test_a_worker_killed_in_the_middle_loses_nothing_and_doubles_nothing(stage: Stage) -> None:
    stage.call("-m", "tests.outbox.probe.ask", str(JOBS))
    worker = stage.start_worker()
    stage.wait_for(lambda: len(stage.marks()) > JOBS / 4, LONG)

    stage.kill(worker)
    assert stage.jobs() > JOBS / 4

    stage.start_worker()
    stage.wait_for(lambda: stage.jobs() == 0, LONG)
    assert stage.marks() == EVERYTHING_ONCE


def test_two_workers_at_once_do_everything_once(stage: Stage) -> None:
    stage.call("-m", "tests.outbox.probe.ask", str(JOBS))

    workers = [stage.start("manage.py", "outbox", "--drain") for _ in range(2)]
    stage.wait_for(lambda: stage.jobs() == 0, LONG)

    assert [worker.wait(LONG) for worker in workers] == [0, 0]
    assert stage.marks() == EVERYTHING_ONCE
    assert len(stage.read("SELECT DISTINCT pid FROM probe_mark")) == 2


def test_asking_wakes_a_worker_long_before_the_next_sweep(tmp_path: Path) -> None:
    stage = Stage(tmp_path, PROBE_SWEEP_SECONDS="600")
    try:
        stage.call("-m", "tests.outbox.probe.ask", "1")
        stage.start_worker()
        stage.wait_for(lambda: stage.jobs() == 0, LONG)
        stage.call("-m", "tests.outbox.probe.ask", "3")
        stage.wait_for(lambda: stage.jobs() == 0, LONG)
    finally:
        stage.close()


@pytest.mark.parametrize("state", ["closed", "hung"])
def test_a_broker_that_is_down_keeps_nobody_waiting_and_the_jobs_stay(
    tmp_path: Path, state: str, request: pytest.FixtureRequest
) -> None:
    port = request.getfixturevalue(f"{state}_port")
    stage = Stage(tmp_path, BROKER_URL=f"redis://127.0.0.1:{port}/0")
    try:
        assert float(stage.call("-m", "tests.outbox.probe.ask", "50")) < 10
        assert stage.jobs() == 50
    finally:
        stage.close()
