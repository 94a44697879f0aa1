"""Keys for programs: shown once, named, limited, taken back."""

from collections.abc import Callable
from datetime import timedelta

import pytest
from allauth.account.adapter import get_adapter
from django.test import Client

from accounts.actions import make_token
from accounts.keys import MOST_TOKENS
from accounts.models import Member, Token
from portal.lib.verdicts import Invalid, Refused
from shows.models import Show
from tests.builders import NOW, at_episode

SignedIn = Callable[[Member], Client]
PASSWORD = "chai aur barsaat 22"


@pytest.fixture
def asha(asha: Member) -> Member:
    asha.set_unusable_password()
    asha.save()
    return asha


def bearer(token: str) -> dict[str, str]:
    return {"Authorization": f"Bearer {token}"}


def test_a_token_is_shown_once_and_only_its_digest_is_kept(as_member: SignedIn, asha: Member) -> None:
    browser = as_member(asha)

    answer = browser.post("/accounts/tokens/", {"name": "my bot", "scopes": ["read"]})

    token = answer.context["token"]
    assert answer.status_code == 201
    assert token.startswith("adda_")
    assert token in answer.content.decode()
    assert answer["Cache-Control"].count("no-store") == 1
    page = browser.get("/accounts/settings/").content.decode()
    assert "my bot" in page
    assert token not in page
    assert token not in str(Token.objects.values())


def test_a_token_may_do_what_its_scopes_say(client: Client, asha: Member, anupamaa: Show) -> None:
    _row, reads = make_token(by=asha, name="reader", scopes=["read"])
    _row, writes = make_token(by=asha, name="writer", scopes=["read", "write"])
    place = {"through": 7, "always_aired": False}

    def move(token: str) -> int:
        put = client.put("/api/v1/shows/anupamaa/progress/", place, "application/json", headers=bearer(token))
        return int(put.status_code)

    assert client.get("/api/v1/shows/", headers=bearer(reads)).status_code == 200
    assert (move(reads), move(writes)) == (403, 200)


def test_a_revoked_token_is_nobody_at_once(as_member: SignedIn, client: Client, asha: Member) -> None:
    row, token = make_token(by=asha, name="reader", scopes=["read"])

    as_member(asha).post(f"/accounts/tokens/{row.token_key}/revocation/")

    assert client.get("/api/v1/shows/", headers=bearer(token)).status_code == 401


def test_nobody_revokes_what_is_not_theirs(as_member: SignedIn, asha: Member, nandini: Member) -> None:
    row, _token = make_token(by=asha, name="reader", scopes=["read"])

    as_member(nandini).post(f"/accounts/tokens/{row.token_key}/revocation/")

    assert Token.objects.filter(pk=row.pk).exists()


def test_only_moderators_are_offered_to_decide(as_member: SignedIn, asha: Member, meera: Member) -> None:
    assert make_token(by=meera, name="desk", scopes=["moderate"])
    with pytest.raises(Invalid):
        make_token(by=asha, name="desk", scopes=["moderate"])

    answer = as_member(asha).post("/accounts/tokens/", {"name": "desk", "scopes": ["moderate"]})

    assert answer.status_code == 422
    assert "scopes" in answer.context["form"].errors


def test_there_is_an_end_to_tokens(asha: Member) -> None:
    for number in range(MOST_TOKENS):
        make_token(by=asha, name=f"bot {number}", scopes=["read"])

    with pytest.raises(Refused):
        make_token(by=asha, name="one more", scopes=["read"])


def test_a_password_is_asked_for_before_a_token_is_made(as_member: SignedIn, asha: Member) -> None:
    asha.set_password(PASSWORD)
    asha.save()
    browser = as_member(asha)

    asked = browser.post("/accounts/tokens/", {"name": "my bot", "scopes": ["read"]})
    assert asked["Location"] == "/accounts/reauthenticate/?next=%2Faccounts%2Ftokens%2F"
    assert not Token.objects.exists()
    answer = browser.post(asked["Location"], {"password": PASSWORD, "next": "/accounts/tokens/"})

    assert answer.status_code == 201
    assert Token.objects.get().name == "my bot"


def test_a_token_reads_at_its_members_horizon(client: Client, asha: Member, anupamaa: Show) -> None:
    at_episode(asha, anupamaa, 900)
    _row, token = make_token(by=asha, name="reader", scopes=["read"])

    assert client.get("/api/v1/shows/anupamaa/progress/", headers=bearer(token)).json()["through"] == 900


@pytest.mark.parametrize("token", ["adda_nothing", "x", "\u00e9\u00e9", "adda_" + "f" * 4000])
def test_a_token_that_is_none_is_refused(client: Client, db: None, token: str) -> None:
    assert client.get("/api/v1/shows/", headers=bearer(token)).status_code == 401


def test_a_token_dies_with_its_time_and_with_its_members_seat(client: Client, asha: Member) -> None:
    row, token = make_token(by=asha, name="reader", scopes=["read"])
    Token.objects.filter(pk=row.pk).update(expiry=NOW - timedelta(days=1))
    assert client.get("/api/v1/shows/", headers=bearer(token)).status_code == 401

    Token.objects.filter(pk=row.pk).update(expiry=None)
    Member.objects.filter(pk=asha.pk).update(is_active=False)
    assert client.get("/api/v1/shows/", headers=bearer(token)).status_code == 401


def test_a_new_password_ends_every_token(asha: Member) -> None:
    make_token(by=asha, name="phone", scopes=["read"])

    get_adapter().set_password(asha, "a quite different one 7")

    assert not Token.objects.exists()


def test_whoever_only_looks_is_led_to_their_tokens(as_member: SignedIn, asha: Member, client: Client) -> None:
    assert as_member(asha).get("/accounts/tokens/")["Location"] == "/accounts/settings/#tokens"
    assert client.get("/accounts/tokens/")["Location"] == "/accounts/login/?next=/accounts/tokens/"
    assert as_member(asha).put("/accounts/tokens/").status_code == 405
