"""A second step: set up, asked for, lost, taken off; on the page and by a program."""

import json
import re
from typing import Any
from urllib.parse import unquote

import pytest
import time_machine
from allauth.mfa.models import Authenticator
from django.test import Client

from accounts.actions import drop_factors
from accounts.factors import ways_of
from accounts.leaving import holdings_of
from accounts.models import Member
from portal.lib.verdicts import Refused
from tests.accounts.factors import ROOM, SECRET, code_of, codes_of, confirmed, signs_in, with_app, with_password
from tests.builders import NOW
from tests.outbox.drain import Outbox

APP, CODES, ASKED = f"{ROOM}totp/activate/", f"{ROOM}recovery-codes/", f"{ROOM}authenticate/"
BY_PROGRAM = "/_allauth/app/v1/"
KEY = {"credential": "{}"}


@pytest.fixture(autouse=True)
def standing_clock() -> Any:
    with time_machine.travel(NOW, tick=False) as clock:
        yield clock


@pytest.fixture
def asha(asha: Member) -> Member:
    return with_password(asha)


def signed_in(browser: Client) -> bool:
    return "_auth_user_id" in browser.session


def test_a_member_sets_an_app_up_and_is_shown_codes_once(
    as_member: Any, asha: Member, django_capture_on_commit_callbacks: Any
) -> None:
    browser = confirmed(as_member(asha))
    page = browser.get(APP).content.decode()
    secret = re.search(r'id="secret" readonly value="(\w+)"', page)
    assert secret is not None
    assert 'src="data:image/svg+xml;base64,' in page

    with django_capture_on_commit_callbacks(execute=True):
        answer = browser.post(APP, {"code": code_of(secret[1])})

    assert (answer.status_code, answer["Location"]) == (302, CODES)
    first, second = browser.get(CODES).content.decode(), browser.get(CODES).content.decode()
    assert all(code in first and code not in second for code in codes_of(asha))
    assert "10 codes are left" in second


def test_the_codes_can_be_saved_as_text_without_asking_the_server_again(as_member: Any, asha: Member) -> None:
    browser = confirmed(as_member(with_app(asha)))

    page = browser.get(CODES).content.decode()

    link = re.search(r'download="adda-recovery-codes.txt" href="data:text/plain;charset=utf-8,([^"]+)"', page)
    assert link is not None
    assert unquote(link[1]).split() == codes_of(asha)


def test_a_wrong_code_turns_nothing_on(as_member: Any, asha: Member) -> None:
    browser = confirmed(as_member(asha))
    browser.get(APP)

    answer = browser.post(APP, {"code": "000000"})

    assert answer.status_code == 422
    assert answer.context["form"].errors["code"] == ["Incorrect code."]
    assert not ways_of(asha).has_factor


@pytest.mark.parametrize("path", [APP, f"{CODES}generate/", f"{ROOM}webauthn/add/", f"{ROOM}totp/deactivate/"])
def test_the_password_is_asked_before_anything_changes(as_member: Any, asha: Member, path: str) -> None:
    answer = as_member(with_app(asha) if "totp/activate" not in path else asha).post(path, {"code": code_of()} | KEY)

    assert answer["Location"].startswith("/accounts/reauthenticate/")


def test_signing_in_then_asks_for_the_code(client: Client, asha: Member) -> None:
    answer = signs_in(client, with_app(asha))
    assert (answer["Location"], signed_in(client)) == (ASKED, False)
    assert "One more step" in client.get(ASKED).content.decode()

    assert client.post(ASKED, {"code": "000000"}).status_code == 422
    assert not signed_in(client)

    client.post(ASKED, {"code": code_of()})
    assert signed_in(client)


def test_a_code_lets_in_once(asha: Member) -> None:
    with_app(asha)
    first, second = Client(), Client()
    for browser in (first, second):
        signs_in(browser, asha)
        browser.post(ASKED, {"code": code_of()})

    assert signed_in(first) and not signed_in(second)


@pytest.mark.parametrize("ahead", [-1, 1])
def test_a_code_of_another_half_minute_lets_nobody_in(client: Client, asha: Member, ahead: int) -> None:
    signs_in(client, with_app(asha))

    assert client.post(ASKED, {"code": code_of(ahead=ahead)}).status_code == 422


def test_a_recovery_code_stands_in_for_the_app_once(asha: Member) -> None:
    code = codes_of(with_app(asha))[0]
    first, second = Client(), Client()
    for browser in (first, second):
        signs_in(browser, asha)
        browser.post(ASKED, {"code": code})

    assert signed_in(first) and not signed_in(second)
    assert ways_of(asha).codes_left == 9


def test_new_recovery_codes_end_the_old(
    as_member: Any, asha: Member, outbox: Outbox, mailoutbox: list, django_capture_on_commit_callbacks: Any
) -> None:
    old = codes_of(with_app(asha))
    with django_capture_on_commit_callbacks(execute=True):
        answer = confirmed(as_member(asha)).post(f"{CODES}generate/")
    outbox.run()

    assert answer["Location"] == CODES
    assert not set(old) & set(codes_of(asha))
    assert mailoutbox[-1].subject == "New recovery codes were made"


