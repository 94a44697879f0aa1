"""Hearts below comments and chips below posts change where they stand; without scripts each is a form or has a page."""

import pytest

from accounts.models import Member
from portal.contributions.models import Bookmark, Contribution
from portal.reactions.models import Reaction
from tests.builders import a_comment, a_post
from tests.journeys.visitors import House

pytestmark = [pytest.mark.browser, pytest.mark.slow, pytest.mark.django_db(transaction=True)]


@pytest.fixture
def post(house: House) -> Contribution:
    made = a_post(Member.objects.get(handle="nandini"))
    a_comment(Member.objects.get(handle="nandini"), made)
    return made


def test_a_heart_below_a_comment_becomes_another_feeling_and_goes_again(house: House, post: Contribution) -> None:
    page = house.visitor("asha")
    page.goto(f"/posts/{post.public_id}/")
    page.evaluate("window.untouched = true")
    feet = page.locator(".comment > div > .feet")

    feet.locator("button[value=dil]").click()
    feet.locator("button[value=dil][aria-pressed=true]:focus").wait_for()
    assert feet.locator("button[value=dil]").get_attribute("aria-label") == "Dil, 1 fan"
    feet.locator("[data-more]").click()
    feet.locator(".marks--offer [value=gussa]").click()
    feet.locator(":scope > button[value=gussa][aria-pressed=true]").wait_for()
    assert feet.locator(".marks--offer").count() == 0
    feet.locator(":scope > button[value=gussa]").press("Enter")
    feet.locator(":scope > button[value=dil][aria-pressed=false]").wait_for()

    assert page.evaluate("window.untouched") and not Reaction.objects.exists()
    assert house.complaints == []


def test_a_thread_that_comes_in_anew_has_its_hearts(house: House, post: Contribution) -> None:
    page = house.visitor("asha")
    page.goto(f"/posts/{post.public_id}/")

    page.fill("[data-composer] textarea", "So true.")
    page.click("[data-composer] .button--primary")
    page.locator(".comment:focus", has_text="So true.").wait_for()

    assert page.locator(".comment > div > .feet > button").count() == 1  # none below one's own
    page.locator(".comment > div > .feet > button").click()
    page.locator(".comment > div > .feet > button[aria-pressed=true]").wait_for()
    assert house.complaints == []


def test_chips_and_save_below_a_post_change_in_place(house: House, post: Contribution) -> None:
    page = house.visitor("asha")
    page.goto(f"/posts/{post.public_id}/")
    page.evaluate("window.untouched = true")

    page.locator(".feelings [value=wah]").click()
    page.locator(".feelings [value=wah][aria-pressed=true]:focus").wait_for()
    page.locator(".marks .foot[form=marks]").click()
    page.locator(".marks .foot[form=marks][aria-pressed=true]").wait_for()

    assert page.evaluate("window.untouched")
    assert (Reaction.objects.get().kind, Bookmark.objects.count()) == ("W", 1)
    assert house.complaints == []


def test_what_is_refused_leads_to_the_page_that_says_why(house: House, post: Contribution) -> None:
    page = house.visitor("asha")
    page.goto(f"/posts/{post.public_id}/")
    Contribution.objects.filter(pk=post.pk).update(state="X")

    page.locator(".feelings [value=wah]").click()

    page.wait_for_url("**/reaction/")
    assert not Reaction.objects.exists()


def test_without_scripts_a_comment_is_felt_about_from_its_own_page(house: House, post: Contribution) -> None:
    page = house.visitor("asha", java_script_enabled=False)
    page.goto(f"/posts/{post.public_id}/")
    page.locator(".comment .byline a:has(time)").click()
    page.locator(".comment .feet a", has_text="Dil").click()
    page.locator(".feelings [value=aansu]").click()

    page.locator(".comment .feet [data-felt=aansu]").wait_for()
    assert Reaction.objects.get().kind == "A"
