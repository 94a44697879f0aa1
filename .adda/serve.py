"""`./adda run`: the web server and the task worker side by side; they start together and are stopped together."""

import argparse
import contextlib
import ctypes
import fcntl
import http.client
import os
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path
from typing import IO
from urllib.parse import urlsplit

import ground
from words import ROOT, Refused, Stopped, lines_of, outside, progress, say

READY_WITHIN = 60
GRACE = 12
PATIENCE = 120  # seconds in which a worker may end MOST_ENDS times before something is really wrong
MOST_ENDS = 5
WEB = ["-m", "gunicorn", "--config", "portal/gunicorn.py", "portal.wsgi"]
QUIET = ["-W", "ignore:You're running the worker with superuser privileges"]
WORKER = [
    *QUIET,
    "-m",
    "celery",
    "--quiet",
    "--app",
    "portal",
    "worker",
    "--beat",
    "--pool",
    "solo",
    "--loglevel",
    "WARNING",
]
WORKER += ["--without-gossip", "--without-mingle", "--without-heartbeat"]
PDEATHSIG = 1
OURS_ALONE = 0o077


def run(options: argparse.Namespace) -> int:
    """Serve until somebody stops it or a part of it dies.

    Returns:
        0 after a stop that was asked for, 1 when the web server died, or the worker again and again.

    Raises:
        Refused: the port is taken, a folder cannot be written, the packages cannot be had, the portal does not start.
    """
    data = Path(options.data or outside("PORTAL_DATA_DIR", str(ROOT / "data"))).resolve()
    _require_port(options.host, options.port)
    ground.require_folder(data)
    with _alone(data):
        ground.lay(ground.lock_for_running())
        os.umask(OURS_ALONE)  # for everything started from here on; the packages above may be read by anybody
        environ = os.environ | {"PORTAL_DATA_DIR": str(data), "HOST": options.host, "PORT": str(options.port)}
        (data / "port").write_text(f"{options.port}\n")  # for the commands that make links
        _prepare(environ, options)
        return _serve(environ, options)


def _require_port(host: str, port: int) -> None:
    try:
        family, kind, _, _, address = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)[0]
        with socket.socket(family, kind) as probe:
            probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
            probe.bind(address)
    except socket.gaierror as error:
        raise Refused(f"{host} is not an address of this machine; try --host 127.0.0.1.") from error
    except PermissionError as error:
        raise Refused(f"Port {port} needs rights that you do not have; choose one above 1023 with --port.") from error
    except OSError as error:
        if error.errno == 98 or "in use" in str(error):
            raise Refused(f"Port {port} is taken by another program; choose another with --port.") from error
        raise Refused(f"{host} is not an address of this machine; try --host 127.0.0.1.") from error


@contextlib.contextmanager
def _alone(data: Path) -> Iterator[IO[str]]:
    """Hold the data folder: a second worker with its own clock would knock over the first one's schedule."""
    with open(data / "run.lock", "w") as file:
        try:
            fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError as error:
            raise Refused(
                f"Adda runs already on the data folder {data}; stop it, or choose another with --data."
            ) from error
        yield file


def _prepare(environ: dict[str, str], options: argparse.Namespace) -> None:
    words = [f"--{word}" for word in ("empty", "demo") if getattr(options, word)]
    for line in lines_of([str(ground.PYTHON), "manage.py", "prepare", *words], environ=environ, what="Preparing"):
        progress(line.rstrip())
    progress("The database and the static files are ready.", last=True)


def _serve(environ: dict[str, str], options: argparse.Namespace) -> int:
    parts: dict[str, subprocess.Popen[bytes]] = {}
    try:
        parts["web server"] = _start(WEB, environ)
        parts["worker"] = _start(WORKER, environ)
        said = _welcome(environ, options)
        _wait_until_ready(parts, environ, options)
        say(said)
        return _watch(parts, environ)
    except Stopped:
        say("\nStopping …")
        return 0
    finally:
        _stop(list(parts.values()))


