"""Replies fold by keyboard, and a link within the page opens what was folded; without scripts they fold as well."""

import pytest

from accounts.models import Member
from tests.builders import a_comment, a_post
from tests.journeys.visitors import House

pytestmark = [pytest.mark.browser, pytest.mark.slow, pytest.mark.django_db(transaction=True)]


@pytest.mark.parametrize("scripts", [True, False])
def test_replies_fold_by_keyboard_and_a_permalink_shows_its_comment(house: House, scripts: bool) -> None:
    nandini = Member.objects.get(handle="nandini")
    post = a_post(nandini)
    root = a_comment(nandini, post)
    reply = a_comment(nandini, post, root, body="Folded words")
    page = house.visitor("asha", java_script_enabled=scripts)
    page.goto(f"/posts/{post.public_id}/?sort=best")
    words = page.locator(f"#c-{reply.public_id}")
    assert words.is_visible()

    page.locator("summary", has_text="1 reply").press("Enter")
    words.wait_for(state="hidden")
    if scripts:
        page.evaluate(f"location.hash = 'c-{reply.public_id}'")
    else:
        page.goto(f"/posts/{post.public_id}/?comment={reply.public_id}#c-{reply.public_id}")
    words.wait_for(state="visible")

    assert house.complaints == []
