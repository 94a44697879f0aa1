"""Who is signed in where, and how it ends."""

import re
from collections.abc import Callable

import pytest
from allauth.account.models import EmailAddress
from allauth.usersessions.models import UserSession
from django.test import Client

from accounts.models import Member
from tests.builders import a_member
from tests.outbox.drain import Outbox

SignedIn = Callable[[Member], Client]
PASSWORD, ANOTHER = "chai aur barsaat 22", "samosa ki dukaan 44"
SETTINGS = "/accounts/settings/"


@pytest.fixture
def asha(db: None) -> Member:
    made = a_member("asha", email="asha@example.com")
    made.set_password(PASSWORD)
    made.save()
    EmailAddress.objects.create(user=made, email=made.email, verified=True, primary=True)
    return made


def signs_in(login: str = "asha", **more: str) -> Client:
    browser = Client()
    answer = browser.post("/accounts/login/", {"login": login, "password": PASSWORD} | more)
    assert answer.status_code == 302, answer.context["form"].errors
    return browser


def is_in(browser: Client) -> bool:
    return bool(browser.get(SETTINGS).status_code == 200)


@pytest.mark.parametrize("login", ["asha", "ASHA", "a_sha", "asha@example.com", "Asha@Example.com"])
def test_any_spelling_of_name_or_address_signs_in(asha: Member, login: str) -> None:
    assert is_in(signs_in(login))


def test_signing_in_makes_a_new_session(asha: Member, anupamaa: object) -> None:
    browser = Client()
    session = browser.session
    session["guest"] = "yes"
    session.save()
    before = session.session_key
    browser.cookies["sessionid"] = before

    browser.post("/accounts/login/", {"login": "asha", "password": PASSWORD})

    assert browser.session.session_key != before
    assert not is_in(Client(headers={"cookie": f"sessionid={before}"}))


def test_signing_out_ends_the_session_itself(asha: Member) -> None:
    browser = signs_in()
    copied = browser.session.session_key

    browser.post("/accounts/logout/")

    assert not is_in(browser)
    assert not is_in(Client(headers={"cookie": f"sessionid={copied}"}))


def test_each_browser_is_listed_and_can_be_signed_out(asha: Member) -> None:
    here, there = signs_in(), signs_in()
    theirs = UserSession.objects.get(session_key=there.session.session_key)

    assert here.get(SETTINGS).content.decode().count("/end/") == 2
    here.post(f"/accounts/sessions/{theirs.pk}/end/")

    assert is_in(here)
    assert not is_in(there)


def test_nobody_signs_somebody_else_out(asha: Member, nandini: Member, as_member: SignedIn) -> None:
    browser = signs_in()

    as_member(nandini).post(f"/accounts/sessions/{UserSession.objects.get(user=asha).pk}/end/")

    assert is_in(browser)


def test_a_new_password_signs_the_other_browsers_out(asha: Member) -> None:
    here, there = signs_in(), signs_in()

    answer = here.post(
        "/accounts/password/change/", {"oldpassword": PASSWORD, "password1": ANOTHER, "password2": ANOTHER}
    )

    assert answer.status_code == 302
    assert is_in(here)
    assert not is_in(there)


def test_a_reset_password_signs_everybody_out(asha: Member, outbox: Outbox, mailoutbox: list) -> None:
    browser = signs_in()
    Client().post("/accounts/password/reset/", {"email": "asha@example.com"}, headers={"Host": "evil.example"})
    outbox.run()
    link = re.search(r"http\S+/key/\S+", mailoutbox[-1].body)
    assert link is not None
    assert link[0].startswith("http://localhost:8000/accounts/password/reset/key/")

    fresh = Client()
    form = fresh.get(link[0].removeprefix("http://localhost:8000"))["Location"]
    fresh.post(form, {"password1": ANOTHER, "password2": ANOTHER})

    asha.refresh_from_db()
    assert asha.check_password(ANOTHER)
    assert not is_in(browser)


def test_a_suspended_member_is_out_at_once(asha: Member) -> None:
    browser = signs_in()

    Member.objects.filter(pk=asha.pk).update(is_active=False)

    assert not is_in(browser)


def test_an_address_is_changed_only_after_the_password(asha: Member) -> None:
    browser = signs_in()
    session = browser.session
    session["account_authentication_methods"] = []
    session.save()

    answer = browser.post("/accounts/email/", {"action_add": "", "email": "new@example.com"})

    assert answer["Location"].startswith("/accounts/reauthenticate/")


@pytest.mark.parametrize(
    "target", ["https://evil.example/", "//evil.example/", "http://testserver/shows/", "/\\evil.example"]
)
def test_next_leads_nowhere_but_to_our_own_paths(asha: Member, target: str) -> None:
    answer = Client().post("/accounts/login/", {"login": "asha", "password": PASSWORD, "next": target})

    assert answer["Location"] == "/"


def test_a_new_address_counts_once_its_code_was_typed(asha: Member, outbox: Outbox, mailoutbox: list) -> None:
    browser = signs_in()
    asked = browser.post("/accounts/email/", {"action_add": "", "email": "new@example.com"})
    browser.post(asked["Location"], {"password": PASSWORD})
    outbox.run()
    asha.refresh_from_db()
    assert asha.email == "asha@example.com"

    code = mailoutbox[-1].body.split("\n\n")[2].strip()
    browser.post("/accounts/confirm-email/", {"code": code})
    outbox.run()

    asha.refresh_from_db()
    assert asha.email == "new@example.com"
    assert [mail.to for mail in mailoutbox][-1] == ["asha@example.com"]


def test_the_door_asks_for_a_name_or_an_address(client: Client, db: None) -> None:
    page = client.get("/accounts/login/").content.decode()

    assert "Name or email" in page
    assert "Username" not in page


def test_the_pages_name_each_browser_and_let_it_be_signed_out(asha: Member) -> None:
    here, there = signs_in(), signs_in()
    for browser, agent in ((here, "X11; Linux x86_64) Firefox/127.0"), (there, "Linux; Android 13) Chrome/126.0")):
        row = UserSession.objects.filter(session_key=browser.session.session_key)
        row.update(user_agent=f"Mozilla/5.0 ({agent}")

    for address in (SETTINGS, "/accounts/sessions/"):
        page = here.get(address).text
        assert ">Firefox on Linux</" in page and ">Chrome on Android</" in page
        other = UserSession.objects.get(session_key=there.session.session_key)
        assert f'action="/accounts/sessions/{other.pk}/end/"' in page
