"""A hundred people take one name at once: one seat, ninety-nine clear refusals, by page and by program."""

import json
from collections import Counter
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from threading import Barrier

import pytest
from django.core.cache import cache
from django.db import connection
from django.test import Client

from accounts.models import Member

pytestmark = [pytest.mark.slow, pytest.mark.django_db(transaction=True)]

CROWD = 100
HANDS = 20  # at once: a database server takes a hundred connections, and other tests want some
LOOKS = ["chai_wali", "CHAI_WALI", "chaiwali", "cha1_wa1i", "ChaiWaIi"]
PASSWORD = "chai aur barsaat 22"


def words(number: int) -> dict[str, object]:
    return {"username": LOOKS[number % len(LOOKS)], "email": f"fan{number}@example.in", "agreed": True, "age": "adult"}


def by_page(client: Client, number: int) -> tuple[int, str]:
    answer = client.post("/accounts/signup/", {**words(number), "password1": PASSWORD})
    return answer.status_code, "".join(answer.context["form"].errors["username"]) if answer.status_code == 422 else ""


def by_program(client: Client, number: int) -> tuple[int, str]:
    kind = ("app", "browser")[number % 2]
    body = json.dumps({**words(number), "password": PASSWORD})
    answer = client.post(f"/_allauth/{kind}/v1/auth/signup", body, content_type="application/json")
    return answer.status_code, "".join(error["message"] for error in answer.json().get("errors", []))


def all_at_once(ask: Callable[[Client, int], tuple[int, str]]) -> Counter:
    start = Barrier(HANDS)

    def one(number: int) -> tuple[int, str]:
        client = Client(REMOTE_ADDR=f"10.0.{number // 200}.{number % 200 + 1}", raise_request_exception=False)
        start.wait()
        try:
            return ask(client, number)
        finally:
            connection.close()

    with ThreadPoolExecutor(HANDS) as crowd:
        return Counter(crowd.map(one, range(CROWD)))


@pytest.mark.parametrize(("ask", "joined", "refused"), [(by_page, 302, 422), (by_program, 401, 400)])
def test_one_name_gets_one_seat(ask: Callable, joined: int, refused: int) -> None:
    cache.clear()

    answers = all_at_once(ask)

    sentence = "Somebody already sits here under this name, or one that looks like it."
    assert answers == {(joined, ""): 1, (refused, sentence): CROWD - 1}
    assert Member.objects.count() == 1
