"""The description of the API opens in a browser, and the browser has nothing to complain about."""

import pytest

from tests.journeys.visitors import DESKTOP, House

pytestmark = [pytest.mark.browser, pytest.mark.slow, pytest.mark.django_db(transaction=True)]


def test_the_description_is_drawn_without_a_complaint(house: House) -> None:
    page = house.visitor(viewport=DESKTOP)

    page.goto("/api/docs/")
    page.locator(".opblock").first.wait_for()
    page.locator(".opblock-summary").first.click()
    page.locator(".opblock-body").first.wait_for()

    assert house.complaints == []
