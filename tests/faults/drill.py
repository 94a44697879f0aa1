"""The drill: the real `./adda run`, posts and photos arriving, and kill −9 into it again and again.

    python -m tests.faults.drill --number 400            # SQLite
    DATABASE_URL=postgres://… python -m tests.faults.drill --number 400

Every post and photo is sent until it is acknowledged, as a phone does. At the end nothing acknowledged may be lost,
damaged, doubled, or undone after a minute, and the sweep leaves no file without a row.
"""

from __future__ import annotations

import argparse
import contextlib
import http.client
import json
import os
import random
import signal
import socket
import sqlite3
import subprocess
import sys
import tempfile
import threading
import time
import uuid
from collections import Counter
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from urllib.parse import urlsplit

import psutil
from PIL import Image

from tests.files.make_photos import noise, saved

try:
    import psycopg
except ImportError:  # the scale extra is not installed, so DATABASE_URL does not name PostgreSQL either
    psycopg = None  # type: ignore[assignment]

ROOT = Path(__file__).parents[2]
HANDS, EACH = 4, 10
READY, UNDONE = 600, 60
BOUNDARY = "drill"
# All but what was asked for later and has not been begun: followers are told after a minute.
DUE = """
SELECT handler, attempts FROM outbox_job
WHERE NOT (attempts = 0 AND lease_token IS NULL AND parked_at IS NULL AND not_before > CURRENT_TIMESTAMP)
"""
PARTS = ("web process", "web server", "worker", "everything")
TOKENS = """
from accounts.actions import make_token
from accounts.models import Member
for number in range({members}):
    name = "drill%d" % number
    member = Member.objects.create(handle=name, skeleton=name, email=name + "@example.com", trust=1)
    print("token", make_token(by=member, name="drill", scopes=["read", "write"])[1])
"""
SWEEP = """
import datetime, time_machine
from django.utils import timezone
from portal.photos.tasks import sweep
with time_machine.travel(timezone.now() + datetime.timedelta(hours=5)):
    sweep()
"""


