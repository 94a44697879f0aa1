"""Another e-mail address: asked for the password, sent a code, told at the old one. Throwaway ones are refused."""

import json
from typing import Any

import pytest
from allauth.account.models import EmailAddress
from django.test import Client

from accounts.models import Member
from accounts.throwaway import is_throwaway
from tests.accounts.factors import PASSWORD, confirmed, with_password
from tests.outbox.drain import Outbox

ADDRESS, CODE, JOIN = "/accounts/email/", "/accounts/confirm-email/", "/accounts/signup/"
BY_APP = "/_allauth/app/v1/"
NEW = {"action_add": "", "email": "new@example.in"}
WHY = "This looks like a throwaway address. Use one at which you can still be reached in a year."


@pytest.fixture
def asha(asha: Member) -> Member:
    return with_password(asha)


def code_in(mail: Any) -> str:
    return str(mail.body.split("\n\n")[2].strip())


def address_of(member: Member) -> str:
    member.refresh_from_db()
    assert [row.email for row in EmailAddress.objects.filter(user=member)] == [member.email]
    return member.email


def test_the_password_is_asked_first(as_member: Any, asha: Member, outbox: Outbox) -> None:
    answer = as_member(asha).post(ADDRESS, NEW)

    assert answer["Location"].startswith("/accounts/reauthenticate/")
    assert outbox.waiting("accounts.mail") == []


def test_the_new_address_counts_once_its_code_was_typed(
    as_member: Any, asha: Member, outbox: Outbox, mailoutbox: list
) -> None:
    old, browser = asha.email, confirmed(as_member(asha))
    assert browser.post(ADDRESS, NEW)["Location"] == CODE
    outbox.run()
    assert [mail.to for mail in mailoutbox] == [["new@example.in"]]

    assert browser.post(CODE, {"code": "WRONG1"}).status_code == 422
    assert address_of(asha) == old

    browser.post(CODE, {"code": code_in(mailoutbox[0])})
    assert address_of(asha) == "new@example.in"


def test_the_old_address_is_told_and_where_to_get_help(
    as_member: Any, asha: Member, outbox: Outbox, mailoutbox: list, settings: Any
) -> None:
    settings.HELP_EMAIL = "help@adda.example"
    old, browser = asha.email, confirmed(as_member(asha))
    browser.post(ADDRESS, NEW)
    outbox.run()
    browser.post(CODE, {"code": code_in(mailoutbox[0])})
    outbox.run()

    note = mailoutbox[-1]
    assert note.to == [old]
    assert f"was changed from {old} to new@example.in" in note.body
    assert "write to help@adda.example at once" in note.body


def test_by_a_program_it_is_the_same(client: Client, asha: Member, outbox: Outbox, mailoutbox: list) -> None:
    old = asha.email

    def send(path: str, body: dict[str, Any], token: str = "") -> Any:
        headers = {"X-Session-Token": token} if token else {}
        return client.post(BY_APP + path, json.dumps(body), content_type="application/json", headers=headers)

    token = send("auth/login", {"username": "asha", "password": PASSWORD}).json()["meta"]["session_token"]
    assert send("account/email", {"email": "new@example.in"}, token).status_code == 401
    send("auth/reauthenticate", {"password": PASSWORD}, token)

    refused = send("account/email", {"email": "a@mailinator.com"}, token)
    assert (refused.status_code, refused.json()["errors"][0]["message"]) == (400, WHY)
    assert send("account/email", {"email": "new@example.in"}, token).status_code == 200
    outbox.run()
    send("auth/email/verify", {"key": code_in(mailoutbox[-1])}, token)
    outbox.run()

    assert address_of(asha) == "new@example.in"
    assert mailoutbox[-1].to == [old]


def test_the_page_says_which_address_it_is_and_refuses_a_throwaway_one(as_member: Any, asha: Member) -> None:
    browser = confirmed(as_member(asha))
    assert asha.email in browser.get(ADDRESS).content.decode()

    answer = browser.post(ADDRESS, NEW | {"email": "a@mailinator.com"})

    assert answer.status_code == 422
    assert answer.context["form"].errors["email"] == [WHY]
    assert 'value="a@mailinator.com"' in answer.content.decode()


@pytest.mark.parametrize("email", ["a@mailinator.com", "a@eu.MAILINATOR.com", "a@x.y.mailinator.com."])
def test_a_domain_of_the_list_is_refused_with_all_below_it(email: str) -> None:
    assert is_throwaway(email)


@pytest.mark.parametrize(
    "email", ["a@gmail.com", "a@example.in", "a@mailinator.company", "a@कमला.भारत", "a", "a@..", ""]
)
def test_others_are_not(email: str) -> None:
    assert not is_throwaway(email)


def test_the_operator_knows_better(settings: Any) -> None:
    settings.EMAIL_DOMAINS_ALLOWED = ["Mailinator.com"]
    settings.EMAIL_DOMAINS_REFUSED = ["spam.example", "bad.mailinator.com"]

    assert not is_throwaway("a@eu.mailinator.com")
    assert is_throwaway("a@bad.mailinator.com")
    assert is_throwaway("a@eu.spam.example")


def test_joining_with_one_is_refused_at_the_field(client: Client, db: None) -> None:
    said = {"username": "new_fan", "email": "a@mailinator.com", "password1": PASSWORD, "agreed": "on", "age": "adult"}
    by_page = client.post(JOIN, said)
    body = {"username": "new_fan", "email": "a@mailinator.com", "password": PASSWORD, "agreed": True, "age": "adult"}
    by_program = client.post(f"{BY_APP}auth/signup", json.dumps(body), content_type="application/json")

    assert by_page.context["form"].errors == {"email": [WHY]}
    assert [(error["param"], error["message"]) for error in by_program.json()["errors"]] == [("email", WHY)]
    assert not Member.objects.exists()


def test_it_is_refused_alike_whether_or_not_somebody_has_it(client: Client, asha: Member) -> None:
    EmailAddress.objects.filter(user=asha).update(email="known@mailinator.com")
    Member.objects.filter(pk=asha.pk).update(email="known@mailinator.com")
    pages = []
    for email in ("known@mailinator.com", "other@mailinator.com"):
        answer = client.post(JOIN, {"username": "new_fan", "email": email, "password1": PASSWORD})
        pages.append((answer.status_code, answer.context["form"].errors))

    assert pages[0] == pages[1]


def test_who_has_one_already_can_still_set_a_new_password(client: Client, asha: Member, outbox: Outbox) -> None:
    EmailAddress.objects.filter(user=asha).update(email="known@mailinator.com")
    Member.objects.filter(pk=asha.pk).update(email="known@mailinator.com")

    client.post("/accounts/password/reset/", {"email": "known@mailinator.com"})

    assert [mail["to"] for mail in outbox.waiting("accounts.mail")] == [["known@mailinator.com"]]
