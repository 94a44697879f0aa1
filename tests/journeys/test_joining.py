"""Between the form of joining and the seat, on a phone: nothing lies over a button, nobody is asked to join again."""

import pytest
from django.core.cache import cache

from tests.journeys.visitors import House, barriers, sideways

pytestmark = [pytest.mark.browser, pytest.mark.slow, pytest.mark.django_db(transaction=True)]


def joined(house: House, language: str, number: str = "1,018"):
    """A phone on which somebody has just sent the form of joining."""
    page = house.visitor(language=language)
    page.goto("/accounts/signup/")
    page.fill("#id_username", "chai_wali_meera")
    page.fill("#id_email", "meera@example.in")
    page.fill("#id_password1", "chai aur barsaat 22")
    page.fill("[name=through-anupamaa]", number)
    page.check("#id_age_0")
    page.check("#id_agreed")
    page.click("#join .button--primary")
    return page


@pytest.mark.parametrize("language", ["en", "hi"])
def test_nothing_lies_over_the_buttons_of_the_page_for_the_code(house: House, language: str) -> None:
    page = joined(house, language)
    page.wait_for_url("**/confirm-email/")
    cache.clear()  # how often one may ask is counted there
    page.click("button[value=resend]")
    page.locator(".toast").wait_for()

    toast = page.locator(".toast").bounding_box()
    for button in page.locator("main .button:visible").all():
        box = button.bounding_box()
        assert toast["y"] + toast["height"] <= box["y"] or box["y"] + box["height"] <= toast["y"]
    assert page.locator("a[href='/accounts/signup/']").count() == 0
    assert house.complaints == []
    assert not sideways(page) and barriers(page) == []


def test_up_to_no_episode_is_asked_again_with_everything_as_it_was_typed(house: House) -> None:
    page = joined(house, "en", number="")
    page.locator(".horizon-row .field__error").wait_for()

    assert page.input_value("#id_username") == "chai_wali_meera"
    assert page.locator("input[name=place-anupamaa][value=to]").is_checked()
    assert page.get_attribute("[name=through-anupamaa]", "aria-invalid") == "true"
    page.get_by_text("Just starting").click()
    page.locator("[name=through-anupamaa]").fill("7")
    assert page.locator("input[name=place-anupamaa][value=to]").is_checked(), "what was typed last counts"


def test_a_name_is_answered_while_it_is_typed_and_the_last_answer_is_the_only_one(house: House) -> None:
    page = joined(house, "en", number="")
    page.locator(".horizon-row .field__error").wait_for()
    field, answer = page.locator("#id_username"), page.locator("#id_username_answer")
    field.press("End")
    field.press_sequentially("_two")
    answer.get_by_text("This name is free.").wait_for()

    field.fill("a_s_h_a")
    answer.get_by_text("already sits here").wait_for()
    assert answer.get_by_text("free").count() == 0
    assert field.get_attribute("aria-invalid") == "true"

    page.fill("#id_password1", "chai aur barsaat 22")
    page.click("#join .button--primary")
    page.locator("#id_username_error").wait_for()
    field.fill("usha_two")
    answer.get_by_text("This name is free.").wait_for()
    assert page.locator("#id_username_error").count() == 0 and field.get_attribute("aria-invalid") is None
    assert field.evaluate("field => field === document.activeElement")
    assert [one for one in house.complaints if "422" not in one] == []
    assert not sideways(page) and barriers(page) == []
