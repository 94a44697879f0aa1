"""Nobody learns who has a seat: same status, same words, same way on. (How long it takes is measured in the bench.)"""

import json
import re
from collections.abc import Callable
from typing import Any

import pytest
import time_machine
from allauth.account.models import EmailAddress
from django.core.cache import cache
from django.db import connection
from django.http import HttpResponse
from django.test import Client
from django.test.utils import CaptureQueriesContext

from accounts.models import Member
from tests.builders import NOW, a_member
from tests.outbox.drain import Outbox

PASSWORD = "chai aur barsaat 22"
KNOWN, UNKNOWN = "asha@example.com", "usha@example.com"


@pytest.fixture(autouse=True)
def asha(db: None) -> Member:
    made = a_member("asha", email=KNOWN)
    made.set_password(PASSWORD)
    made.save()
    EmailAddress.objects.create(user=made, email=KNOWN, verified=True, primary=True)
    return made


def seen(answer: HttpResponse) -> tuple[Any, ...]:
    """What a stranger sees of an answer, without what was typed and what is new every time."""
    page = answer.content.decode().replace(KNOWN, "X").replace(UNKNOWN, "X")
    page = re.sub(
        r'(csrfmiddlewaretoken" value|"session_token"|name="idempotency_key" value)(=|: )"[^"]*"', r"\1", page
    )
    kept = sorted(name for name in answer.cookies)
    return answer.status_code, answer.headers.get("Location"), kept, page


def both(path: str, **fields: str) -> tuple[tuple[Any, ...], tuple[Any, ...]]:
    """The same form for a known address and an unknown one, and the page it leads to."""
    answers = []
    for email in (KNOWN, UNKNOWN):
        cache.clear()
        browser = Client()
        said = {name: value.replace("EMAIL", email) for name, value in fields.items()}
        first = browser.post(path, said)
        then = browser.get(first["Location"]) if first.status_code == 302 else first
        answers.append((*seen(first), *seen(then)))
    return answers[0], answers[1]


def test_joining_does_not_tell(outbox: Outbox) -> None:
    known, unknown = both(
        "/accounts/signup/", username="somebody_new", email="EMAIL", password1=PASSWORD, agreed="on", age="adult"
    )

    assert known[0] == 302
    assert known == unknown
    assert [mail["to"] for mail in outbox.waiting("accounts.mail")] == [[KNOWN], [UNKNOWN]]


def questions(said: Callable[[], Any]) -> int:
    """How many statements reach the database; savepoints, which it forgets at once, are not counted."""
    with CaptureQueriesContext(connection) as asked:
        said()
    return sum("SAVEPOINT" not in statement["sql"] for statement in asked.captured_queries)


def joins(browser: Client, email: str) -> Any:
    form = {
        "username": "somebody_new",
        "email": email,
        "password1": PASSWORD,
        "agreed": "on",
        "age": "adult",
        "idempotency_key": "k",
    }
    return browser.post("/accounts/signup/", form)


def joins_by_program(browser: Client, email: str) -> Any:
    body = {"username": "somebody_new", "email": email, "password": PASSWORD, "agreed": True, "age": "adult"}
    return browser.post("/_allauth/app/v1/auth/signup", json.dumps(body), "application/json")


def signs_in_wrongly(browser: Client, email: str) -> Any:
    return browser.post("/accounts/login/", {"login": email, "password": "not the password"})


def forgets(browser: Client, email: str) -> Any:
    return browser.post("/accounts/password/reset/", {"email": email})


@pytest.mark.parametrize("ask", [joins, joins_by_program, signs_in_wrongly, forgets])
def test_a_known_address_asks_as_much_of_the_database_as_an_unknown_one(
    ask: Callable[[Client, str], Any], anupamaa: Any
) -> None:
    counted = []
    for email in (KNOWN, UNKNOWN):
        cache.clear()
        browser = Client()
        browser.get("/accounts/login/")  # what every process keeps is read by now
        counted.append(questions(lambda browser=browser, email=email: ask(browser, email)))

    assert counted[0] == counted[1]


def test_so_does_asking_for_the_code_again() -> None:
    counted = []
    for email in (KNOWN, UNKNOWN):
        cache.clear()
        browser = Client()
        joins(browser, email)
        cache.clear()
        counted.append(
            questions(lambda browser=browser: browser.post("/accounts/confirm-email/", {"action": "resend"}))
        )
        Member.objects.filter(handle="somebody_new").delete()

    assert counted[0] == counted[1]


