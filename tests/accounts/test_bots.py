"""Machines that join are told by what no person does; people who are taken for one lose nothing."""

import re
from typing import Any

import pytest
import time_machine
from django.test import Client

from accounts.models import Member
from portal.pages.bots import TOO_FAST, TOO_OLD, TRAPPED
from tests.builders import NOW

JOIN, CODE = "/accounts/signup/", "/accounts/confirm-email/"
SAID = {"username": "new_fan", "email": "new@example.in", "agreed": "on", "age": "adult"}
SAID |= {"password1": "chai aur barsaat 22"}


@pytest.fixture(autouse=True)
def two_seconds(settings: Any, db: None) -> None:
    settings.JOIN_SECONDS_AT_LEAST = 2


@pytest.fixture
def clock() -> Any:
    with time_machine.travel(NOW, tick=False) as standing:
        yield standing


def token_in(page: str) -> str:
    found = re.search(r'name="form_token" value="([^"]+)"', page)
    assert found is not None
    return found[1]


def opened(client: Client) -> str:
    return token_in(client.get(JOIN).content.decode())


def refused(answer: Any, sentence: Any) -> str:
    """The page that came again, with the one sentence and what was typed."""
    page: str = answer.content.decode()
    assert answer.status_code == 422
    assert answer.context["form"].non_field_errors() == [str(sentence)]
    assert str(sentence) in page and 'value="new@example.in"' in page
    assert SAID["password1"] not in page
    assert not Member.objects.exists()
    return page


def test_a_person_takes_a_while_and_joins(client: Client, clock: Any) -> None:
    token = opened(client)
    clock.shift(2)

    assert client.post(JOIN, SAID | {"form_token": token})["Location"] == CODE


def test_too_fast_is_told_and_then_slow_enough(client: Client, clock: Any) -> None:
    token = opened(client)
    clock.shift(1.5)

    page = refused(client.post(JOIN, SAID | {"form_token": token}), TOO_FAST)
    clock.shift(1)

    assert client.post(JOIN, SAID | {"form_token": token_in(page)})["Location"] == CODE


@pytest.mark.parametrize("age", [24 * 3600 + 1, 30 * 24 * 3600])
def test_a_form_older_than_a_day_comes_fresh(client: Client, clock: Any, age: int) -> None:
    token = opened(client)
    clock.shift(age)

    page = refused(client.post(JOIN, SAID | {"form_token": token}), TOO_OLD)
    clock.shift(3)

    assert client.post(JOIN, SAID | {"form_token": token_in(page)})["Location"] == CODE


@pytest.mark.parametrize("token", ["", "1764520200000:forged", "x" * 100, "\u0967"])
def test_a_moment_nobody_signed_is_none(client: Client, clock: Any, token: str) -> None:
    refused(client.post(JOIN, SAID | {"form_token": token}), TOO_OLD)


def test_a_field_nobody_sees_is_filled_in_by_machines(client: Client, clock: Any) -> None:
    token = opened(client)
    clock.shift(5)

    page = refused(client.post(JOIN, SAID | {"form_token": token, "homepage": "https://spam.example"}), TRAPPED)

    assert "spam.example" not in page
    assert client.post(JOIN, SAID | {"form_token": token_in(page)})["Location"] == CODE


def test_people_do_not_meet_that_field(client: Client) -> None:
    page = client.get(JOIN).content.decode()

    assert re.search(r'<div class="visually-hidden" aria-hidden="true">.*name="homepage"[^>]* tabindex="-1"', page)


def test_another_language_keeps_the_moment(client: Client, clock: Any) -> None:
    token = opened(client)

    page = client.post(JOIN, SAID | {"form_token": token, "language": "hi"}).content.decode()

    assert token_in(page) == token
