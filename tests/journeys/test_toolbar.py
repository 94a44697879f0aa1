"""The bar above a text writes Markdown, and covers, for whoever does not know the marks."""

import pytest

from portal.posts.models import Post
from tests.journeys.visitors import House

pytestmark = [pytest.mark.browser, pytest.mark.slow, pytest.mark.django_db(transaction=True)]


def test_what_is_chosen_becomes_loud_or_covered(house: House) -> None:
    page = house.visitor("asha")
    page.goto("/posts/new/")
    page.fill("[name=title]", "On dinner")
    text = page.locator("[name=body]")
    text.fill("She goes")

    text.evaluate("one => one.setSelectionRange(4, 8)")
    page.get_by_role("button", name="Cover").click()
    assert text.input_value() == "She ||goes||"
    page.get_by_role("button", name="Cover").click()
    assert text.input_value() == "She goes"
    page.get_by_role("button", name="Cover").click()
    text.evaluate("one => one.setSelectionRange(0, 3)")
    page.get_by_role("button", name="Loud").click()
    assert text.input_value() == "**She** ||goes||"

    page.select_option("[name=show]", "")
    page.click(".form__end .button--primary")
    page.locator(".covered").wait_for()
    assert Post.objects.get().body == "**She** ||goes||"
    assert house.complaints == []


def test_without_scripts_there_is_no_bar_and_the_marks_can_be_typed(house: House) -> None:
    page = house.visitor("asha", java_script_enabled=False)
    page.goto("/posts/new/")
    assert page.locator("[name=body]").is_visible()
    assert not page.locator(".toolbar__act").first.is_visible()