def test_the_rehearsal_for_a_known_address_leaves_nothing() -> None:
    joins(Client(), KNOWN)

    assert Member.objects.count() == 1
    assert EmailAddress.objects.count() == 1


def test_joining_by_program_does_not_tell() -> None:
    answers = []
    for email in (KNOWN, UNKNOWN):
        cache.clear()
        body = {"username": "somebody_new", "email": email, "password": PASSWORD, "agreed": True, "age": "adult"}
        answers.append(seen(Client().post("/_allauth/app/v1/auth/signup", json.dumps(body), "application/json")))

    assert answers[0][0] == 401
    assert answers[0] == answers[1]


def test_a_forgotten_password_does_not_tell(outbox: Outbox) -> None:
    known, unknown = both("/accounts/password/reset/", email="EMAIL")

    assert known[0] == 302
    assert known == unknown
    assert [mail["to"] for mail in outbox.waiting("accounts.mail")] == [[KNOWN], [UNKNOWN]]


def test_a_wrong_password_does_not_tell() -> None:
    known, unknown = both("/accounts/login/", login="EMAIL", password="not the password")

    assert known[0] == 422
    assert known == unknown


def test_asking_for_the_code_again_does_not_tell(outbox: Outbox) -> None:
    answers = []
    for email in (KNOWN, UNKNOWN):
        cache.clear()
        browser = Client()
        form = {"username": "somebody_new", "email": email, "password1": PASSWORD, "agreed": "on", "age": "adult"}
        browser.post("/accounts/signup/", form)
        cache.clear()
        answers.append(seen(browser.post("/accounts/confirm-email/", {"action": "resend"})))

    assert answers[0] == answers[1]


@time_machine.travel(NOW, tick=False)
def test_a_sixth_guess_is_told_to_wait_before_any_password_is_looked_at() -> None:
    tries = [
        Client().post("/accounts/login/", {"login": name, "password": "no"}) for name in ("asha", "ASHA", "a_sha") * 2
    ]

    assert [answer.status_code for answer in tries] == [422] * 5 + [429]
    right = Client().post(
        "/accounts/login/", {"login": "asha", "password": PASSWORD}, headers={"Host": "other.example"}
    )
    assert right.status_code == 429
    assert right["Retry-After"]


@time_machine.travel(NOW, tick=False)
def test_twenty_one_knocks_in_a_minute_are_too_many(db: None) -> None:
    answers = [Client().post("/accounts/signup/", {}).status_code for _knock in range(21)]

    assert answers == [422] * 20 + [429]


@time_machine.travel(NOW, tick=False)
def test_a_made_up_forwarding_header_is_no_other_address() -> None:
    answers = [
        Client().post("/accounts/signup/", {}, headers={"X-Forwarded-For": f"10.0.0.{knock}"}).status_code
        for knock in range(21)
    ]

    assert answers[-1] == 429


def test_behind_a_proxy_each_address_is_counted_alone(settings: Any) -> None:
    settings.BEHIND_PROXY = True
    answers = [
        Client().post("/accounts/signup/", {}, headers={"X-Forwarded-For": f"6.6.6.6, 10.0.0.{knock}"}).status_code
        for knock in range(21)
    ]

    assert set(answers) == {422}


def test_mail_links_come_from_the_configured_origin(outbox: Outbox, mailoutbox: list) -> None:
    for path, form in {
        "/accounts/password/reset/": {"email": UNKNOWN},
        "/accounts/signup/": {
            "username": "new_one",
            "email": KNOWN,
            "password1": PASSWORD,
            "agreed": "on",
            "age": "adult",
        },
    }.items():
        cache.clear()
        Client().post(path, form, headers={"Host": "evil.example", "X-Forwarded-Host": "evil.example"})
    outbox.run()

    assert len(mailoutbox) == 2
    for mail in mailoutbox:
        assert "evil.example" not in str(mail.message())
        assert "http://localhost:8000/accounts/" in mail.body


@pytest.mark.parametrize("client", ["app", "browser"])
def test_joining_again_by_program_while_the_code_is_on_its_way_is_too_many(client: str) -> None:
    answers = []
    for email in (KNOWN, UNKNOWN):
        cache.clear()
        for name in ("somebody_new", "somebody_newer"):
            body = {"username": name, "email": email, "password": PASSWORD, "agreed": True, "age": "adult"}
            address = f"/_allauth/{client}/v1/auth/signup"
            again = Client().post(address, json.dumps(body), "application/json")
        answers.append(seen(again))

    assert answers[0][0] == 429
    assert answers[0] == answers[1]