def test_guessing_codes_is_told_to_wait(asha: Member) -> None:
    with_app(asha)
    said = []
    for _guess in range(6):
        browser = Client()
        signs_in(browser, asha)
        answer = browser.post(ASKED, {"code": "000000"})
        said.append(answer.context["form"].errors["code"][0] if answer.context else str(answer.status_code))

    assert said[0] == "Incorrect code."
    assert said[-1] != "Incorrect code."


def turns_the_app_off(as_member: Any, member: Member, outbox: Outbox) -> None:
    confirmed(as_member(with_app(member))).post(f"{ROOM}totp/deactivate/")
    outbox.run()


def test_turning_it_off_is_mailed_and_takes_the_codes_along(
    as_member: Any, asha: Member, outbox: Outbox, mailoutbox: list
) -> None:
    turns_the_app_off(as_member, asha, outbox)

    assert not Authenticator.objects.exists()
    assert mailoutbox[-1].to == [asha.email]
    assert mailoutbox[-1].subject == "The authenticator app was turned off"
    assert "does not ask for a code of your authenticator app" in mailoutbox[-1].body


def test_the_mail_speaks_the_members_language(as_member: Any, asha: Member, outbox: Outbox, mailoutbox: list) -> None:
    Member.objects.filter(pk=asha.pk).update(language="hi")

    turns_the_app_off(as_member, asha, outbox)

    assert mailoutbox[-1].body.startswith("नमस्ते asha")


def test_the_settings_say_what_is_set_up(as_member: Any, asha: Member) -> None:
    browser = as_member(asha)
    assert "Off: the password alone lets you in." in browser.get("/accounts/settings/").content.decode()

    with_app(asha)

    page = browser.get("/accounts/settings/").content.decode()
    assert "The authenticator app is on." in page
    assert "10 recovery codes are left." in page
    assert holdings_of(asha)["Second steps and passkeys"] == 2


def test_a_copy_of_the_database_tells_no_secret(asha: Member, settings: Any) -> None:
    row = Authenticator.objects.get(user=with_app(asha), type="totp")

    assert SECRET not in json.dumps(row.data)
    assert row.wrap().validate_code(code_of())


def test_under_another_secret_key_no_code_is_right(asha: Member, settings: Any) -> None:
    row = Authenticator.objects.get(user=with_app(asha), type="totp")
    settings.SECRET_KEY = "another"
    empty = code_of("")

    assert not row.wrap().validate_code(code_of())
    assert not row.wrap().validate_code(empty)

    settings.SECRET_KEY_FALLBACKS = ["another"]


def test_a_key_that_was_replaced_still_opens_what_it_locked(asha: Member, settings: Any) -> None:
    row = Authenticator.objects.get(user=with_app(asha), type="totp")

    settings.SECRET_KEY_FALLBACKS, settings.SECRET_KEY = [settings.SECRET_KEY], "another"

    assert row.wrap().validate_code(code_of())


def test_a_program_sets_an_app_up_and_signs_in_with_it(client: Client, asha: Member) -> None:
    def send(path: str, body: dict[str, Any], **headers: str) -> Any:
        return client.post(BY_PROGRAM + path, json.dumps(body), content_type="application/json", headers=headers)

    token = send("auth/login", {"username": "asha", "password": "chai aur barsaat 22"}).json()["meta"]["session_token"]
    mine = {"X-Session-Token": token}
    assert send("account/authenticators/totp", {"code": code_of()}, **mine).status_code in (400, 401)
    send("auth/reauthenticate", {"password": "chai aur barsaat 22"}, **mine)
    secret = client.get(f"{BY_PROGRAM}account/authenticators/totp", headers=mine).json()["meta"]["secret"]

    assert send("account/authenticators/totp", {"code": code_of(secret)}, **mine).status_code == 200

    asked = send("auth/login", {"username": "asha", "password": "chai aur barsaat 22"})
    assert asked.status_code == 401
    assert [flow["id"] for flow in asked.json()["data"]["flows"] if flow.get("is_pending")] == ["mfa_authenticate"]
    token = asked.json()["meta"]["session_token"]
    assert send("auth/2fa/authenticate", {"code": code_of(secret)}, **{"X-Session-Token": token}).status_code == 200


def test_an_operator_helps_somebody_who_lost_theirs(
    as_member: Any, om: Member, asha: Member, outbox: Outbox, mailoutbox: list
) -> None:
    with_app(asha)
    said = {"action": "take_factors_off", "_selected_action": [asha.pk]}

    as_member(om).post("/admin/accounts/member/", said)
    outbox.run()

    assert not ways_of(asha).has_factor
    assert mailoutbox[-1].subject == "Your second step was taken off"


def test_nobody_else_takes_a_step_off(meera: Member, asha: Member) -> None:
    with_app(asha)

    with pytest.raises(Refused):
        drop_factors(asha, by=meera)

    assert ways_of(asha).has_factor


def test_the_admin_lists_steps_without_their_secrets(as_member: Any, om: Member, asha: Member) -> None:
    row = Authenticator.objects.get(user=with_app(asha), type="totp")
    browser = as_member(om)

    page = browser.get(f"/admin/mfa/authenticator/{row.pk}/change/").content.decode()

    assert "asha" in page
    assert row.data["secret"] not in page
    assert browser.post(f"/admin/mfa/authenticator/{row.pk}/delete/", {"post": "yes"}).status_code == 403
