"""A photo is chosen beside a post and Post is pressed at once: one press, one post, and nothing lost where it fails."""

import re
from typing import Any

import pytest

from portal.photos.models import Photo
from portal.posts.models import Draft, Post
from tests.journeys.visitors import House
from tests.photos.scenes import picture

pytestmark = [pytest.mark.browser, pytest.mark.slow, pytest.mark.django_db(transaction=True)]
POST = ".form__end .button--primary"
SHOUT = ".bring [data-too-heavy]"
PUBLISHED = re.compile(r"/posts/(?!new/)")


def with_a_photo(house: House, content: bytes, **kind: Any) -> Any:
    """A post that is written, with a photo chosen and all that is asked of it said."""
    page = house.visitor("asha", **kind)
    page.goto("/posts/new/")
    page.fill("#id_title", "Dinner")
    page.fill("#id_body", "Look at the table.")
    page.get_by_text("Add a new photo").click()
    page.set_input_files("[name=along-file]", {"name": "table.jpg", "mimeType": "image/jpeg", "buffer": content})
    page.fill("[name=along-caption]", "The table")
    page.fill("[name=along-credit]", "Mitali")
    page.fill("[name=along-first_published]", "I took it")
    return page


def held(page: Any) -> list[Any]:
    """What is sent to the house from now on; the first goes when the test lets it."""
    sent: list[Any] = []

    def look_at(route: Any) -> None:
        if route.request.method == "POST":
            sent.append(route)
        if sent[1:] or route.request.method != "POST":
            route.continue_()

    page.route("**/posts/new/**", look_at)
    return sent


def test_one_press_sends_the_photo_and_then_the_post_once(house: House) -> None:
    page = with_a_photo(house, picture(), service_workers="block")
    assert page.locator(".bring [data-preview] img").is_visible()
    sent = held(page)

    page.click(POST)
    page.locator(f"{POST}[aria-busy=true]:text-is('The photo is on its way…')").wait_for()
    page.locator(POST).dispatch_event("click")
    sent[0].continue_()
    page.wait_for_url(PUBLISHED)

    assert [route.request.resource_type for route in sent] == ["xhr", "document"]
    post, photo = Post.objects.get(), Photo.objects.get()
    assert [row.photo_id for row in post.brought.all()] == [photo.pk]
    assert not Draft.objects.exists()
    assert [one for one in house.complaints if "Service Worker" not in one] == []


def test_a_photo_that_is_no_picture_is_told_of_at_its_field_and_all_stays_as_it_is(house: House) -> None:
    page = with_a_photo(house, b"no picture", service_workers="block")
    page.click(POST)
    page.locator(f"{SHOUT}:not([hidden])").wait_for()

    assert page.inner_text(SHOUT).strip() and page.inner_text(POST) == "Post"
    assert page.input_value("#id_title") == "Dinner" and page.input_value("[name=along-credit]") == "Mitali"
    assert page.locator("[name=along-file]").evaluate("field => field.files.length") == 1
    assert page.locator(POST).get_attribute("aria-busy") == "false"
    assert (Post.objects.count(), Photo.objects.count()) == (0, 0)

    page.set_input_files("[name=along-file]", {"name": "a.jpg", "mimeType": "image/jpeg", "buffer": picture(2)})
    page.click(POST)
    page.wait_for_url(PUBLISHED)
    assert Post.objects.get().brought.count() == 1


def test_words_that_are_missing_are_asked_for_and_the_photo_that_came_is_kept(house: House) -> None:
    page = with_a_photo(house, picture(), service_workers="block")
    page.fill("[name=along-credit]", "")
    page.click(POST)
    page.locator("[name=along-credit][aria-invalid=true]:focus").wait_for()
    assert page.get_by_text("The photo has come and is kept").is_visible()

    page.fill("[name=along-credit]", "Mitali")
    page.click(POST)
    page.wait_for_url(PUBLISHED)
    assert Post.objects.get().brought.count() == 1


def test_without_a_network_the_field_says_so_and_the_next_press_sends_both(house: House) -> None:
    page = with_a_photo(house, picture())
    page.context.set_offline(True)
    page.click(POST)
    page.locator(SHOUT, has_text="Your words are kept").wait_for()
    assert page.input_value("#id_body") == "Look at the table."

    page.context.set_offline(False)
    page.click(POST)
    page.wait_for_url(PUBLISHED)
    assert Post.objects.get().brought.count() == 1


def test_with_scripts_off_one_press_is_enough_as_well(house: House) -> None:
    page = with_a_photo(house, picture(), java_script_enabled=False)
    page.click(POST)
    page.wait_for_url(PUBLISHED)
    assert Post.objects.get().brought.count() == 1
