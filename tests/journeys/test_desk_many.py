"""A whole queue cleared by keys alone: leave, remove, veil, skip and undo, without one click."""

import re
from datetime import timedelta
from typing import Any

import pytest

from accounts.models import Member
from portal.moderation.models import Case, Decision
from shows.models import Show
from tests.builders import NOW
from tests.journeys.visitors import DESKTOP, House
from tests.moderation.scenes import a_post, reported

pytestmark = [pytest.mark.browser, pytest.mark.slow, pytest.mark.django_db(transaction=True)]
AMOUNT = 25
TAKEN_BACK = (4, 12)  # decided wrongly first
SKIPPED = 7


@pytest.fixture
def cases(house: House, settings: Any) -> list[Case]:
    settings.UNDO_SECONDS = 600
    asha, nandini = (Member.objects.get(handle=name) for name in ("asha", "nandini"))
    show = Show.objects.get(slug="anupamaa")
    return [
        reported(a_post(asha, show, title=f"Number {n}"), nandini, at=NOW + timedelta(minutes=n)) for n in range(AMOUNT)
    ]


def at_case(page: Any, case: Case) -> None:
    page.wait_for_url(re.compile(rf"/moderation/cases/{case.pk}/"))
    assert page.locator(".queue-row[aria-current]").count() == 1
    assert page.evaluate("document.querySelector('.queue-row[aria-current]').getBoundingClientRect().bottom") < 900


def choose(page: Any, verb: str) -> None:
    page.keyboard.press(verb)
    if verb == "v":
        page.keyboard.type("1050")
    page.keyboard.press("Enter")


def test_twenty_five_cases_are_cleared_without_a_mouse(house: House, cases: list[Case]) -> None:
    page = house.visitor("meera", viewport=DESKTOP)
    page.goto("/moderation/")
    page.keyboard.press("2")
    page.wait_for_url(re.compile("queue=reports"))
    page.keyboard.press("j")
    page.keyboard.press("Enter")

    verbs = ["arv"[n % 3] for n in range(AMOUNT)]
    for n, case in enumerate(cases):
        at_case(page, case)
        if n == SKIPPED:
            page.keyboard.press("j")
            continue
        if n in TAKEN_BACK:
            choose(page, "r")
            at_case(page, cases[n + 1])
            page.keyboard.press("u")
            at_case(page, case)
        choose(page, verbs[n])
    page.wait_for_url(re.compile(r"/moderation/\?queue=reports$"))

    made = {decision.case_id: decision.verb for decision in Decision.objects.all()}
    words = {"a": "leave", "r": "remove", "v": "veil"}
    assert made == {case.pk: words[verbs[n]] for n, case in enumerate(cases) if n != SKIPPED}
    assert page.locator(".queue-row").count() == 1, "the one that was skipped"
    assert house.complaints == []
