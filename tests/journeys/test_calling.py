"""Fans are offered after an @ in the texts people write, by keys and by touch."""

import pytest

from accounts.calling import note_handle
from tests.builders import a_member, a_post, a_show
from tests.journeys.visitors import House, barriers

pytestmark = [pytest.mark.browser, pytest.mark.slow, pytest.mark.django_db(transaction=True)]


def test_a_name_is_put_in_by_keys_and_by_a_tap(house: House) -> None:
    rani = a_member("rani_2")
    post = a_post(rani, a_show("imlie"), reveals=0)
    for fan in (rani, a_member("rani_1")):
        note_handle(fan)
    page = house.visitor("asha")
    page.goto(f"/posts/{post.public_id}/")
    text = page.locator("#id_body")
    text.focus()
    page.locator("markdown-toolbar").wait_for()
    text.press_sequentially("Look @ran")
    page.locator("[role=option]").nth(1).wait_for()
    assert page.locator("[role=option]").all_inner_texts()[0].strip() == "@rani_2"  # who talks there comes first
    assert "2" in page.locator(".calls [role=status]").inner_text()

    text.press("ArrowDown")
    assert text.get_attribute("aria-activedescendant") == "id_body_calls_1"
    text.press("Enter")
    assert text.input_value() == "Look @rani_1 "
    text.press_sequentially("and @ran")
    page.locator("[role=option]").first.click()
    assert text.input_value() == "Look @rani_1 and @rani_2 "
    text.press_sequentially("@ran")
    page.locator("[role=option]").first.wait_for()
    text.press("Escape")
    assert page.locator("[role=option]").count() == 0
    assert house.complaints == []


def test_the_page_of_a_post_offers_them_too_and_keeps_nobody_out(house: House) -> None:
    note_handle(a_member("rani_1"))
    page = house.visitor("asha", bypass_csp=True)
    page.goto("/posts/new/")
    page.locator("[name=body]").press_sequentially("@ran")
    page.locator("[role=option]").first.wait_for()

    assert barriers(page) == []
