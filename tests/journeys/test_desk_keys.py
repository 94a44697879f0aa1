"""The desk by keys: move, open, decide, undo, help; and not while somebody types."""

import re
from typing import Any

import pytest

from accounts.models import Member
from portal.contributions.models import Contribution, State
from portal.moderation.models import Case, Decision
from tests.journeys.visitors import DESKTOP, House, barriers
from tests.moderation.scenes import a_post, reported

pytestmark = [pytest.mark.browser, pytest.mark.slow, pytest.mark.django_db(transaction=True)]


@pytest.fixture
def cases(house: House, settings: Any) -> list[Case]:
    settings.UNDO_SECONDS = 60
    asha, nandini = (Member.objects.get(handle=name) for name in ("asha", "nandini"))
    return [reported(a_post(asha, title=title), nandini) for title in ("The first", "The second", "The third")]


def test_a_case_is_decided_and_taken_back_without_a_mouse(house: House, cases: list[Case]) -> None:
    page = house.visitor("meera", viewport=DESKTOP)
    page.goto("/moderation/")

    for key in ("j", "j", "k", "Enter"):
        page.keyboard.press(key)
    page.wait_for_url(re.compile(rf"/moderation/cases/{cases[0].pk}/"))
    page.keyboard.press("r")
    assert page.locator("[name=verb][value=remove]").is_checked()
    page.keyboard.press("Enter")

    page.wait_for_url(re.compile(rf"/moderation/cases/{cases[1].pk}/"))
    assert Contribution.objects.get(pk=cases[0].contribution_id).state == State.REMOVED
    page.keyboard.press("u")
    page.wait_for_url(re.compile(rf"/moderation/cases/{cases[0].pk}/"))
    assert not Decision.objects.exists()
    assert Contribution.objects.get(pk=cases[0].contribution_id).state == State.PUBLISHED
    assert house.complaints == []


def test_beside_an_open_case_j_goes_on_to_the_next(house: House, cases: list[Case]) -> None:
    page = house.visitor("meera", viewport=DESKTOP)
    page.goto(f"/moderation/cases/{cases[0].pk}/")

    page.keyboard.press("j")

    page.wait_for_url(re.compile(rf"/moderation/cases/{cases[1].pk}/"))


def test_letters_are_letters_while_somebody_types(house: House, cases: list[Case]) -> None:
    page = house.visitor("meera", viewport=DESKTOP)
    page.goto(f"/moderation/cases/{cases[0].pk}/")
    page.fill("[name=reason]", "")

    page.locator("[name=reason]").press_sequentially("jar?")

    assert page.input_value("[name=reason]") == "jar?"
    assert not page.locator("[name=verb]:checked").count()
    assert not page.locator("#keys[open]").count()


def test_the_question_mark_helps_and_keys_can_be_put_away(house: House, cases: list[Case]) -> None:
    page = house.visitor("meera", viewport=DESKTOP, bypass_csp=True)
    page.goto("/moderation/")

    page.keyboard.press("?")
    assert page.locator("#keys[open]").count() == 1
    assert barriers(page) == []
    page.locator("[data-keys-on]").uncheck()
    page.keyboard.press("Escape")
    page.reload()
    page.keyboard.press("j")

    assert page.evaluate("document.activeElement.matches('.queue-row')") is False


def test_without_scripts_it_is_links_and_forms(house: House, cases: list[Case]) -> None:
    page = house.visitor("meera", java_script_enabled=False)
    page.goto("/moderation/")
    page.locator(".queue-row").first.click()

    page.locator("label.decision", has_text="Leave it up").click()
    page.locator("button", has_text="Decide and send").click()

    assert Decision.objects.get().verb == "leave"
