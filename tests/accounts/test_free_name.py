"""While a name is typed the house says of it what the form would say, and nothing else."""

from typing import Any

import pytest
import time_machine
from django.core.cache import cache
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from portal.pages.free_name import ASKED_A_MINUTE
from tests.accounts.test_signup import JOIN, filled
from tests.builders import NOW, a_member

NAME = "/accounts/signup/name/"
FREE = "This name is free."
REFUSED = {
    "taken": "asha",
    "looks like one that is taken": "A_S_H_A",
    "kept": "moderator",
    "looks like a kept one": "m0derator",
    "of another script": "\u0430sha_two",
    "with a strange letter": "asha two",
    "short": "ab",
    "long": "a" * 31,
    "begins with a sign": "_asha_two",
    "nul": "asha\0two",
}


@pytest.fixture(autouse=True)
def asha(db: None) -> Any:
    return a_member("asha")


@pytest.mark.parametrize("name", REFUSED.values(), ids=REFUSED)
@pytest.mark.parametrize("language", ["en", "hi"])
def test_a_name_is_refused_in_the_words_of_the_form(client: Client, language: str, name: str) -> None:
    client.cookies["django_language"] = language
    (sentence,) = client.post(JOIN, filled(name)).context["form"].errors["username"]
    answer = client.get(NAME, {"username": name})

    assert answer.status_code == 200
    assert list(answer.context["refusals"]) == [sentence]
    assert 'class="field__error"' in answer.text and FREE not in answer.text


def test_a_free_name_is_free_for_the_form_too(client: Client, outbox: Any) -> None:
    answer = client.get(NAME, {"username": " chai_wali_meera "})

    assert FREE in answer.text and 'class="field__ok"' in answer.text
    assert client.post(JOIN, filled(" chai_wali_meera ")).status_code == 302


def test_nothing_is_said_of_no_name(client: Client) -> None:
    assert [client.get(NAME, asked).text.strip() for asked in ({}, {"username": "  "})] == ["", ""]


def test_the_answer_is_kept_nowhere_and_nothing_else_is_read(client: Client) -> None:
    plain = client.get(NAME, {"username": "usha"})
    more = client.get(NAME, {"username": "usha", "email": "asha@example.com", "homepage": "x"})

    assert {"private", "no-store"} <= set(plain["Cache-Control"].split(", "))
    assert plain.text == more.text
    assert not plain.cookies


def test_a_name_costs_one_look_at_the_seats(client: Client) -> None:
    client.get(NAME, {"username": "usha"})
    with CaptureQueriesContext(connection) as asked:
        client.get(NAME, {"username": "asha"})

    assert sum('"accounts_member"' in one["sql"] for one in asked.captured_queries) == 1


@time_machine.travel(NOW, tick=False)
def test_whoever_asks_too_often_waits_and_may_still_join(client: Client, outbox: Any) -> None:
    cache.clear()
    answers = [client.get(NAME, {"username": "asha"}) for _turn in range(ASKED_A_MINUTE + 1)]

    assert {answer.status_code for answer in answers[:-1]} == {200}
    assert answers[-1].status_code == 429 and answers[-1]["Retry-After"]
    assert "taken" not in answers[-1].text and "already sits" not in answers[-1].text
    assert client.post(JOIN, filled()).status_code in (302, 422)


def test_the_form_asks_and_has_a_place_for_the_answer(client: Client) -> None:
    page = client.get(JOIN).text

    assert f'data-hx-get="{NAME}"' in page
    assert '<div id="id_username_answer" aria-live="polite"></div>' in page
