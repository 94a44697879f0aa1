"""A member's public page, and their settings."""

from collections.abc import Callable

import pytest
from django.test import Client

from accounts.models import Member
from shows.models import Show
from tests.builders import a_member, at_episode

SignedIn = Callable[[Member], Client]


def test_a_member_has_a_page_at_their_handle(client: Client, meera: Member) -> None:
    page = client.get("/@meera/").content.decode()

    assert "<h1>meera</h1>" in page
    assert "Moderator" in page


def test_a_guest_who_looks_at_a_member_is_not_taken_for_them(client, meera):
    page = client.get("/@meera/").content.decode()
    assert "Sign in</a>" in page
    assert "menu__panel" not in page and "/moderation/" not in page


@pytest.mark.parametrize("spelling", ["MEERA", "me_era"])
def test_another_spelling_leads_to_the_same_page(client: Client, meera: Member, spelling: str) -> None:
    assert client.get(f"/@{spelling}/")["Location"] == "/@meera/"


def test_nobodys_page_is_not_there(client: Client, db: None) -> None:
    a_member("gone", is_active=False)

    assert client.get("/@gone/").status_code == 404
    assert client.get("/@never_was/").status_code == 404


def test_where_a_member_stands_is_nobodys_business(client: Client, asha: Member, anupamaa: Show) -> None:
    at_episode(asha, anupamaa, 1018)

    assert "1,018" not in client.get("/@asha/").content.decode()


def test_settings_are_for_members(client: Client, db: None) -> None:
    assert client.get("/accounts/settings/")["Location"] == "/accounts/login/?next=/accounts/settings/"


def test_settings_show_where_one_is_and_keep_no_copy(as_member: SignedIn, asha: Member, anupamaa: Show) -> None:
    at_episode(asha, anupamaa, 1018)

    answer = as_member(asha).get("/accounts/settings/")

    assert 'value="1,018"' in answer.content.decode()
    assert "no-store" in answer["Cache-Control"]


@pytest.mark.parametrize(
    ("path", "words"), [("/privacy/", "only a fingerprint is kept"), ("/terms/", "They stay yours")]
)
def test_what_a_seat_means_is_told_to_everybody(client: Client, db: None, path: str, words: str) -> None:
    assert words in client.get(path).content.decode()


def test_ones_own_page_lists_what_waits_and_nobody_elses_does(as_member, nandini, asha):
    as_member(nandini).post("/posts/new/", {"title": "My first", "body": "Namaste", "topic": "talk"})

    assert "My first" in as_member(nandini).get("/@nandini/").content.decode()
    assert "My first" not in as_member(asha).get("/@nandini/").content.decode()
