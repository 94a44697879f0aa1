"""The foundation of every page holds: in a real browser, under our policy, at every width."""

import pytest

from tests.look.sheet import opened, sheet_html


@pytest.mark.parametrize("language", ["en", "hi"])
def test_no_component_makes_the_page_scroll_sideways(browser, language):
    overflowing = []
    with opened(browser, sheet_html(language), 320) as page:
        for width in (320, 360, 390, 768, 1024, 1280):
            page.set_viewport_size({"width": width, "height": 900})
            wide, seen = page.evaluate("[document.documentElement.scrollWidth, document.documentElement.clientWidth]")
            overflowing += [width] if wide > seen else []
    assert overflowing == []


def test_the_sheet_reflows_with_text_twice_as_large(browser):
    with opened(browser, sheet_html(), 640) as page:
        page.evaluate("document.documentElement.style.setProperty('font-size', '200%')")
        wide, seen = page.evaluate("[document.documentElement.scrollWidth, document.documentElement.clientWidth]")
    assert wide <= seen


@pytest.mark.parametrize("theme", ["light", "dark"])
def test_the_strict_policy_has_nothing_to_complain_about(browser, theme):
    with opened(browser, sheet_html("hi", theme), 390) as page:
        assert page.complaints == []


def test_the_system_decides_the_theme_until_the_reader_does(browser):
    ground = "getComputedStyle(document.documentElement).backgroundColor"
    grounds = {}
    for theme in ("", "light", "dark"):
        with opened(browser, sheet_html("en", theme), 390, color_scheme="dark") as page:
            grounds[theme] = page.evaluate(ground)
    assert grounds[""] == grounds["dark"] == "rgb(23, 14, 16)"
    assert grounds["light"] == "rgb(251, 245, 233)"


def test_every_target_on_a_phone_can_be_hit_with_a_thumb(browser):
    targets = "button, summary, input:not([type=hidden]), .button, .chip, .foot, .feet > a, .tab-bar a"
    hidden = ".visually-hidden, .chip input, .decision input, [type=checkbox]"
    small = f"""[...document.querySelectorAll('{targets}')].filter((one) => !one.matches('{hidden}'))
        .map((one) => [one.outerHTML.slice(0, 80), one.getBoundingClientRect()])
        .filter(([, box]) => box.height > 0 && box.height < 43.5).map(([name]) => name)"""
    with opened(browser, sheet_html(), 390, has_touch=True, is_mobile=True) as page:
        assert page.evaluate(small) == []
