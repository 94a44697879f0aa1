"""The disk with the data folder is full: whoever writes hears so at once, whoever reads notices nothing."""

from __future__ import annotations

import contextlib
import http.client
import json
import os
import socket
import sqlite3
import time
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.outbox.probe.stage import Stage
from tests.photos.full_disk import small_disk

WEB = ["-m", "gunicorn", "--config", "portal/gunicorn.py", "portal.wsgi"]
WITHIN = 2.0
SLACK = float(os.environ.get("ADDA_TEST_SLACK", "3"))  # seconds that a busy machine may add
LONG = 600
TOKEN = """
from accounts.actions import make_token
from accounts.models import Member
member = Member.objects.create(handle="asha", skeleton="asha", email="asha@example.com", trust=1)
print(make_token(by=member, name="test", scopes=["read", "write"])[1])
"""
READ = ["/", "/shows/", "/shows/anupamaa/", "/api/v1/posts/", "/healthz"]
pytestmark = [
    pytest.mark.slow,
    pytest.mark.skipif(bool(os.environ.get("DATABASE_URL")), reason="the database is not on a disk of ours"),
]


class Small(Stage):
    """The portal over SQLite, all of it on one small disk."""

    made_by = ("prepare",)

    def __init__(self, folder: Path) -> None:
        with socket.create_server(("127.0.0.1", 0)) as free:
            self.port = free.getsockname()[1]
        own = {"DJANGO_SETTINGS_MODULE": "portal.settings", "PORT": str(self.port)}
        super().__init__(folder, **own, SITE_URL=f"http://127.0.0.1:{self.port}")
        self.token = self.call("manage.py", "shell", "-v0", "-c", TOKEN).split()[-1]
        self.start(*WEB)
        self.wait_for(lambda: self.ask("GET", "/")[0] == 200, LONG)

    def ask(self, method: str, path: str, said: dict[str, str] | None = None) -> tuple[int, float, str]:
        """Status, seconds, and when to come back."""
        headers = {"Content-Type": "application/json", "Idempotency-Key": (said or {}).get("title", "")}
        if said:
            headers["Authorization"] = f"Bearer {self.token}"
        began = time.monotonic()
        line = http.client.HTTPConnection("127.0.0.1", self.port, timeout=60)
        try:
            line.request(method, path, json.dumps(said) if said else None, headers)
            answer = line.getresponse()
            answer.read()
            return answer.status, time.monotonic() - began, answer.headers.get("Retry-After", "")
        except (OSError, http.client.HTTPException) as error:
            return 0, time.monotonic() - began, str(error)
        finally:
            line.close()

    def post(self, number: int) -> tuple[int, float, str]:
        """One post, long enough to need another page of the database."""
        return self.ask("POST", "/api/v1/posts/", {"title": f"Post {number}", "body": "Rain. " * 2000})


@contextlib.contextmanager
def no_room(folder: Path) -> Iterator[None]:
    """While this lasts the disk is full to the last byte, and the write-ahead log has no room of its own left over."""
    filler = folder / "filler"
    with contextlib.closing(sqlite3.connect(folder / "adda.sqlite3", timeout=30)) as lite:
        lite.execute("PRAGMA wal_checkpoint(TRUNCATE)")
    with open(filler, "wb", buffering=0) as file, contextlib.suppress(OSError):
        for size in (65536, 4096, 512, 1):
            with contextlib.suppress(OSError):
                while True:
                    file.write(b"\0" * size)
    yield
    filler.unlink()


def test_writing_is_refused_at_once_and_reading_goes_on(tmp_path: Path) -> None:
    with small_disk(tmp_path / "disk", kilobytes=150_000) as disk, contextlib.closing(Small(disk)) as portal:
        assert portal.post(0)[0] == 201

        with no_room(disk):
            refused = [portal.post(number) for number in range(1, 25)]
            late = [answer for answer in refused if answer[0] != 201]
            assert late, "the disk was not full"
            assert {status for status, _spent, _again in late} <= {503, 507}
            assert all(again for _status, _spent, again in late)
            assert max(spent for _status, spent, _again in refused) < WITHIN + SLACK
            assert {path: portal.ask("GET", path)[0] for path in READ} == dict.fromkeys(READ, 200)

        taken = sum(status == 201 for status, _spent, _again in refused)
        assert portal.post(100)[0] == 201
        whole = sqlite3.connect(disk / "adda.sqlite3")
        assert whole.execute("PRAGMA integrity_check").fetchone() == ("ok",)
        assert whole.execute("SELECT count(*) FROM posts_post").fetchone() == (taken + 2,)
        whole.close()
