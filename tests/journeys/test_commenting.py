"""A comment is sent without loading the page again, and nothing typed is ever lost on the way."""

from typing import Any

import pytest

from accounts.models import Member
from portal.comments.models import Comment
from tests.builders import a_post
from tests.journeys.visitors import House

pytestmark = [pytest.mark.browser, pytest.mark.slow, pytest.mark.django_db(transaction=True)]


def test_the_new_comment_comes_in_and_gets_the_focus(house: House) -> None:
    post = a_post(Member.objects.get(handle="nandini"))
    page = house.visitor("asha")
    page.goto(f"/posts/{post.public_id}/")
    page.evaluate("window.untouched = true")

    page.fill("[data-composer] textarea", "The napkin.")
    page.click("[data-composer] .button--primary")
    page.locator(".comment:focus", has_text="The napkin.").wait_for()

    said = Comment.objects.get()
    assert page.evaluate("window.untouched") and page.evaluate("document.activeElement.id") == f"c-{said.public_id}"
    assert page.input_value("[data-composer] textarea") == ""
    page.locator(".feet a", has_text="Reply").first.click()
    page.fill("#reply textarea", "Whose?")
    page.click("#reply .button--primary")
    page.locator(".comment:focus", has_text="Whose?").wait_for()
    page.reload()
    assert page.input_value("[data-composer] textarea") == ""
    assert Comment.objects.count() == 2
    assert house.complaints == []


def test_what_is_refused_stays_in_the_form_with_the_reason(house: House) -> None:
    post = a_post(Member.objects.get(handle="nandini"), Member.objects.get(handle="asha").progress.get().show)
    page = house.visitor("asha")
    page.goto(f"/posts/{post.public_id}/")

    page.fill("[data-composer] textarea", "The napkin.")
    page.fill("[data-composer] [name=reveals]", "99999")
    page.click("[data-composer] .button--primary")
    page.locator("[data-composer] .field__error").wait_for()

    assert page.input_value("[data-composer] textarea") == "The napkin."
    page.fill("[data-composer] [name=reveals]", "0")
    page.click("[data-composer] .button--primary")
    page.locator(".comment:focus").wait_for()


def test_without_the_network_the_words_stay(house: House) -> None:
    post = a_post(Member.objects.get(handle="nandini"))
    page = house.visitor("asha", service_workers="block")  # what goes through a worker passes no route
    page.goto(f"/posts/{post.public_id}/")

    page.fill("[data-composer] textarea", "The napkin.")
    page.route("**/comments/", lambda route: route.abort())
    page.click("[data-composer] .button--primary")

    page.locator("[data-composer] .kept").wait_for()
    assert page.input_value("[data-composer] textarea") == "The napkin."


def test_what_comes_in_under_the_finger_takes_no_click_away(house: House) -> None:
    post = a_post(Member.objects.get(handle="nandini"))
    page = house.visitor("asha", service_workers="block")
    page.goto(f"/posts/{post.public_id}/")
    held: list[Any] = []
    page.route("**/composer/**", lambda route: held.append(route))  # noqa: PLW0108

    page.fill("[data-composer] textarea", "The napkin.")
    page.hover("[data-composer] .button--primary")
    page.mouse.down()
    with page.expect_response("**/calling*.js"):
        held[0].continue_()
    page.evaluate("new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(done)))")
    page.mouse.up()

    page.locator(".comment:focus", has_text="The napkin.").wait_for()


def test_with_scripts_off_it_is_a_page(house: House) -> None:
    post = a_post(Member.objects.get(handle="nandini"))
    page = house.visitor("asha", java_script_enabled=False)
    page.goto(f"/posts/{post.public_id}/")

    page.fill("[data-composer] textarea", "The napkin.")
    page.click("[data-composer] .button--primary")

    page.locator(".comment", has_text="The napkin.").wait_for()
    assert page.url.endswith(f"#c-{Comment.objects.get().public_id}")
