"""Web servers to measure, and what they burn: CPU of the whole stack, read from `/proc`."""

from __future__ import annotations

import os
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from pathlib import Path

import redis
from django.conf import settings
from django.db import connection

ROOT = Path(__file__).resolve().parents[2]
TICK = os.sysconf("SC_CLK_TCK")
PAGE = os.sysconf("SC_PAGE_SIZE")
UP_WITHIN = 30


@dataclass(frozen=True)
class Server:
    """One gunicorn with one worker, the database it works on, and whether it uses the cache."""

    process: subprocess.Popen[bytes]
    port: int
    database: str
    caches: bool

    def cpu(self) -> float:
        """CPU seconds so far of the web processes, its database's backends and the cache."""
        pids = family(self.process.pid) + backends(self.database)
        pids += cache_servers() if self.caches else []
        return sum(burnt(pid) for pid in pids)

    def memory(self) -> float:
        """Resident MB of the largest web worker."""
        workers = family(self.process.pid)[1:]
        return max(int(Path(f"/proc/{pid}/statm").read_text().split()[1]) * PAGE / 2**20 for pid in workers)


@contextmanager
def serving(application: str, database: str, *, caches: bool) -> Iterator[Server]:
    """A server of this application on a free port of the loopback; gone afterwards."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    environ = os.environ | {"PORT": str(port), "HOST": "127.0.0.1", "WEB_CONCURRENCY": "1"}
    environ.pop("DJANGO_SETTINGS_MODULE", None)
    command = [sys.executable, "-m", "gunicorn", "--config", "portal/gunicorn.py", "--max-requests", "0", application]
    process = subprocess.Popen(command, cwd=ROOT, env=environ)
    try:
        wait_for(port, process)
        yield Server(process, port, database, caches)
    finally:
        process.terminate()
        process.wait()


def wait_for(port: int, process: subprocess.Popen[bytes]) -> None:
    """Until somebody listens.

    Raises:
        SystemExit: when nobody does.
    """
    deadline = time.monotonic() + UP_WITHIN
    while time.monotonic() < deadline and process.poll() is None:
        with socket.socket() as probe:
            if probe.connect_ex(("127.0.0.1", port)) == 0:
                return
        with suppress(subprocess.TimeoutExpired):
            process.wait(0.1)
    raise SystemExit("The server to be measured did not start.")


def burnt(pid: int) -> float:
    """CPU seconds of a process and of its children that have ended; 0 when it is gone."""
    try:
        fields = Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()
    except (FileNotFoundError, ProcessLookupError):
        return 0.0
    return sum(map(int, fields[11:15])) / TICK


def family(pid: int) -> list[int]:
    """A process and all that descend from it."""
    children = Path(f"/proc/{pid}/task/{pid}/children").read_text().split()
    return [pid] + [one for child in children for one in family(int(child))]


def backends(database: str) -> list[int]:
    """PostgreSQL's processes that work on a database; none for SQLite, which works in the web process."""
    if connection.vendor != "postgresql":
        return []
    with connection.cursor() as cursor:
        cursor.execute("SELECT pid FROM pg_stat_activity WHERE datname = %s AND pid <> pg_backend_pid()", [database])
        return [pid for (pid,) in cursor.fetchall()]


def cache_servers() -> list[int]:
    """The Redis that keeps the cache, if one does."""
    if not settings.CACHE_URL:
        return []
    return [redis.Redis.from_url(settings.CACHE_URL).info("server")["process_id"]]
