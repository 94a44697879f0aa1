"""One page passes into the next, unless the device or its reader wants nothing to move; a tap puts a name at a face."""

from typing import Any

import pytest

from accounts.models import Member
from portal.photos.models import PersonTag
from shows.models import Show
from tests.journeys.visitors import House, sideways
from tests.photos.scenes import a_photo, picture

pytestmark = [pytest.mark.browser, pytest.mark.slow, pytest.mark.django_db(transaction=True)]
ANNOUNCED = "addEventListener('pagereveal', (event) => { window.passes = Boolean(event.viewTransition); });"


def turn(page: Any) -> bool:
    """Whether the page passed into the next."""
    page.goto("/shows/")
    page.locator(".masthead__mark").click()
    page.wait_for_url("**/")
    page.wait_for_load_state()
    return bool(page.evaluate("window.passes"))


@pytest.mark.parametrize(("wish", "passes"), [("no-preference", True), ("reduce", False)])
def test_a_page_passes_into_the_next_where_the_device_wants_it(house: House, wish: str, passes: bool) -> None:
    page = house.visitor("asha", reduced_motion=wish)
    page.add_init_script(ANNOUNCED)
    # A browser that waits for the next page longer than four seconds lets it come at once; a machine may be that busy.
    assert any(turn(page) for _try in range(4)) is passes
    assert house.complaints == []


def test_who_wants_nothing_to_move_says_so_once(house: House) -> None:
    page = house.visitor("asha")
    page.goto("/accounts/settings/")
    eased = "getComputedStyle(document.querySelector('.masthead a')).transitionDuration"
    assert page.evaluate(eased) != "0s"

    page.get_by_role("button", name="Nothing moves").click()
    page.locator("html[data-motion=off]").wait_for()

    assert page.evaluate(eased) == "0s"
    page.goto("/shows/")
    assert page.evaluate("document.documentElement.dataset.motion") == "off"
    assert house.complaints == []


def test_a_tap_on_the_picture_puts_a_name_there(house: House) -> None:
    show = Show.objects.get()
    asha = Member.objects.get(handle="asha")
    sagar = show.characters.get().castings.get().person
    photo = a_photo(asha, show, content=picture(1, (600, 400)), about=1000, reveals=1000, people=[sagar])
    house.outbox.run()
    page = house.visitor("asha")
    page.goto(f"/photos/{photo.public_id}/")
    page.get_by_role("link", name="Names on the picture").click()

    frame = page.locator("[data-pins] img")
    frame.wait_for()
    box = frame.bounding_box()
    frame.click(position={"x": box["width"] * 0.25, "y": box["height"] * 0.5})
    across, down = (page.get_by_label(label) for label in ("Across, in %", "Down, in %"))
    assert (across.input_value(), down.input_value()) == ("25", "50")
    page.get_by_role("button", name="Save").click()

    pin = page.locator(".pin-dot")
    pin.wait_for()
    seen, picture_box = pin.bounding_box(), page.locator(".photo-stage__frame img").bounding_box()
    middle = seen["x"] + seen["width"] / 2
    assert abs(middle - (picture_box["x"] + picture_box["width"] * 0.25)) < 3
    assert not sideways(page)
    assert PersonTag.objects.get(photo=photo).x == 25
    page.get_by_text("Names on the picture").first.click()
    pin.wait_for(state="hidden")
    assert house.complaints == []