class House:
    """`./adda run` over a folder of its own, started anew whenever it ends, as whatever watches over it would."""

    def __init__(self, folder: Path) -> None:
        self.folder, self.starting = folder, threading.Lock()
        with socket.create_server(("127.0.0.1", 0)) as free:
            self.port = free.getsockname()[1]
        self.environment = os.environ | {"PORTAL_DATA_DIR": str(folder), "ADDA_DOTENV": str(folder / "no.env")}
        self.environment.pop("DJANGO_SETTINGS_MODULE", None)
        self.server = os.environ.get("DATABASE_URL", "")
        if self.server.startswith("postgres"):
            self.name = f"adda_drill_{uuid.uuid4().hex[:12]}"
            self._on_server(f"CREATE DATABASE {self.name}")
            self.environment["DATABASE_URL"] = urlsplit(self.server)._replace(path=f"/{self.name}").geturl()
        self.process = self._start()
        self.wait_for(self.is_ready, READY)

    def keep_running(self) -> None:
        """Start it again where it has ended; once, whoever notices."""
        with self.starting:
            if self.process.poll() is not None:
                self.process = self._start()

    def kill(self, part: str) -> str:
        """Kill −9 one part of it; what was killed, or nothing where that part is not there just now."""
        with contextlib.suppress(psutil.NoSuchProcess, ProcessLookupError):
            whole = psutil.Process(self.process.pid)
            victims = [one for one in whole.children(recursive=True) if part in _played_by(one)]
            if part == "everything":
                victims = [*whole.children(recursive=True), whole]
            for victim in victims:
                victim.send_signal(signal.SIGKILL)
            return part if victims else ""
        return ""

    def manage(self, code: str) -> str:
        """Run a few lines in the portal's own shell."""
        words = [sys.executable, "-W", "ignore", "manage.py", "shell", "-v0", "-c", code]
        done = subprocess.run(words, cwd=ROOT, env=self.environment, check=True, capture_output=True, text=True)
        return done.stdout

    def read(self, statement: str) -> list[tuple[object, ...]]:
        """Ask the database itself."""
        if self.server.startswith("postgres"):
            with psycopg.connect(self.environment["DATABASE_URL"]) as postgres:
                return postgres.execute(statement).fetchall()  # type: ignore[arg-type]
        with contextlib.closing(sqlite3.connect(self.folder / "adda.sqlite3", timeout=30)) as lite:
            return lite.execute(statement).fetchall()

    def is_ready(self) -> bool:
        """Whether it answers that it is."""
        return self.ask("GET", "/readyz", b"", {})[0] == 200

    def ask(self, method: str, path: str, body: bytes, headers: dict[str, str]) -> tuple[int, dict[str, str]]:
        """Status and words; 0 where no whole answer came."""
        line = http.client.HTTPConnection("127.0.0.1", self.port, timeout=40)
        try:
            line.request(method, path, body, headers)
            answer = line.getresponse()
            return answer.status, json.loads(answer.read() or b"{}")
        except (OSError, http.client.HTTPException, json.JSONDecodeError):
            return 0, {}
        finally:
            line.close()

    def wait_for(self, what: object, seconds: float) -> float:
        """Look until it is so; answers how long it took."""
        began = time.monotonic()
        while not what():  # type: ignore[operator]
            self.keep_running()
            if time.monotonic() - began > seconds:
                raise TimeoutError((self.folder / "said.log").read_text()[-3000:])
            threading.Event().wait(0.1)
        return time.monotonic() - began

    def close(self) -> None:
        """The end, politely."""
        self.process.terminate()
        self.process.wait(60)
        if self.server.startswith("postgres"):
            self._on_server(f"DROP DATABASE {self.name} WITH (FORCE)")

    def _start(self) -> subprocess.Popen[bytes]:
        with (self.folder / "said.log").open("ab") as log:
            words = [str(ROOT / "adda"), "run", "--empty", "--data", str(self.folder), "--port", str(self.port)]
            return subprocess.Popen(words, cwd=ROOT, env=self.environment, stdout=log, stderr=log)

    def _on_server(self, statement: str) -> None:
        with psycopg.connect(self.server, autocommit=True) as postgres:
            postgres.execute(statement)  # type: ignore[arg-type]


def _played_by(process: psutil.Process) -> str:
    """Which parts a process plays."""
    words = " ".join(process.cmdline())
    if "celery" in words:
        return "worker"
    if "gunicorn" not in words:
        return ""
    return "web process" if "gunicorn" in " ".join(process.parent().cmdline()) else "web server"


@contextlib.contextmanager
def killing(house: House, dice: random.Random, *, pause: tuple[float, float]) -> Iterator[Counter[str]]:
    """Kill one part or another every few seconds, and start again what has ended."""
    killed: Counter[str] = Counter()
    over = threading.Event()

    def now_and_then() -> None:
        while not over.wait(dice.uniform(*pause)):
            killed[house.kill(dice.choice(PARTS))] += 1
            over.wait(0.5)
            house.keep_running()

    killer = threading.Thread(target=now_and_then)
    killer.start()
    try:
        yield killed
    finally:
        over.set()
        killer.join()
        del killed[""]


def send(house: House, tokens: list[str], number: int) -> str:
    """One post or photo, until it is acknowledged; answers its public id."""
    head = {"Authorization": f"Bearer {tokens[number // EACH]}", "Idempotency-Key": f"drill-{number}"}
    path, body, kind = _a_photo(number) if number % 2 else _a_post(number)
    answered: list[str] = []

    def acknowledged() -> bool:
        status, said = house.ask("POST", path, body, head | {"Content-Type": kind})
        if status == 201:
            answered.append(said["id"])
        elif status not in (0, 429, 502, 503):
            raise AssertionError(f"{number}: {status} {said}")
        return bool(answered)

    house.wait_for(acknowledged, READY)
    return answered[0]


