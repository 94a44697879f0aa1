"""Passkeys that are none, and what pages and programs say of real ones. (A browser makes real ones in the journeys.)"""

from typing import Any

import pytest
from allauth.mfa.models import Authenticator
from django.test import Client

from accounts.factors import ways_of
from accounts.models import Member
from tests.accounts.factors import ROOM, confirmed, signs_in, with_app, with_password

BY_PROGRAM = "/_allauth/app/v1/"


@pytest.fixture
def asha(asha: Member) -> Member:
    return with_password(asha)


@pytest.mark.parametrize(
    "said",
    ["", "null", "[]", "{}", '"x"', '{"id": 1}', '{"rawId": "é", "response": 7}', '{"response": {"userHandle": null}}']
    + ['{"id":"AA","rawId":"AA","type":"public-key","response":{"clientDataJSON":"AA","authenticatorData":"AA"}}']
    + [
        '{{"id":"AA","rawId":"AA","type":"public-key","response":{{"clientDataJSON":"e30","authenticatorData":"{}",'
        '"signature":"AA","userHandle":"{}"}}}}'.format("A" * 50, handle)
        for handle in ("MQ", "enp6enp6enp6enp6eg", "____")
    ],
)
def test_a_made_up_passkey_opens_nothing_and_breaks_nothing(client: Client, asha: Member, said: str) -> None:
    client.get("/_allauth/browser/v1/auth/webauthn/login")

    answer = client.post(f"{ROOM}webauthn/login/", {"credential": said})

    by_program = client.post(
        f"{BY_PROGRAM}auth/webauthn/login", '{"credential": %s}' % (said or "null"), content_type="application/json"
    )
    assert answer.status_code in (302, 422)
    assert by_program.status_code in (400, 401)
    assert "_auth_user_id" not in client.session


@pytest.mark.parametrize("kind", ["multipart/form-data; boundary=x", "application/json", "text/plain"])
def test_neither_does_a_form_of_another_kind(client: Client, db: None, kind: str) -> None:
    for path in (f"{ROOM}webauthn/login/", f"{BY_PROGRAM}auth/webauthn/login"):
        for body in ("--x--", "[" * 50_000, '"\\ud800"', b"\xff\xfe"):
            assert client.post(path, body, content_type=kind).status_code in (302, 400, 401, 422)
    assert client.post(f"{ROOM}webauthn/login/", {"credential": "[" * 50_000}).status_code == 422


def test_a_made_up_passkey_is_no_second_step_either(client: Client, asha: Member) -> None:
    signs_in(client, with_app(asha))

    answer = client.post(f"{ROOM}authenticate/", {"credential": '{"id": 1}'})

    assert answer.status_code == 422
    assert "_auth_user_id" not in client.session


def test_a_made_up_new_passkey_is_refused(as_member: Any, asha: Member) -> None:
    browser = confirmed(as_member(asha))
    browser.get(f"{ROOM}webauthn/add/")

    for said in ("", "{}", '{"response": {"attestationObject": "AA"}}', '{"rawId": "AA", "response": {}}'):
        assert browser.post(f"{ROOM}webauthn/add/", {"name": "x", "credential": said}).status_code == 422
    assert not ways_of(asha).passkeys


def test_the_sign_in_page_offers_a_passkey_and_says_what_it_needs(client: Client, db: None) -> None:
    page = client.get("/accounts/login/").content.decode()

    assert 'data-passkey="/_allauth/browser/v1/auth/webauthn/login"' in page
    assert "Passkeys need scripts" in page


def test_what_a_passkey_is_for_comes_from_the_configured_address(client: Client, db: None) -> None:
    answer = client.get("/_allauth/browser/v1/auth/webauthn/login", headers={"Host": "evil.example"})

    assert answer.json()["data"]["request_options"]["publicKey"]["rpId"] == "localhost"


def test_removing_one_is_mailed_and_renaming_it_is_not(
    as_member: Any, asha: Member, outbox: Any, mailoutbox: Any
) -> None:
    key = Authenticator.objects.create(user=asha, type="webauthn", data={"name": "My phone", "credential": {}})
    browser = confirmed(as_member(asha))

    assert browser.post(f"{ROOM}webauthn/keys/{key.pk}/edit/", {"name": "The old phone"}).status_code == 302
    outbox.run()
    assert str(Authenticator.objects.get()) == "The old phone"
    assert mailoutbox == []

    assert browser.post(f"{ROOM}webauthn/keys/{key.pk}/remove/").status_code == 302
    outbox.run()
    assert [mail.subject for mail in mailoutbox] == ["A passkey was removed"]
