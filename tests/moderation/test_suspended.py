"""Whoever is suspended: out at once, told why at the door, and able to appeal without a session."""

import re
from datetime import timedelta

import pytest
import time_machine
from django.test import Client
from django.utils import timezone

from accounts.actions import make_token
from accounts.adapter import appeal_token
from accounts.models import Member
from portal.moderation.models import Appeal, Decision
from tests.accounts.factors import code_of, with_app
from tests.moderation.scenes import sanctioned

PASSWORD = "a dinner nobody forgets"


def test_a_suspension_ends_sessions_and_tokens_at_once(asha: Member, meera: Member, as_member) -> None:
    browser = as_member(asha)
    _row, token = make_token(by=asha, name="Phone", scopes=["read"])
    assert browser.get("/accounts/settings/").status_code == 200

    sanctioned(asha, meera, "suspend")

    assert browser.get("/accounts/settings/").status_code == 302
    answer = Client().get("/api/v1/me/", headers={"Authorization": f"Bearer {token}"})
    assert answer.status_code == 401
    assert "You may not sign in until" in answer.json()["detail"]


@pytest.fixture
def shut_out(asha: Member, meera: Member) -> Decision:
    asha.set_password(PASSWORD)
    asha.save()
    return sanctioned(asha, meera, "suspend")


def test_at_the_door_they_are_told_why_and_can_appeal_without_a_session(
    asha: Member, shut_out: Decision, client: Client
) -> None:
    door = client.post("/accounts/login/", {"login": "asha", "password": PASSWORD})
    page = client.get(door["Location"])
    sent = client.post(door["Location"], {"words": "It was a quote from the show."})

    assert door["Location"].startswith("/standing/")
    assert "Three insults in one evening." in page.text and "You have been suspended" in page.text
    assert sent.status_code == 302
    assert Appeal.objects.get().decision == shut_out
    assert "_auth_user_id" not in client.session


def led_in(client: Client) -> str:
    """The page to which the door leads."""
    return client.get(client.post("/accounts/login/", {"login": "asha", "password": PASSWORD})["Location"]).text


LEAVING = "/accounts/delete/at-the-door/"
SURE = {"words": "take", "sure": "on"}


def test_they_can_give_up_their_seat_right_after_the_door(asha: Member, shut_out: Decision, client: Client) -> None:
    assert LEAVING in led_in(client)
    assert "_auth_user_id" not in client.session
    assert client.get(LEAVING).status_code == 200
    assert client.post(LEAVING, {"words": "take"}).status_code == 422

    gone = client.post(LEAVING, SURE)

    assert gone["Location"].startswith("/accounts/left/") and gone["Clear-Site-Data"]
    assert not Member.objects.filter(handle="asha").exists()


def test_who_came_by_the_mail_alone_is_sent_to_the_door(asha: Member, shut_out: Decision, client: Client) -> None:
    page = client.get(f"/standing/{appeal_token(shut_out.public_id)}/").text

    assert LEAVING not in page and "the door leads back here" in page
    assert client.post(LEAVING, SURE)["Location"] == "/accounts/login/"
    assert Member.objects.filter(handle="asha").exists()


def test_a_quarter_of_an_hour_later_the_door_asks_again(asha: Member, shut_out: Decision, client: Client) -> None:
    with time_machine.travel(timezone.now(), tick=False) as clock:
        led_in(client)
        clock.shift(timedelta(minutes=15, seconds=1))
        assert client.post(LEAVING, SURE)["Location"] == "/accounts/login/"
    assert Member.objects.filter(handle="asha").exists()


def test_a_second_step_is_asked_for_there(asha: Member, shut_out: Decision, client: Client) -> None:
    with_app(asha)
    led_in(client)

    for said in ({}, {"code": "000000"}):
        assert client.post(LEAVING, SURE | said).status_code == 422
    assert Member.objects.filter(handle="asha").exists()

    assert client.post(LEAVING, SURE | {"code": code_of()}).status_code == 302
    assert not Member.objects.filter(handle="asha").exists()


def test_a_wrong_password_tells_nothing_of_it(asha: Member, shut_out: Decision, client: Client) -> None:
    answer = client.post("/accounts/login/", {"login": "asha", "password": "another dinner"})

    assert answer.status_code == 422
    assert "insults" not in answer.text


def test_programs_are_told_at_the_door_too(asha: Member, shut_out: Decision, client: Client) -> None:
    said = {"username": "asha", "password": PASSWORD}

    answer = client.post("/_allauth/app/v1/auth/login", said, content_type="application/json")

    assert answer.status_code == 403
    assert answer.json()["code"] == "suspended"
    assert client.get(answer.json()["see"].replace("http://localhost:8000", "")).status_code == 200


def test_when_its_time_is_over_the_door_opens(asha: Member, shut_out: Decision, client: Client) -> None:
    with time_machine.travel(timezone.now() + timedelta(days=7, minutes=1)):
        answer = client.post("/accounts/login/", {"login": "asha", "password": PASSWORD})

    assert not answer.headers.get("Location", "").startswith("/standing/")


def test_the_mail_has_the_reason_and_a_link_that_needs_no_session(
    asha: Member, meera: Member, client: Client, outbox, mailoutbox
) -> None:
    sanctioned(asha, meera, "suspend")
    outbox.run()

    [mail] = mailoutbox
    assert mail.subject == "You have been suspended"
    assert "Three insults in one evening." in mail.body
    link = re.search(r"http://localhost:8000(/standing/\S+)", mail.body)
    assert link and client.get(link[1]).status_code == 200


@pytest.mark.parametrize("token", ["forged", "Imx:1abc:def"])
def test_a_forged_link_opens_nothing(db: None, client: Client, token: str) -> None:
    assert client.get(f"/standing/{token}/").status_code == 404
    assert client.post(f"/standing/{token}/", {"words": "x"}).status_code == 404
