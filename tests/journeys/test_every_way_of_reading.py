"""A small window, large letters, few colours, no motion, no mouse, a slow line: the evening goes on."""

from typing import Any

import pytest

from accounts.models import Member
from shows.models import Show
from tests.journeys.visitors import DESKTOP, House, barriers, sideways
from tests.moderation.scenes import a_comment, a_post

pytestmark = [pytest.mark.browser, pytest.mark.slow, pytest.mark.django_db(transaction=True)]
SMALL = {"width": 320, "height": 640}
TWICE = "html { font-size: 200% !important; }"
PAINTED = """() => new Promise((done) =>
  new PerformanceObserver((seen) => seen.getEntriesByName("first-contentful-paint").length && done())
    .observe({ type: "paint", buffered: true }))"""
CUT = """[...document.querySelectorAll("button, .button, .ticket, .badge, h1, h2, h3")].filter((one) =>
  one.checkVisibility() && !one.closest(".chips, .visually-hidden") && one.scrollWidth > one.clientWidth + 2
  && getComputedStyle(one).display != "inline").map((one) => one.textContent.trim())"""


@pytest.fixture
def thread(house: House) -> str:
    """A post with a comment past Asha's episode, and one that is safe."""
    nandini = Member.objects.get(handle="nandini")
    post = a_post(nandini, Show.objects.get(), title="The dinner", body="Nobody said a word.")
    a_comment(nandini, post, body="She goes.", reveals=1019)
    a_comment(nandini, post, body="The napkin.")
    return f"/posts/{post.public_id}/"


def pages(thread: str) -> list[str]:
    return ["/", "/shows/anupamaa/", thread, "/posts/new/", "/search/?q=samar", "/offline/en/", "/accounts/settings/"]


def test_in_a_small_window_nothing_runs_out_and_everything_has_a_name(house: House, thread: str) -> None:
    page = house.visitor("asha", viewport=SMALL, bypass_csp=True, reduced_motion="reduce")
    found = []
    for path in pages(thread):
        page.goto(path)
        said = [*(["scrolls sideways"] if sideways(page) else []), *barriers(page)]
        heads = page.locator("h1:visible").count()
        found += [f"{path}: {one}" for one in [*said, *([f"{heads} h1"] if heads != 1 else [])]]
    assert found == []


@pytest.mark.parametrize("language", ["en", "hi"])
def test_letters_twice_as_large_are_not_cut(house: House, thread: str, language: str) -> None:
    page = house.visitor("asha", language=language, bypass_csp=True)
    found = []
    for path in pages(thread):
        page.goto(path)
        page.add_style_tag(content=TWICE)
        said = [*(["scrolls sideways"] if sideways(page) else []), *page.evaluate(CUT)]
        found += [f"{path}: {one}" for one in said]
    assert found == []


def test_by_keyboard_alone_a_veil_is_reached_lifted_and_read_on(house: House, thread: str) -> None:
    page = house.visitor("asha", viewport=DESKTOP)
    page.goto(thread)

    page.keyboard.press("Tab")
    assert page.inner_text(":focus") == "Skip to the page"
    page.keyboard.press("Enter")
    for _step in range(40):
        page.keyboard.press("Tab")
        assert page.evaluate("getComputedStyle(document.activeElement).outlineStyle") != "none" or lit(page)
        if page.locator(".veil button:focus").count():
            break
    page.keyboard.press("Enter")
    page.locator("[data-opened]:focus", has_text="She goes.").wait_for()


def lit(page: Any) -> bool:
    """Whether the box around what has the focus shows it."""
    around = "getComputedStyle(document.activeElement.closest('.composer, .stepper__box, .ticket')).outlineStyle"
    return bool(page.evaluate(f"({around}) != 'none'"))


def test_what_a_screen_reader_says_of_a_veil(house: House, thread: str) -> None:
    page = house.visitor("asha")
    page.goto(thread)

    said = page.locator(".veil").aria_snapshot()

    assert "Covered. Talks about Ep 1,019" in said and 'button "Lift the veil"' in said
    assert page.locator("main").count() == page.locator("h1").count() == 1
    names = page.locator("nav").evaluate_all("all => all.map((one) => one.getAttribute('aria-label'))")
    assert all(names) and len(set(names)) == len(names)


def test_with_few_colours_a_veil_is_a_box_and_a_ticket_keeps_its_words(house: House, thread: str) -> None:
    page = house.visitor("asha", forced_colors="active")
    page.goto(thread)

    assert page.evaluate("getComputedStyle(document.querySelector('.veil')).borderTopStyle") == "solid"
    assert page.evaluate("getComputedStyle(document.querySelector('.ticket')).borderTopStyle") == "solid"


def test_who_wants_no_motion_gets_none(house: House, thread: str) -> None:
    page = house.visitor("asha", reduced_motion="reduce")
    page.goto(thread)

    page.evaluate("addEventListener('animationstart', () => { window.moved = true; }, true)")
    page.click(".veil button")
    page.locator("[data-opened]").wait_for()

    assert page.evaluate("[window.moved ?? false, document.getAnimations().length]") == [False, 0]


def test_on_a_slow_line_the_words_do_not_wait_for_fonts_or_scripts(house: House, thread: str) -> None:
    page = house.visitor("asha")
    for late in ("**/*.woff2", "**/*.js"):
        page.route(late, lambda route: None)  # never answered

    page.goto(thread, wait_until="commit")

    page.locator("h1", has_text="The dinner").wait_for()
    page.evaluate(PAINTED)
