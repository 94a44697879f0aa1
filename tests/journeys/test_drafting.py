"""A post begun on a phone is finished on a desktop, and no lost network takes a word of it."""

import re

import pytest

from portal.posts.models import Draft, Post
from tests.journeys.visitors import DESKTOP, House

pytestmark = [pytest.mark.browser, pytest.mark.slow, pytest.mark.django_db(transaction=True)]
SAVED = "[data-keeping]:text-is('Saved as a draft')"
UNSAVED = "[data-keeping]:text-is('Not saved, kept on this device')"


def test_typed_on_a_phone_and_posted_from_a_desktop(house: House) -> None:
    phone, desktop = house.visitor("asha"), house.visitor("asha", viewport=DESKTOP)
    phone.goto("/posts/new/")
    phone.fill("[name=title]", "Dinner at the Shahs")
    phone.fill("[name=body]", "Nobody said a word.")
    phone.select_option("[name=topic]", "theory")
    phone.locator(SAVED).wait_for()
    assert "?draft=" in phone.url

    desktop.goto("/drafts/")
    desktop.click("text=Dinner at the Shahs")
    assert desktop.input_value("[name=body]") == "Nobody said a word."
    assert desktop.input_value("[name=topic]") == "theory"
    desktop.type("[name=body]", " Then ")
    desktop.locator(SAVED).wait_for()
    desktop.type("[name=body]", "the napkin fell.")
    desktop.click(".button--primary:text-is('Post')")
    desktop.wait_for_url(re.compile(r"/posts/\w{11}/"))

    assert "the napkin fell." in desktop.inner_text(".prose")
    desktop.goto("/drafts/")
    desktop.locator(".empty").wait_for()
    assert (Post.objects.count(), Draft.objects.count()) == (1, 0)
    assert house.complaints == []


def test_without_the_network_it_is_kept_says_so_and_is_saved_later(house: House) -> None:
    page = house.visitor("asha")
    page.goto("/posts/new/")
    page.fill("[name=title]", "Dinner")
    page.locator(SAVED).wait_for()

    page.context.set_offline(True)
    page.fill("[name=body]", "Typed in a tunnel.")
    page.locator(UNSAVED).wait_for()
    assert page.input_value("[name=body]") == "Typed in a tunnel."
    assert Draft.objects.get().words["body"] == ""
    page.context.set_offline(False)
    page.locator(SAVED).wait_for()

    assert Draft.objects.get().words["body"] == "Typed in a tunnel."


def test_what_could_not_be_sent_is_there_again_when_the_page_is_loaded_again(house: House) -> None:
    page = house.visitor("asha", service_workers="block")
    page.goto("/posts/new/")
    page.fill("[name=body]", "First words.")
    page.locator(SAVED).wait_for()
    page.route("**/drafts/**", lambda route: route.abort())
    page.fill("[name=body]", "First words, and more.")
    page.locator(UNSAVED).wait_for()

    page.unroute("**/drafts/**")
    page.reload()

    assert page.input_value("[name=body]") == "First words, and more."
    page.locator(SAVED).wait_for()
    assert Draft.objects.get().words["body"] == "First words, and more."
    page.goto("/posts/new/")
    assert page.input_value("[name=body]") == ""


def test_of_two_devices_the_later_one_is_told_and_writes_over_nothing(house: House) -> None:
    phone, desktop = house.visitor("asha"), house.visitor("asha", viewport=DESKTOP)
    phone.goto("/posts/new/")
    phone.fill("[name=body]", "Begun.")
    phone.locator(SAVED).wait_for()
    desktop.goto(phone.url)
    phone.fill("[name=body]", "Begun, and gone on with.")
    phone.locator("[name=draft_version][value='2']").wait_for(state="attached")

    desktop.fill("[name=body]", "Begun, and told otherwise.")
    desktop.locator("[data-keeping] a").wait_for()

    assert "newer version" in desktop.inner_text("[data-keeping]")
    assert "newer version" in desktop.inner_text("#toasts .toast")
    assert desktop.input_value("[name=body]") == "Begun, and told otherwise."
    assert Draft.objects.get().words["body"] == "Begun, and gone on with."
    desktop.click("text=Save draft")
    desktop.locator(".notice--error").wait_for()
    desktop.click("text=Save draft")
    desktop.wait_for_url(re.compile(r"/posts/new/\?draft="))
    assert {draft.words["body"] for draft in Draft.objects.all()} == {
        "Begun, and gone on with.",
        "Begun, and told otherwise.",
    }
    assert Draft.objects.count() == 2


def test_with_scripts_off_a_button_keeps_it(house: House) -> None:
    page = house.visitor("asha", java_script_enabled=False)
    page.goto("/posts/new/")
    page.fill("[name=body]", "Nobody said a word.")
    page.click("text=Save draft")

    page.goto("/drafts/")
    page.click("text=Go on writing")
    assert page.input_value("[name=body]") == "Nobody said a word."
