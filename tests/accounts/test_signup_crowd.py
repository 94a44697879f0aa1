"""A hundred people at the door of a real web server, all at once: its own threads are what bounds them."""

import http.client
import json
import socket
from collections import Counter
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from threading import Barrier
from urllib.parse import urlencode

import pytest

from tests.outbox.probe.stage import Stage

pytestmark = pytest.mark.slow

CROWD = 100
LONG = 240  # seconds that nothing here takes, on however busy a machine
LOOKS = ["chai_wali", "CHAI_WALI", "chaiwali", "cha1_wa1i", "ChaiWaIi"]
WEB = ["-m", "gunicorn", "--config", "portal/gunicorn.py", "portal.wsgi"]
TOKEN = "c" * 32
TAKEN = "Somebody already sits here under this name, or one that looks like it."


class Door(Stage):
    """The portal itself, behind a proxy that says who comes."""

    def __init__(self, folder: Path) -> None:
        with socket.create_server(("127.0.0.1", 0)) as free:
            self.port = free.getsockname()[1]
        own = {"DJANGO_SETTINGS_MODULE": "portal.settings", "PORT": str(self.port), "BEHIND_PROXY": "true"}
        own |= {"JOIN_SECONDS_AT_LEAST": "0"}
        super().__init__(folder, **own, SITE_URL=f"http://127.0.0.1:{self.port}")
        self.call("manage.py", "createcachetable")
        (folder / "broker" / "control").mkdir(parents=True, exist_ok=True)
        (folder / "static").mkdir(exist_ok=True)
        self.start(*WEB)
        self.wait_for(self.is_open, LONG)

    def is_open(self) -> bool:
        with socket.socket() as probe:
            return probe.connect_ex(("127.0.0.1", self.port)) == 0

    def knock(self, path: str, body: str, headers: dict[str, str]) -> tuple[int, str]:
        line = http.client.HTTPConnection("127.0.0.1", self.port, timeout=LONG)
        try:
            line.request("POST", path, body, headers)
            answer = line.getresponse()
            return answer.status, answer.read().decode()
        finally:
            line.close()

    def by_page(self, number: int) -> tuple[int, bool]:
        said = {
            "username": LOOKS[number % len(LOOKS)],
            "email": f"fan{number}@example.in",
            "agreed": "on",
            "age": "adult",
        }
        said |= {"password1": "chai aur barsaat 22", "csrfmiddlewaretoken": TOKEN}
        kind = {"Content-Type": "application/x-www-form-urlencoded", "Cookie": f"csrftoken={TOKEN}"}
        status, page = self.knock("/accounts/signup/", urlencode(said), kind | address(number))
        return status, TAKEN in page

    def by_program(self, number: int) -> tuple[int, bool]:
        said = {
            "username": LOOKS[number % len(LOOKS)],
            "email": f"fan{number}@example.in",
            "agreed": True,
            "age": "adult",
        }
        body = json.dumps(said | {"password": "chai aur barsaat 22"})
        kind = {"Content-Type": "application/json"} | address(number)
        status, page = self.knock("/_allauth/app/v1/auth/signup", body, kind)
        return status, TAKEN in page


def address(number: int) -> dict[str, str]:
    """Each comes from somewhere else."""
    return {"X-Forwarded-For": f"10.1.{number // 200}.{number % 200 + 1}"}


@pytest.fixture
def door(tmp_path: Path) -> Iterator[Door]:
    made = Door(tmp_path)
    yield made
    made.close()


@pytest.mark.parametrize(("way", "joined", "refused"), [("by_page", 302, 422), ("by_program", 401, 400)])
def test_of_a_hundred_at_once_one_gets_the_name(door: Door, way: str, joined: int, refused: int) -> None:
    start = Barrier(CROWD)

    def one(number: int) -> tuple[int, bool]:
        start.wait(LONG)
        return getattr(door, way)(number)  # type: ignore[no-any-return]

    with ThreadPoolExecutor(CROWD) as crowd:
        answers = Counter(crowd.map(one, range(CROWD)))

    assert answers == {(joined, False): 1, (refused, True): CROWD - 1}
    assert door.read("SELECT count(*) FROM accounts_member") == [(1,)]
