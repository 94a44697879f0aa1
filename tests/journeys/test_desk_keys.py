"""The desk by keys: move, open, decide, undo, help; and not while somebody types."""

import re
from typing import Any

import pytest

from accounts.models import Member, Trust
from portal.contributions.models import Contribution, State
from portal.moderation.keyboard import set_keys
from portal.moderation.models import Case, Decision
from shows.models import Show
from tests.builders import a_member
from tests.journeys.visitors import DESKTOP, House, barriers
from tests.moderation.scenes import a_held, a_post, reported

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


def test_the_question_mark_helps_and_leads_to_where_keys_are_switched_off(house: House, cases: list[Case]) -> None:
    page = house.visitor("meera", viewport=DESKTOP, bypass_csp=True)
    page.goto("/moderation/")

    page.keyboard.press("?")
    assert page.locator("#keys[open]").count() == 1
    assert barriers(page) == []
    page.locator("#keys a[href='/moderation/keys/']").click()
    page.locator("[name=on]").uncheck()
    page.locator("button", has_text="Save").click()
    page.locator(".toast, .notice, [role=status]", has_text="Your keys are kept.").first.wait_for()
    page.goto("/moderation/")
    for key in ("j", "?", "2"):
        page.keyboard.press(key)

    assert page.evaluate("document.activeElement.matches('.queue-row')") is False
    assert page.locator("#keys[open]").count() == 0
    assert page.url.endswith("/moderation/")


def test_keys_of_ones_own_move_open_and_decide(house: House, cases: list[Case]) -> None:
    meera = Member.objects.get(handle="meera")
    set_keys(by=meera, on=True, keys={"next": "l", "before": "h", "hide": "j", "remove": "y"})
    page = house.visitor("meera", viewport=DESKTOP)
    page.goto("/moderation/")

    for key in ("l", "l", "h", "Enter"):
        page.keyboard.press(key)
    page.wait_for_url(re.compile(rf"/moderation/cases/{cases[0].pk}/"))
    page.keyboard.press("r")
    assert not page.locator("[name=verb]:checked").count()
    page.keyboard.press("y")
    page.keyboard.press("Enter")

    page.wait_for_url(re.compile(rf"/moderation/cases/{cases[1].pk}/"))
    assert Decision.objects.get().verb == "remove"


def test_where_a_rule_is_needed_and_none_is_chosen_the_key_leads_to_it(house: House) -> None:
    case = Case.objects.get(contribution=a_held(a_member("kavya", trust=Trust.NEW)))
    page = house.visitor("meera", viewport=DESKTOP)
    page.goto(f"/moderation/cases/{case.pk}/")

    page.keyboard.press("r")
    assert page.evaluate("document.activeElement.id") == "id_rule"
    page.keyboard.type("1")
    page.keyboard.press("Enter")

    page.wait_for_url(re.compile(r"/moderation/$"))
    made = Decision.objects.get()
    assert (made.verb, made.rule.number) == ("remove", 1)


def test_enter_sends_what_was_chosen_from_wherever_escape_has_led(house: House, cases: list[Case]) -> None:
    page = house.visitor("meera", viewport=DESKTOP)
    page.goto(f"/moderation/cases/{cases[0].pk}/")
    page.keyboard.press("r")
    page.focus("#id_reason")
    page.keyboard.press("Escape")
    with page.expect_navigation():
        page.keyboard.press("Enter")

    assert Decision.objects.get().verb == "remove"
    left = page.locator(".desk-undo [data-left]").get_attribute("data-left")
    assert 0 < int(left) <= 60


def about_later() -> Case:
    """The case of a post whose author says that it talks about a later episode than it is marked with."""
    asha, nandini = (Member.objects.get(handle=name) for name in ("asha", "nandini"))
    post = a_post(asha, Show.objects.get(), reveals=900)
    Contribution.objects.filter(pk=post.pk).update(about=1019)
    return reported(post, nandini)


def test_enter_sends_no_veil_that_is_only_suggested(house: House) -> None:
    case = about_later()
    page = house.visitor("meera", viewport=DESKTOP)
    page.goto(f"/moderation/cases/{case.pk}/")
    assert page.locator("[name=verb][value=veil]").is_checked()
    assert "The veil is only suggested" in page.inner_text("form[data-draft]")

    page.keyboard.press("Enter")
    page.locator("[name=verb][value=veil]:focus").wait_for()
    assert not Decision.objects.exists()
    with page.expect_navigation():
        page.keyboard.press("Enter")

    assert (Decision.objects.get().verb, Decision.objects.get().veil_at) == ("veil", 1019)


def test_a_suggested_veil_that_is_chosen_by_its_key_is_sent_at_once(house: House) -> None:
    case = about_later()
    page = house.visitor("meera", viewport=DESKTOP)
    page.goto(f"/moderation/cases/{case.pk}/")

    page.keyboard.press("v")
    page.evaluate("document.activeElement.blur()")
    with page.expect_navigation():
        page.keyboard.press("Enter")

    assert Decision.objects.get().verb == "veil"


def test_enter_leads_to_the_choice_where_nobody_has_chosen(house: House, cases: list[Case]) -> None:
    page = house.visitor("meera", viewport=DESKTOP)
    page.goto(f"/moderation/cases/{cases[0].pk}/")

    page.keyboard.press("Enter")

    page.locator("[name=verb]:focus").wait_for()
    assert not page.locator("[name=verb]:checked").count()


def test_what_was_refused_has_the_focus(house: House, cases: list[Case]) -> None:
    page = house.visitor("meera", viewport=DESKTOP)
    page.goto(f"/moderation/cases/{cases[0].pk}/")
    page.keyboard.press("r")
    page.fill("#id_reason", "")
    page.select_option("#id_rule", "")
    page.locator("form[data-draft] .button--primary").click()

    page.locator("#id_rule:focus").wait_for()
    assert not Decision.objects.exists()


def test_without_scripts_it_is_links_and_forms(house: House, cases: list[Case]) -> None:
    page = house.visitor("meera", java_script_enabled=False)
    page.goto("/moderation/")
    page.locator(".queue-row").first.click()

    page.locator("label.decision", has_text="Leave it up").click()
    page.locator("button", has_text="Decide and send").click()

    assert Decision.objects.get().verb == "leave"