def _start(words: list[str], environ: dict[str, str]) -> subprocess.Popen[bytes]:
    """A program in a process group of its own, so that everything it starts can be stopped with it."""
    prctl = ctypes.CDLL(None).prctl if sys.platform == "linux" else None

    def end_with_parent() -> None:
        if prctl:
            prctl(PDEATHSIG, signal.SIGTERM)

    command = [str(ground.PYTHON), *words]
    return subprocess.Popen(
        command, cwd=ROOT, env=environ, stdin=subprocess.DEVNULL, start_new_session=True, preexec_fn=end_with_parent
    )


def _welcome(environ: dict[str, str], options: argparse.Namespace) -> str:
    words = ["--demo"] if options.demo else []
    return "".join(lines_of([str(ground.PYTHON), "manage.py", "welcome", *words], environ=environ, what="The welcome"))


def _wait_until_ready(
    parts: dict[str, subprocess.Popen[bytes]], environ: dict[str, str], options: argparse.Namespace
) -> None:
    started = time.monotonic()
    answer = "no answer"
    while time.monotonic() - started < READY_WITHIN:
        _require_alive(parts)
        status, answer = _ask(options.host, options.port)
        if status == 200:
            return
        time.sleep(0.2)
    raise Refused(f"The portal did not become ready within {READY_WITHIN} seconds: {answer}")


def _ask(host: str, port: int) -> tuple[int, str]:
    """The answer of `/readyz`, asked under a name that the portal answers to."""
    reachable = {"0.0.0.0": "127.0.0.1", "::": "::1"}.get(host, host)
    named = urlsplit(outside("SITE_URL")).netloc or f"{reachable}:{port}"
    connection = http.client.HTTPConnection(reachable, port, timeout=5)
    try:
        connection.request("GET", "/readyz", headers={"Host": named})
        response = connection.getresponse()
        return response.status, response.read(500).decode(errors="replace")
    except (OSError, http.client.HTTPException) as error:
        return 0, str(error)
    finally:
        connection.close()


def _require_alive(parts: dict[str, subprocess.Popen[bytes]]) -> None:
    for name, process in parts.items():
        if process.poll() is not None:
            raise Refused(
                f"The {name} ended by itself (exit code {process.returncode}); everything else was stopped too."
            )


def _watch(parts: dict[str, subprocess.Popen[bytes]], environ: dict[str, str]) -> int:
    """Wait for the end. The web server's is the end of all; the worker is started anew, for nothing is lost with it."""
    ends: list[float] = []
    while True:
        worker = parts["worker"]
        if worker.poll() is not None:
            ends = [*(end for end in ends if time.monotonic() - end < PATIENCE), time.monotonic()]
            if len(ends) > MOST_ENDS:
                _require_alive(parts)
            say(f"The worker ended by itself (exit code {worker.returncode}); starting it anew.")
            _signal(worker, signal.SIGKILL, group=True)
            time.sleep(len(ends))
            parts["worker"] = _start(WORKER, environ)
        _require_alive({"web server": parts["web server"]})
        time.sleep(0.5)


def _stop(processes: list[subprocess.Popen[bytes]]) -> None:
    """End every process group: politely, and after `GRACE` seconds or a second Ctrl-C by force."""
    with contextlib.suppress(Stopped):
        for process in processes:
            _signal(process, signal.SIGTERM, group=False)
        deadline = time.monotonic() + GRACE
        while any(process.poll() is None for process in processes) and time.monotonic() < deadline:
            time.sleep(0.1)
    for process in processes:
        _signal(process, signal.SIGKILL, group=True)
        process.wait()


def _signal(process: subprocess.Popen[bytes], number: signal.Signals, *, group: bool) -> None:
    with contextlib.suppress(ProcessLookupError):
        if group:
            os.killpg(process.pid, number)
        elif process.poll() is None:
            process.send_signal(number)
