"""Real web servers and workers, killed while photos arrive: what was acknowledged is there, once, and developed."""

import contextlib
import http.client
import json
import random
import socket
import threading
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest

from tests.files.samples import SAMPLES, samples
from tests.outbox.probe.stage import Stage

UPLOADS, AT_ONCE = 40, 4
WEB = ["-m", "gunicorn", "--config", "portal/gunicorn.py", "portal.wsgi"]
BOUNDARY = "photos"
TOKEN = """
from accounts.actions import make_token
from accounts.models import Member
member = Member.objects.create(handle="asha", skeleton="asha", email="asha@example.com", trust=1)
print(make_token(by=member, name="test", scopes=["read", "write"])[1])
"""
SWEEP = """
import datetime, time_machine
from django.utils import timezone
from portal.photos.tasks import sweep
with time_machine.travel(timezone.now() + datetime.timedelta(hours=5)):
    sweep()
"""


class PhotoStage(Stage):
    """The portal itself: one web server, one worker."""

    def __init__(self, folder: Path) -> None:
        with socket.create_server(("127.0.0.1", 0)) as free:
            self.port = free.getsockname()[1]
        own = {"DJANGO_SETTINGS_MODULE": "portal.settings", "PORT": str(self.port), "WEB_THREADS": str(AT_ONCE + 1)}
        super().__init__(folder, **own, SITE_URL=f"http://127.0.0.1:{self.port}")
        self.call("manage.py", "createcachetable")
        (folder / "broker" / "control").mkdir(parents=True, exist_ok=True)
        (folder / "static").mkdir(exist_ok=True)
        self.token = self.call("manage.py", "shell", "-v0", "-c", TOKEN).split()[-1]

    def send(self, number: int, content: bytes) -> str:
        """Send one photo until it is acknowledged; answers its public id."""
        answers: list[str] = []

        def acknowledged() -> bool:
            status, said = self._post(number, content)
            if status == 201:
                answers.append(said["id"])
            elif status not in (0, 503, 429):
                raise AssertionError(f"{number}: {status} {said}")
            return bool(answers)

        self.wait_for(acknowledged, 240)
        return answers[0]

    def _post(self, number: int, content: bytes) -> tuple[int, dict[str, str]]:
        fields = {"caption": f"Photo {number}", "credit": "Asha", "first_published": "I took it"}
        parts = [
            f'--{BOUNDARY}\r\nContent-Disposition: form-data; name="{n}"\r\n\r\n{v}\r\n' for n, v in fields.items()
        ]
        head = f'--{BOUNDARY}\r\nContent-Disposition: form-data; name="file"; filename="a.jpg"\r\n\r\n'
        body = "".join([*parts, head]).encode() + content + f"\r\n--{BOUNDARY}--\r\n".encode()
        headers = {"Authorization": f"Bearer {self.token}", "Idempotency-Key": f"photo-{number}"}
        headers["Content-Type"] = f"multipart/form-data; boundary={BOUNDARY}"
        connection = http.client.HTTPConnection("127.0.0.1", self.port, timeout=40)
        try:
            connection.request("POST", "/api/v1/photos/", body, headers)
            answer = connection.getresponse()
            return answer.status, json.loads(answer.read())
        except (OSError, http.client.HTTPException, json.JSONDecodeError):
            return 0, {}
        finally:
            connection.close()

    def files(self) -> dict[str, set[str]]:
        """All files by folder."""
        return {
            folder: {path.name for path in (self.folder / "media" / folder).glob("*")}
            for folder in ("quarantine", "originals", "media")
        }


@pytest.fixture
def stage(tmp_path: Path) -> Iterator[PhotoStage]:
    stage = PhotoStage(tmp_path)
    yield stage
    stage.close()


def different_photos() -> list[bytes]:
    """Forty files: real photos, each with a few bytes behind it that make it another file."""
    found = [path.read_bytes() for path in samples("photos/gps") + samples("photos/orientation")]
    if not found:
        pytest.skip(f"no samples at {SAMPLES / 'photos'}")
    return [found[number % len(found)] + f"photo {number}".encode() for number in range(UPLOADS)]


@contextlib.contextmanager
def killing(stage: PhotoStage) -> Iterator[None]:
    """Kill −9 the web server or the worker every few seconds, and start it again; in the end both run."""
    parts = {"web": stage.start(*WEB), "worker": stage.start_worker()}
    over = threading.Event()

    def now_and_then() -> None:
        dice = random.Random(7)
        while not over.wait(dice.uniform(2, 6)):
            part = dice.choice(["web", "worker"])
            stage.kill(parts[part])
            parts[part] = stage.start(*WEB) if part == "web" else stage.start_worker()

    killer = threading.Thread(target=now_and_then)
    killer.start()
    try:
        yield
    finally:
        over.set()
        killer.join()


@pytest.mark.slow
@pytest.mark.stage
def test_killed_again_and_again_it_keeps_develops_and_doubles_nothing(stage: PhotoStage) -> None:
    photos = different_photos()

    with killing(stage), ThreadPoolExecutor(AT_ONCE) as senders:
        acknowledged = list(senders.map(stage.send, range(UPLOADS), photos))
    stage.wait_for(lambda: stage.jobs() == 0, 240)

    rows = stage.read(
        "SELECT c.public_id, p.raw, p.original, p.renditions, p.developed_at FROM photos_photo p"
        " JOIN contributions_contribution c ON c.id = p.contribution_ptr_id"
    )
    assert sorted(row[0] for row in rows) == sorted(set(acknowledged))
    assert [row for row in rows if row[1] or row[4] is None] == []
    stage.call("manage.py", "shell", "-v0", "-c", SWEEP)
    named = {name for row in rows for name in _names(row[3])}
    assert stage.files() == {"quarantine": set(), "originals": {row[2] for row in rows}, "media": named}
    assert all((stage.folder / "media" / "media" / name).stat().st_size for name in named)


def _names(renditions: object) -> list[str]:
    found = json.loads(renditions) if isinstance(renditions, str) else renditions
    return [one["name"] for one in found]  # type: ignore[union-attr]
