"""Passwords: long is enough, guessable is refused."""

import pytest
from django.contrib.auth.hashers import identify_hasher, make_password
from django.contrib.auth.password_validation import validate_password
from django.core.exceptions import ValidationError
from django.test import override_settings

from accounts.models import Member
from portal import settings as the_portals_own


@pytest.mark.parametrize(
    "password",
    ["chai aur barsaat 22", "x9$kQ!vb2T", "मेरी चाय में अदरक ज़्यादा", "correct horse battery", "ж" * 3 + "qwlkmz0192"],
)
def test_what_is_hard_to_guess_is_taken_without_rules_of_composition(password: str) -> None:
    validate_password(password, Member(handle="asha", email="asha@example.com"))


@pytest.mark.parametrize(
    "password", ["short1!", "password123", "aaaaaaaaaaaa", "qwertyuiop", "1234567890", "iloveyou123"]
)
def test_what_is_short_or_easy_to_guess_is_refused(password: str) -> None:
    with pytest.raises(ValidationError):
        validate_password(password, Member(handle="asha", email="asha@example.com"))


def test_ones_own_name_is_no_password() -> None:
    with pytest.raises(ValidationError):
        validate_password("chai_wali_meera", Member(handle="chai_wali_meera", email="m@example.com"))


@pytest.mark.parametrize("length", [64, 200, 512])
def test_long_ones_are_allowed_and_checked_quickly(length: int) -> None:
    validate_password(("chai aur barsaat 22 " * 30)[:length], Member(handle="asha"))


def test_there_is_an_end_to_length() -> None:
    with pytest.raises(ValidationError, match="512"):
        validate_password("chai aur barsaat 22 " * 40, Member(handle="asha"))


@override_settings(PASSWORD_HASHERS=the_portals_own.PASSWORD_HASHERS)
def test_passwords_are_kept_by_argon2_at_its_full_price() -> None:
    kept = make_password("chai aur barsaat 22")
    price = identify_hasher(kept).decode(kept)

    assert price["algorithm"] == "argon2" and price["variety"] == "argon2id"
    assert price["memory_cost"] * price["time_cost"] >= 2 * 100 * 1024


def test_the_page_for_a_new_password_speaks_our_words(client, db):
    page = client.get("/accounts/password/reset/").text
    assert "Mail me a way to a new one" in page
    assert not any(words in page for words in ("Reset My Password", "Password Reset", "contact us", "Forgotten your"))
