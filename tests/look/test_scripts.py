"""The scripts save a reload and lose nothing: in a real browser, against answers made up here."""

import pytest

from tests.look.sheet import opened, sheet_html

VEIL = "#c-abcdefghij1"
OPENED = '<div id="c-abcdefghij1"><section class="lifted" tabindex="-1" data-opened>It was his mother.</section></div>'


def test_a_lifted_veil_opens_in_place_and_gets_the_focus(browser):
    with opened(browser, sheet_html(), 390) as page:
        page.route("**/lift/", lambda route: route.fulfill(body=OPENED, content_type="text/html"))
        page.click(f"{VEIL} button")
        page.wait_for_selector(f"{VEIL} .lifted")
        page.locator(f"{VEIL} .lifted:focus").wait_for()
        assert page.locator(f"{VEIL} .veil").count() == 0


def test_a_veil_that_was_raised_meanwhile_comes_back_with_its_new_number(browser):
    raised = OPENED.replace("It was his mother.", "It names a later episode now: Ep 1,090.")
    with opened(browser, sheet_html(), 390) as page:
        page.route("**/lift/", lambda route: route.fulfill(status=409, body=raised, content_type="text/html"))
        page.click(f"{VEIL} button")
        page.locator(VEIL, has_text="Ep 1,090").wait_for()


@pytest.mark.parametrize(
    "answer",
    [
        lambda route: route.abort(),
        lambda route: route.fulfill(status=500, body="no"),
        lambda route: route.fulfill(body="<p>Another page altogether</p>", content_type="text/html"),
    ],
    ids=["no network", "an error", "a page without it"],
)
def test_a_veil_that_cannot_open_says_so_and_stays(browser, answer):
    with opened(browser, sheet_html(), 390) as page:
        page.route("**/lift/", answer)
        page.click(f"{VEIL} button")
        page.locator(f"{VEIL} .veil__said:not(:empty)").wait_for()
        assert page.inner_text(f"{VEIL} .veil__said") == "Could not open this. It is still covered."
        assert page.locator(f"{VEIL} .veil button").count() == 1


def test_the_horizon_moves_under_an_open_panel_and_typed_words_stay(browser):
    moved = sheet_html().replace('value="1,018" inputmode', 'value="1,019" inputmode')
    with opened(browser, sheet_html(), 1280) as page:
        page.route("**/progress/", lambda route: route.fulfill(body=moved, content_type="text/html"))
        page.fill(".composer textarea", "Half a thought")
        page.click("#horizon summary")
        page.click("#masthead-on-anupamaa")
        page.locator('#masthead-through-anupamaa[value="1,019"]').wait_for()
        page.locator("#masthead-on-anupamaa:focus").wait_for()
        assert page.evaluate("document.querySelector('#horizon').open")
        assert page.input_value(".composer textarea") == "Half a thought"


def test_words_outlive_a_lost_network_and_a_reload(browser):
    with opened(browser, sheet_html(), 390) as page:
        page.fill(".composer textarea", "She knew. She always knew.")
        page.context.set_offline(True)
        page.click(".composer .button--primary")
        assert page.inner_text("form .kept") == "The page did not reach us. Your words are kept."
        page.context.set_offline(False)
        page.reload()
        assert page.input_value(".composer textarea") == "She knew. She always knew."


def test_a_floating_panel_closes_on_escape_and_gives_the_focus_back(browser):
    with opened(browser, sheet_html(), 1280) as page:
        page.click("#horizon summary")
        page.keyboard.press("Escape")
        assert not page.evaluate("document.querySelector('#horizon').open")
        assert page.evaluate("document.activeElement.tagName") == "SUMMARY"
