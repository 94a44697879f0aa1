"""A page on paper: what was written, nothing to press, and a veil as its words."""

from typing import Any

import pytest

from accounts.models import Member
from shows.models import Show
from tests.journeys.visitors import House, sideways
from tests.moderation.scenes import a_comment, a_post

pytestmark = [pytest.mark.browser, pytest.mark.slow, pytest.mark.django_db(transaction=True)]
WHAT_IS_PRESSED = "button, input, textarea, select, .button, .masthead__icon, .tab-bar, .footer, .composer, .feet"


def pressed(page: Any) -> list[str]:
    """What of it could be seen on paper."""
    found: list[str] = page.locator(WHAT_IS_PRESSED).evaluate_all(
        """all => all.filter((one) => one.checkVisibility() && !one.matches(".covered--shut"))
        .map((one) => one.outerHTML.slice(0, 120))"""
    )
    return found


@pytest.mark.parametrize("theme", ["light", "dark"])
def test_what_is_printed_is_words_on_white(house: House, theme: str) -> None:
    nandini, show = Member.objects.get(handle="nandini"), Show.objects.get()
    post = a_post(nandini, show, title="The dinner", body="See https://example.org/scene and ||E1019: she goes||.")
    a_comment(Member.objects.get(handle="meera"), post, body="Ahead of you.", reveals=1019)
    page = house.visitor("asha", theme=theme)
    page.emulate_media(media="print")
    paths = [
        f"/posts/{post.public_id}/",
        "/shows/anupamaa/",
        "/shows/anupamaa/episodes/",
        "/record/",
        "/rules/",
        "/shows/",
    ]

    for path in paths:
        page.goto(path)
        assert pressed(page) == [], path
        assert page.evaluate("getComputedStyle(document.documentElement).backgroundColor") == "rgb(255, 255, 255)"
        assert page.evaluate("getComputedStyle(document.querySelector('h1')).color") == "rgb(0, 0, 0)", path
        assert not sideways(page)


def test_on_paper_a_link_says_where_it_leads_and_a_veil_what_it_covers(house: House) -> None:
    nandini, show = Member.objects.get(handle="nandini"), Show.objects.get()
    post = a_post(nandini, show, title="The dinner", body="See [the scene](https://example.org/scene).")
    a_comment(nandini, post, body="Ahead of you.", reveals=1019)
    page = house.visitor("asha")
    page.emulate_media(media="print")

    page.goto(f"/posts/{post.public_id}/")

    after = "getComputedStyle(document.querySelector('.prose a'), '::after').content"
    assert page.evaluate(after) == '" (https://example.org/scene)"'
    assert page.locator(".veil__title", has_text="Talks about Ep 1,019").is_visible()
