"""Whatever stands in a cookie or a session token: a page, never a crash. (PostgreSQL takes no NUL in a text.)"""

import pytest
from django.test import Client

from accounts.models import Member

LATER_READ = ("क" * 32).encode().decode("latin-1")  # as a web server hands it on
ODD = {
    "a NUL": '"\\000"',
    "a NUL inside": '"abcdefgh\\000jklmnopqrstuvwxyz012345"',
    "ten kilobytes": "a" * 10_000,
    "half a character": '"\\355\\240\\200"',
    "no text": '"\\377\\376"',
    "nothing": "",
    "a quotation mark": "' OR 1=1 --",
    "another script": LATER_READ,
}
COOKIES = ["sessionid", "csrftoken", "messages", "seat", "theme", "motion", "django_language"]


@pytest.mark.parametrize("value", ODD.values(), ids=ODD.keys())
@pytest.mark.parametrize("name", COOKIES)
def test_no_cookie_breaks_a_page(name: str, value: str, asha: Member) -> None:
    browser = Client(raise_request_exception=False, headers={"Cookie": f"{name}={value}"})

    read = [browser.get(path).status_code for path in ("/", "/accounts/login/", "/notifications/", "/api/v1/me/")]
    sent = browser.post("/accounts/login/", {"login": "asha", "password": "not hers"}).status_code

    assert read == [200, 200, 302, 401]
    assert sent == 422


@pytest.mark.parametrize("token", ["\0", "a\0" * 16, "a" * 10_000, LATER_READ], ids=["NUL", "NULs", "long", "script"])
def test_no_session_token_breaks_the_programs_door(token: str, asha: Member) -> None:
    browser = Client(raise_request_exception=False)

    answer = browser.get("/_allauth/app/v1/auth/session", headers={"X-Session-Token": token})

    assert answer.status_code in (401, 410)
