"""A mail server that takes the call and says nothing: the worker gives up and tries again, pages notice nothing."""

from __future__ import annotations

import contextlib
import http.client
import json
import os
import socket
import threading
import time
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.outbox.probe.stage import Stage

pytestmark = [pytest.mark.slow, pytest.mark.stage]
WEB = ["-m", "gunicorn", "--config", "portal/gunicorn.py", "portal.wsgi"]
WITHIN = 5.0
SLACK = float(os.environ.get("ADDA_TEST_SLACK", "3"))  # seconds that a busy machine may add
LONG = 600
GIVES_UP, LEASE = 10, 60  # seconds for which a worker listens, and for which it holds a mail
ASHA = """
from accounts.actions import make_token
from accounts.models import Member
member = Member.objects.create(handle="asha", skeleton="asha", email="asha@example.com", trust=1)
print(make_token(by=member, name="test", scopes=["read", "write"])[1])
"""
A_MAIL = """
from django.db import transaction
from accounts.adapter import MAIL_HANDLER
from portal.outbox.actions import enqueue
with transaction.atomic():
    enqueue(MAIL_HANDLER, {"subject": "Rain", "text": "It rains.", "to": ["asha@example.com"]})
"""


class MailServer:
    """Says nothing until it is woken; then as much SMTP as one mail needs."""

    def __init__(self) -> None:
        self.server = socket.create_server(("127.0.0.1", 0))
        self.port = self.server.getsockname()[1]
        self.called, self.awake = threading.Event(), threading.Event()
        self.lines: list[socket.socket] = []
        self.mails: list[str] = []
        threading.Thread(target=self._listen, daemon=True).start()

    def _listen(self) -> None:
        with contextlib.suppress(OSError):
            while True:
                line = self.server.accept()[0]
                self.lines.append(line)
                self.called.set()
                if self.awake.is_set():
                    threading.Thread(target=self._talk, args=[line], daemon=True).start()

    def _talk(self, line: socket.socket) -> None:
        with line, line.makefile("r", newline="\r\n") as heard:
            line.sendall(b"220 here\r\n")
            for said in heard:
                if said.upper().startswith("DATA"):
                    line.sendall(b"354 go on\r\n")
                    self.mails.append("".join(iter(heard.readline, ".\r\n")))
                line.sendall(b"221 bye\r\n" if said.upper().startswith("QUIT") else b"250 yes\r\n")

    def close(self) -> None:
        for one in [self.server, *self.lines]:
            one.close()


class Mailing(Stage):
    """The portal itself, a web server and a worker, with that server for its mail."""

    made_by = ("prepare",)

    def __init__(self, folder: Path, mail: MailServer) -> None:
        with socket.create_server(("127.0.0.1", 0)) as free:
            self.port = free.getsockname()[1]
        own = {"DJANGO_SETTINGS_MODULE": "portal.settings", "PORT": str(self.port)}
        own |= {"EMAIL_URL": f"smtp://127.0.0.1:{mail.port}", "SITE_URL": f"http://127.0.0.1:{self.port}"}
        super().__init__(folder, **own)
        self.token = self.call("manage.py", "shell", "-v0", "-c", ASHA).split()[-1]
        self.start(*WEB)
        self.start_worker()
        self.wait_for(lambda: self.ask("/")[0] == 200, LONG)

    def ask(self, path: str, **typed: str) -> tuple[int, float]:
        """Status and seconds."""
        began = time.monotonic()
        line = http.client.HTTPConnection("127.0.0.1", self.port, timeout=60)
        headers = {"Content-Type": "application/json"}
        if typed:
            headers |= {"Authorization": f"Bearer {self.token}", "Idempotency-Key": "one"}
        try:
            line.request("POST" if typed else "GET", path, json.dumps(typed) if typed else None, headers)
            answer = line.getresponse()
            answer.read()
            return answer.status, time.monotonic() - began
        except (OSError, http.client.HTTPException):
            return 0, time.monotonic() - began
        finally:
            line.close()

    def mail_jobs(self) -> list[tuple[int, ...]]:
        """How often each mail was tried, and whether somebody holds it."""
        return self.read("SELECT attempts, lease_token IS NULL FROM outbox_job WHERE handler LIKE '%mail%'")


@pytest.fixture
def mail() -> Iterator[MailServer]:
    with contextlib.closing(MailServer()) as server:
        yield server


def test_a_mail_server_that_never_answers_keeps_nobody_waiting_and_the_mail_comes_later(
    tmp_path: Path, mail: MailServer
) -> None:
    with contextlib.closing(Mailing(tmp_path, mail)) as portal:
        portal.call("manage.py", "shell", "-v0", "-c", A_MAIL)
        assert mail.called.wait(LONG)

        answers = [portal.ask(path) for path in ("/", "/shows/", "/api/v1/posts/", "/accounts/login/")]
        answers.append(portal.ask("/api/v1/posts/", title="Rain", body="All day."))
        assert [status for status, _spent in answers] == [200, 200, 200, 200, 201]
        assert max(spent for _status, spent in answers) < WITHIN + SLACK
        portal.wait_for(lambda: any(tried and free for tried, free in portal.mail_jobs()), GIVES_UP + LEASE)
        assert mail.mails == []

        mail.awake.set()
        portal.wait_for(lambda: not portal.mail_jobs(), LONG)
        (sent,) = mail.mails
        assert "asha@example.com" in sent
