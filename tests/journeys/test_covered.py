"""Covered words open in their place, and whoever opens them goes on reading there."""

import pytest

from accounts.models import Member
from tests.builders import a_comment, a_post
from tests.journeys.visitors import House, source

pytestmark = [pytest.mark.browser, pytest.mark.slow, pytest.mark.django_db(transaction=True)]


def test_covered_words_open_one_by_one_and_close_again(house: House) -> None:
    writer = Member.objects.get(handle="nandini")
    post = a_post(writer, body="So ||one goes|| and ||another stays||.")
    a_comment(Member.objects.get(handle="asha"), post, body="And ||a third|| as well.")
    page = house.visitor("asha")
    page.goto(f"/posts/{post.public_id}/")
    page.evaluate("window.untouched = true")
    assert "goes" not in source(page)

    page.locator(".covered--shut").first.focus()
    page.keyboard.press("Enter")
    page.locator(".covered--lifted:focus", has_text="one goes").wait_for()

    assert "another stays" not in source(page) and page.evaluate("window.untouched")
    page.locator(".covered__back").click()
    page.locator(".covered--lifted").wait_for(state="detached")
    assert "one goes" not in source(page)
    assert house.complaints == []


def test_the_cloth_at_the_end_of_a_search_lies_where_a_pointer_reaches_it(house: House) -> None:
    page = house.visitor("asha")
    page.goto("/search/?q=samar")

    page.click(".veil .button")

    page.locator("[data-opened]:focus").wait_for()
    assert house.complaints == []
