"""The page for the mailed code and what is said on the way in: in our words, and never over a button."""

import pytest
from django.core.cache import cache
from django.test import Client

from tests.accounts.test_signup import CODE, JOIN, filled
from tests.outbox.drain import Outbox

ENGLISH_OF_ALLAUTH = ("Email Verification", "Request new code", "expires shortly", "Successfully", "Confirmation email")


@pytest.mark.parametrize("language", ["en", "hi"])
def test_the_page_for_the_code_speaks_our_words_to_somebody_who_has_joined(
    client: Client, db: None, language: str
) -> None:
    client.cookies["django_language"] = language
    client.post(JOIN, filled())

    page = client.get(CODE).content.decode()
    cache.clear()  # how often one may ask is counted there
    asked = client.post(CODE, {"action": "resend"}, follow=True).content.decode()
    wrong = client.post(CODE, {"code": "WRONG"}).content.decode()

    for told in (page, asked, wrong):
        assert "/accounts/signup/" not in told
        assert not any(words in told for words in ENGLISH_OF_ALLAUTH)
    assert 'class="toast"' not in page, "the page itself says that a code is on its way"
    assert asked.index('class="toast"') < asked.index("<h1"), "above the form, never over its buttons"
    assert asked.count('id="toasts"') == 1
    if language == "en":
        assert "Type the code we mailed" in page and "That is not the code we sent." in wrong
        assert "A new code is on its way to meera@example.in." in asked


def test_whoever_comes_in_is_told_so_in_our_words(client: Client, db: None, outbox: Outbox, mailoutbox: list) -> None:
    client.post(JOIN, filled())
    outbox.run()
    answer = client.post(CODE, {"code": mailoutbox[0].body.split("\n\n")[2].strip()}, follow=True)

    page = answer.content.decode()
    assert "meera@example.in is confirmed." in page and "You are signed in as chai_wali_meera." in page


def test_who_asks_for_another_code_too_soon_stays_at_the_form_and_the_first_code_holds(
    client: Client, db: None, outbox: Outbox, mailoutbox: list
) -> None:
    client.post(JOIN, filled())
    asked = client.post(CODE, {"action": "resend"}, follow=True)
    outbox.run()

    assert asked.status_code == 200 and "after three you can ask for another" in asked.content.decode()
    assert 'name="code"' in asked.content.decode() and len(mailoutbox) == 1
    answer = client.post(CODE, {"code": mailoutbox[0].body.split("\n\n")[2].strip()}, follow=True)
    assert "meera@example.in is confirmed." in answer.content.decode()
