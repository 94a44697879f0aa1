"""A portal of real processes, to be killed: own data folder, own database, the broker of this test run."""

import os
import signal
import sqlite3
import subprocess
import sys
import threading
import time
import uuid
from collections import Counter
from collections.abc import Callable
from pathlib import Path
from urllib.parse import urlsplit

try:
    import psycopg
except ImportError:  # the scale extra is not installed, so DATABASE_URL does not name PostgreSQL either
    psycopg = None  # type: ignore[assignment]

PYTHON = [sys.executable, "-W", "ignore"]
WORKER = ["-m", "celery", "-A", "portal", "worker", "-B", "-l", "warning"]
QUIET = ["--without-gossip", "--without-mingle", "--without-heartbeat"]


class Stage:
    """Processes over one fresh database; `close` ends what still runs and drops the database."""

    made_by = ("migrate", "--run-syncdb", "-v0")  # the command that makes the database

    def __init__(self, folder: Path, **environment: str) -> None:
        self.folder = folder
        self.server = os.environ.get("DATABASE_URL", "")
        self.running: list[subprocess.Popen[bytes]] = []
        own = {"PORTAL_DATA_DIR": str(folder), "DJANGO_SETTINGS_MODULE": "tests.outbox.probe.settings"}
        self.environment = os.environ | own | environment
        if self.server.startswith("postgres"):
            self.name = f"adda_probe_{uuid.uuid4().hex[:12]}"
            self._on_server(f"CREATE DATABASE {self.name}")
            self.url = urlsplit(self.server)._replace(path=f"/{self.name}").geturl()
            self.environment["DATABASE_URL"] = self.url
        self.call("manage.py", *self.made_by)

    def call(self, *arguments: str) -> str:
        """Run a program to its end and answer what it printed."""
        done = subprocess.run(
            [*PYTHON, *arguments], env=self.environment, check=True, capture_output=True, timeout=600, text=True
        )
        return done.stdout

    def start(self, *arguments: str) -> subprocess.Popen[bytes]:
        """Start a program in a process group of its own; what it says is kept in the stage's folder."""
        with (self.folder / "processes.log").open("ab") as log:
            process = subprocess.Popen(
                [*PYTHON, *arguments], env=self.environment, stdout=log, stderr=log, start_new_session=True
            )
        self.running.append(process)
        return process

    def start_worker(self) -> subprocess.Popen[bytes]:
        """As `./adda run` starts it; with a broker of its own, as an operator would."""
        pool = ["--pool", "prefork", "-c", "2"] if self.environment.get("BROKER_URL") else ["--pool", "solo"]
        return self.start(*WORKER, *QUIET, *pool)

    def kill(self, process: subprocess.Popen[bytes]) -> None:
        """Kill −9 a process and all it started."""
        os.killpg(process.pid, signal.SIGKILL)
        process.wait()
        self.running.remove(process)

    def marks(self) -> Counter[int]:
        return Counter(number for (number,) in self.read("SELECT number FROM probe_mark"))

    def jobs(self) -> int:
        return int(self.read("SELECT count(*) FROM outbox_job")[0][0])

    def read(self, statement: str) -> list[tuple[int, ...]]:
        if self.server.startswith("postgres"):
            with psycopg.connect(self.url) as postgres:
                return postgres.execute(statement).fetchall()
        lite = sqlite3.connect(self.folder / "adda.sqlite3", timeout=10)
        try:
            return lite.execute(statement).fetchall()
        finally:
            lite.close()

    def wait_for(self, what: Callable[[], bool], seconds: float) -> float:
        """Look until it is so, and answer after how many seconds; other processes leave nothing else to wait on.

        Raises:
            TimeoutError: with what the processes said.
        """
        began = time.monotonic()
        while not what():
            if time.monotonic() - began > seconds:
                raise TimeoutError(f"{self.jobs()} jobs left.\n{(self.folder / 'processes.log').read_text()[-3000:]}")
            threading.Event().wait(0.05)
        return time.monotonic() - began

    def close(self) -> None:
        for process in [process for process in self.running if process.poll() is None]:
            self.kill(process)
        if self.server.startswith("postgres"):
            self._on_server(f"DROP DATABASE {self.name} WITH (FORCE)")

    def _on_server(self, statement: str) -> None:
        with psycopg.connect(self.server, autocommit=True) as postgres:
            postgres.execute(statement)
