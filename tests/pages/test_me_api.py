"""You, by API."""

from collections.abc import Callable

import pytest
from django.test import Client

from accounts.actions import make_token
from accounts.models import Member, Token
from shows.models import Show
from tests.builders import at_episode

SignedIn = Callable[[Member], Client]
TOKENS = "/api/v1/me/tokens/"
JSON = "application/json"


@pytest.fixture
def asha(asha: Member) -> Member:
    asha.set_unusable_password()
    asha.save()
    return asha


def bearer(member: Member, *scopes: str) -> dict[str, str]:
    return {"Authorization": f"Bearer {make_token(by=member, name='bot', scopes=list(scopes))[1]}"}


def test_you_are_told_who_and_where_you_are(client: Client, asha: Member, anupamaa: Show) -> None:
    at_episode(asha, anupamaa, 1018)

    told = client.get("/api/v1/me/", headers=bearer(asha, "read")).json()

    assert (told["handle"], told["role"]) == ("asha", "Fan")
    assert told["progress"] == [{"show": "anupamaa", "through": 1018, "always_aired": False, "said": True}]


def test_a_guest_is_nobody(client: Client, db: None) -> None:
    assert client.get("/api/v1/me/").status_code == 401
    assert client.get(TOKENS).status_code == 401


def test_the_language_changes(client: Client, asha: Member) -> None:
    answer = client.patch("/api/v1/me/", {"language": "hi"}, JSON, headers=bearer(asha, "read", "write"))

    asha.refresh_from_db()
    assert (answer.status_code, asha.language) == (200, "hi")


def test_a_session_makes_lists_and_revokes_tokens(as_member: SignedIn, asha: Member) -> None:
    browser = as_member(asha)

    made = browser.post(TOKENS, {"name": "bot", "scopes": ["read"]}, JSON)
    listed = browser.get(TOKENS).json()["results"]
    gone = browser.delete(f"{TOKENS}{listed[0]['id']}/")

    assert made.status_code == 201
    assert made.json()["token"].startswith(listed[0]["id"])
    assert "token" not in listed[0]
    assert gone.status_code == 204
    assert not Token.objects.exists()


def test_a_token_cannot_give_itself_more(client: Client, meera: Member) -> None:
    answer = client.post(TOKENS, {"name": "x", "scopes": ["moderate"]}, JSON, headers=bearer(meera, "read", "write"))

    assert answer.status_code == 403
    assert answer.json()["code"] == "session_needed"


def test_the_password_is_asked_first(as_member: SignedIn, asha: Member) -> None:
    asha.set_password("chai aur barsaat 22")
    asha.save()

    answer = as_member(asha).post(TOKENS, {"name": "bot", "scopes": ["read"]}, JSON)

    assert answer.json()["code"] == "reauthentication_needed"