def _a_post(number: int) -> tuple[str, bytes, str]:
    said = {"title": f"Drill {number}", "body": f"Rain on {number}."}
    return "/api/v1/posts/", json.dumps(said).encode(), "application/json"


def _a_photo(number: int) -> tuple[str, bytes, str]:
    fields = {"caption": f"Drill {number}", "credit": "Asha", "first_published": "I took it"}
    text = "".join(
        f'--{BOUNDARY}\r\nContent-Disposition: form-data; name="{name}"\r\n\r\n{value}\r\n'
        for name, value in fields.items()
    )
    text += f'--{BOUNDARY}\r\nContent-Disposition: form-data; name="file"; filename="a.jpg"\r\n\r\n'
    picture = saved(noise((320, 240), seed=number), "JPEG")
    body = text.encode() + picture + f"\r\n--{BOUNDARY}--\r\n".encode()
    return "/api/v1/photos/", body, f"multipart/form-data; boundary={BOUNDARY}"


def what_is_wrong(house: House, acknowledged: list[str]) -> list[str]:
    """Everything that was lost, damaged, doubled or left undone, in words."""
    found = [] if len(set(acknowledged)) == len(acknowledged) else ["two answers named one thing"]
    rows = house.read("SELECT public_id, title FROM contributions_contribution")
    found += [f"lost: {one}" for one in set(acknowledged) - {str(row[0]) for row in rows}]
    found += [f"doubled: {title}" for title, count in Counter(row[1] for row in rows).items() if count > 1]
    try:
        house.wait_for(lambda: not house.read(DUE), UNDONE)
    except TimeoutError:
        found.append(f"undone after {UNDONE} s: {house.read(DUE)}")
    photos = house.read("SELECT raw, original, renditions, developed_at FROM photos_photo")
    found += [f"not developed: {row}" for row in photos if row[0] or row[3] is None]
    house.manage(SWEEP)
    renditions = [json.loads(row[2]) if isinstance(row[2], str) else row[2] for row in photos]
    named = {one["name"] for row in renditions for one in row}  # type: ignore[union-attr]
    wanted = {"quarantine": set(), "originals": {row[1] for row in photos}, "media": named}
    for folder, names in wanted.items():
        there = {path.name for path in (house.folder / "media" / folder).glob("*")}
        found += [f"orphan in {folder}: {name}" for name in there - names]
        found += [f"missing in {folder}: {name}" for name in names - there]  # type: ignore[operator]
    for name in named:
        with Image.open(house.folder / "media" / "media" / name) as picture:
            picture.load()
    if not house.server and house.read("PRAGMA integrity_check") != [("ok",)]:
        found.append("the database is damaged")
    return found


def drill(folder: Path, *, number: int, pause: tuple[float, float] = (3, 9), seed: int = 7) -> tuple[list[str], str]:
    """What is wrong after so many posts and photos, and a line about how it went."""
    house = House(folder)
    try:
        said = house.manage(TOKENS.format(members=number // EACH + 1))
        tokens = [line.split()[1] for line in said.splitlines() if line.startswith("token ")]
        began = time.monotonic()
        with killing(house, random.Random(seed), pause=pause) as killed, ThreadPoolExecutor(HANDS) as hands:
            acknowledged = list(hands.map(lambda one: send(house, tokens, one), range(number)))
        spent = time.monotonic() - began
        house.wait_for(house.is_ready, READY)
        return what_is_wrong(house, acknowledged), f"{number} acknowledged in {spent:.0f} s, killed: {dict(killed)}"
    finally:
        house.close()


if __name__ == "__main__":
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--number", type=int, default=400)
    parser.add_argument("--seed", type=int, default=7)
    options = parser.parse_args()
    with tempfile.TemporaryDirectory(prefix="adda-drill-") as place:
        wrong, line = drill(Path(place), number=options.number, seed=options.seed)
    print(line)
    print("\n".join(wrong) or "0 lost, 0 damaged, 0 doubled, 0 undone, 0 orphans")
    sys.exit(bool(wrong))
