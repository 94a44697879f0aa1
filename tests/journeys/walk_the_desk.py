"""Two hundred cases cleared by keys alone, with a clock. Run by hand, for it takes minutes:

    .venv/bin/python -m pytest -q -s -p no:xdist tests/journeys/walk_the_desk.py

Reports, newcomers' posts, members and edits, in the order in which they came; every sixteenth is decided wrongly first
and taken back, five are skipped. It says how long a case took, from the key that sends to the next case under one's
fingers, and fails where one was left out, decided twice or lost its keys.
"""

from __future__ import annotations

import time
from datetime import timedelta
from typing import Any

import pytest

from accounts.models import Member, Trust
from portal.moderation.models import Act, Case, Decision
from portal.posts.actions import edit
from shows.models import Show
from tests.builders import NOW, a_member
from tests.journeys.test_desk_many import at_case, choose
from tests.journeys.visitors import DESKTOP, House
from tests.moderation.scenes import a_held, a_post, reported, reported_member

pytestmark = [pytest.mark.browser, pytest.mark.slow, pytest.mark.django_db(transaction=True)]
AMOUNT = 200
TAKEN_BACK = range(8, AMOUNT, 16)
SKIPPED = (20, 60, 100, 140, 180)
VERBS = {"R": "arv", "N": "ar", "E": "td", "member": "aw"}
WORDS = {"a": "leave", "r": "remove", "v": "veil", "t": "take", "d": "decline", "w": "warn"}


@pytest.fixture
def cases(house: House, settings: Any) -> list[Case]:
    """Of ten cases seven are reports, one is a newcomer's post, one a member, one an edit that waits."""
    settings.UNDO_SECONDS = 60
    asha, nandini = (Member.objects.get(handle=name) for name in ("asha", "nandini"))
    show = Show.objects.get(slug="anupamaa")
    made = [a_case(n, asha, nandini, show) for n in range(AMOUNT)]
    for n, case in enumerate(made):
        Case.objects.filter(pk=case.pk).update(opened_at=NOW + timedelta(minutes=n))
    return made


def a_case(n: int, asha: Member, reporter: Member, show: Show) -> Case:
    newcomer = a_member(f"fan_{n}", trust=Trust.NEW)
    if n % 10 == 7:
        return Case.objects.get(contribution=a_held(newcomer, show))
    if n % 10 == 8:
        return reported_member(newcomer, reporter)
    post = a_post(newcomer if n % 10 == 9 else asha, show, title=f"Number {n}")
    if n % 10 == 9:
        edit(post, by=newcomer, at=NOW, title=f"Edited {n}", body="New", reveals=None, topic=post.topic, language="en")
        return Case.objects.get(contribution=post, origin=Case.Origin.EDIT)
    return reported(post, reporter)


def key_for(n: int, case: Case) -> str:
    kind = "member" if case.member_id else case.origin
    return VERBS[kind][n % len(VERBS[kind])]


def test_two_hundred_cases_are_cleared_by_keys_alone(house: House, cases: list[Case]) -> None:
    page = house.visitor("meera", viewport=DESKTOP)
    page.goto("/moderation/")
    page.keyboard.press("j")
    page.keyboard.press("Enter")
    at_case(page, cases[0])

    took, begun = [], time.perf_counter()
    for n, case in enumerate(cases):
        following = cases[n + 1] if n + 1 < AMOUNT else None
        started = time.perf_counter()
        if n in TAKEN_BACK:
            send(page, key_for(n + 1, case), case)
            arrive(page, following)
            page.keyboard.press("u")
            at_case(page, case)
        if n in SKIPPED:
            page.keyboard.press("j")
        else:
            send(page, key_for(n, case), case)
        arrive(page, following)
        took.append(time.perf_counter() - started)
    told(took, time.perf_counter() - begun)

    made = {decision.case_id: decision.verb for decision in Decision.objects.all()}
    assert made == {case.pk: WORDS[key_for(n, case)] for n, case in enumerate(cases) if n not in SKIPPED}
    assert sorted(Case.objects.open().values_list("pk", flat=True)) == sorted(cases[n].pk for n in SKIPPED)
    assert Act.objects.filter(verb=Act.Verb.UNDO).count() == len(TAKEN_BACK)
    assert house.complaints == []


def send(page: Any, key: str, case: Case) -> None:
    """Decide; what nobody reported has no rule yet, and the one that is needed lies under one's fingers."""
    if key in "rd" and case.origin in "NE":
        page.keyboard.press(key)
        page.keyboard.type("1")
        page.keyboard.press("Enter")
    else:
        choose(page, key)


def told(took: list[float], whole: float) -> None:
    took = sorted(took)
    print(f"\n{AMOUNT} cases in {whole:.0f} s: half of them within {took[AMOUNT // 2] * 1000:.0f} ms each,", end=" ")
    print(f"nine in ten within {took[AMOUNT * 9 // 10] * 1000:.0f} ms, the slowest {took[-1] * 1000:.0f} ms")


def arrive(page: Any, case: Case | None) -> None:
    """At the next case; past the last one, at the queue, on its first row after one key."""
    if case is not None:
        at_case(page, case)
        return
    page.wait_for_url(lambda url: url.split("?")[0].endswith("/moderation/"))
    page.keyboard.press("j")
    assert page.evaluate("document.activeElement.matches('.queue-row')"), "keys work at the end of the list too"
