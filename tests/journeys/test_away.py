"""The network goes in the middle of a sentence: no word is lost, none doubled, none left for the next at the device."""

import re
from typing import Any

import pytest

from accounts.models import Member
from portal.comments.models import Comment, CommentDraft
from portal.posts.models import Draft, Post
from shows.models import Show
from tests.builders import a_post
from tests.journeys.visitors import House, source

pytestmark = [pytest.mark.browser, pytest.mark.slow, pytest.mark.django_db(transaction=True)]
WORDS = "She put the napkin down before he had said a word."
READY = """navigator.serviceWorker.ready.then(() => navigator.serviceWorker.controller
  ? true : new Promise((done) => navigator.serviceWorker.addEventListener("controllerchange", () => done(true))))"""
KEPT = """Promise.all((await caches.keys()).map(async (name) => (await caches.open(name)).keys()))
  .then((all) => all.flat().map((one) => new URL(one.url).pathname))"""
WAITING = """new Promise((done) => {
  const asked = indexedDB.open("adda");
  asked.onsuccess = () => {
    const base = asked.result;
    if (!base.objectStoreNames.contains("words")) return done(0);
    base.transaction("words").objectStore("words").count().onsuccess = ({ target }) => done(target.result);
  };
})"""


def at_home(house: House, path: str, name: str = "asha", **kind: Any) -> Any:
    """A page that the worker stands by."""
    page = house.visitor(name, **kind)
    page.goto(path)
    page.evaluate(READY)
    page.goto(path)
    return page


def test_a_comment_sent_without_a_network_waits_and_is_sent_once(house: House) -> None:
    post = a_post(Member.objects.get(handle="nandini"))
    page = at_home(house, f"/posts/{post.public_id}/")
    page.fill("[data-composer] textarea", WORDS)

    page.context.set_offline(True)
    page.click("[data-composer] .button--primary")
    page.locator("[data-composer] .kept").wait_for()
    page.goto("/shows/")
    page.locator("h1:visible", has_text="Your words are kept").wait_for()
    assert page.inner_text("[data-words]") == WORDS
    assert re.fullmatch(r"Written \d{1,2} \w+ 20\d\d at \d\d:\d\d · .+", page.locator("article .meta").inner_text())
    assert re.fullmatch(r"20\d\d-\d\d-\d\dT[\d:.]+Z", page.locator("article time").get_attribute("datetime"))
    page.click("[data-again]")
    page.locator("[role=alert]", has_text="still no network").wait_for()
    page.context.set_offline(False)
    page.click("[data-again]")

    page.locator(".comment", has_text=WORDS).wait_for()
    assert page.input_value("[data-composer] textarea") == ""
    assert Comment.objects.count() == 1
    assert page.evaluate(WAITING) == 0


def test_it_is_offered_again_on_the_next_page_and_after_the_tab_was_closed(house: House) -> None:
    post = a_post(Member.objects.get(handle="nandini"))
    page = at_home(house, f"/posts/{post.public_id}/")
    page.fill("[data-composer] textarea", WORDS)
    page.context.set_offline(True)
    page.click("[data-composer] .button--primary")
    page.locator("[data-composer] .kept").wait_for()
    page.close()

    page.context.set_offline(False)
    later = page.context.new_page()
    later.goto("/shows/")
    later.click(".toast >> text=Look at it")
    later.click("[data-again]")

    later.locator(".comment", has_text=WORDS).wait_for()
    later.goto("/shows/")
    later.evaluate(READY)
    assert later.locator(".toast").count() == 0
    assert Comment.objects.count() == 1


def test_what_had_reached_the_house_is_not_doubled_by_sending_it_again(house: House) -> None:
    post = a_post(Member.objects.get(handle="nandini"))
    page = at_home(house, f"/posts/{post.public_id}/")
    page.fill("[data-composer] textarea", WORDS)
    key = page.input_value("[data-composer] [name=idempotency_key]")
    page.context.set_offline(True)
    page.click("[data-composer] .button--primary")
    page.locator("[data-composer] .kept").wait_for()
    page.context.set_offline(False)
    page.click("[data-composer] .button--primary")
    page.locator(".comment:focus", has_text=WORDS).wait_for()

    page.goto("/offline/en/")
    page.locator("h1:visible", has_text="Nothing waits").wait_for()

    assert [str(one) for one in Comment.objects.values_list("idempotency_key", flat=True)] == [key]


def test_a_post_goes_to_the_page_that_keeps_it_and_from_there_on(house: House) -> None:
    page = at_home(house, "/posts/new/")
    page.fill("[name=title]", "Dinner at the Shahs")
    page.fill("[name=body]", WORDS)
    page.context.set_offline(True)
    page.click(".button--primary:text-is('Post')")
    page.locator("h1:visible", has_text="Your words are kept").wait_for()
    assert page.inner_text("[data-title]") == "Dinner at the Shahs"

    page.context.set_offline(False)
    page.click("[data-again]")

    page.wait_for_url(re.compile(r"/posts/\w{11}/"))
    page.locator(".prose", has_text=WORDS).wait_for()
    assert Post.objects.count() == 1


def test_no_page_of_a_member_is_kept_and_after_signing_out_nothing_is(house: House) -> None:
    post = a_post(Member.objects.get(handle="nandini"), Show.objects.get(slug="anupamaa"))
    page = at_home(house, f"/posts/{post.public_id}/")
    page.goto("/notifications/")
    kept = page.evaluate(f"async () => {KEPT}")
    assert kept and all(path.startswith(("/static/", "/offline/")) for path in kept)
    page.goto(f"/posts/{post.public_id}/")
    page.fill("[data-composer] textarea", WORDS)
    page.context.set_offline(True)
    page.click("[data-composer] .button--primary")
    page.locator("[data-composer] .kept").wait_for()
    page.context.set_offline(False)

    page.goto("/accounts/logout/")
    page.click("main button")
    page.wait_for_url("/")
    page.evaluate(READY)

    assert page.evaluate(WAITING) == 0
    assert "draft:" not in page.evaluate("JSON.stringify(sessionStorage)")
    page.context.set_offline(True)
    page.goto("/shows/")
    page.locator("h1:visible", has_text="no network").wait_for()
    assert WORDS not in source(page)


def test_somebody_else_is_not_shown_what_waits(house: House) -> None:
    post = a_post(Member.objects.get(handle="nandini"))
    page = at_home(house, f"/posts/{post.public_id}/")
    page.fill("[data-composer] textarea", WORDS)
    page.context.set_offline(True)
    page.click("[data-composer] .button--primary")
    page.locator("[data-composer] .kept").wait_for()
    page.context.set_offline(False)
    page.context.clear_cookies(name="sessionid")

    page.goto("/shows/")
    page.goto("/offline/en/")
    page.locator("h1:visible", has_text="Nothing waits").wait_for()

    assert WORDS not in source(page)


def the_tools_come_in(page: Any) -> None:
    """The composer is used, and gets what it has beside the form."""
    page.focus("[data-composer] textarea")
    page.locator("[data-composer] [data-keeping]").wait_for(state="attached")


def drafted_and_sent_in_vain(page: Any) -> None:
    """Words that the server keeps as a draft, sent while there is no network."""
    with page.expect_response("**/draft/"):
        page.fill("[data-composer] textarea", WORDS)
        the_tools_come_in(page)
        page.press("[data-composer] textarea", "End")
        page.keyboard.type(" So")
    page.context.set_offline(True)
    page.click("[data-composer] .button--primary")
    page.locator("[data-composer] .kept").wait_for()
    page.context.set_offline(False)


@pytest.mark.parametrize("at_once", [True, False])
def test_words_that_come_back_into_a_page_that_is_loaded_again_are_sent_once(house: House, at_once: bool) -> None:
    post = a_post(Member.objects.get(handle="nandini"))
    page = at_home(house, f"/posts/{post.public_id}/")
    drafted_and_sent_in_vain(page)
    page.reload()
    page.locator(".toast", has_text="has not been sent").wait_for()
    assert page.input_value("[data-composer] textarea") == WORDS + " So"
    if not at_once:
        the_tools_come_in(page)

    page.click("[data-composer] .button--primary")
    page.locator(".comment:focus", has_text=WORDS).wait_for()

    page.locator(".toast", has_text="has not been sent").wait_for(state="detached")
    assert page.evaluate(WAITING) == 0
    page.reload()
    the_tools_come_in(page)
    assert page.input_value("[data-composer] textarea") == ""
    assert Comment.objects.count() == 1
    assert CommentDraft.objects.count() == 0


def test_a_post_whose_words_come_back_into_a_new_form_is_sent_once(house: House) -> None:
    page = at_home(house, "/posts/new/")
    page.fill("[name=title]", "Dinner at the Shahs")
    page.fill("[name=body]", WORDS)
    key = page.input_value("[name=idempotency_key]")
    page.context.set_offline(True)
    page.click(".button--primary:text-is('Post')")
    page.locator("h1:visible", has_text="Your words are kept").wait_for()
    page.context.set_offline(False)

    page.goto("/posts/new/")
    assert page.input_value("[name=body]") == WORDS
    page.click(".button--primary:text-is('Post')")
    page.wait_for_url(re.compile(r"/posts/\w{11}/"))
    page.goto("/offline/en/")
    page.locator("h1:visible", has_text="Nothing waits").wait_for()

    assert [str(one) for one in Post.objects.values_list("idempotency_key", flat=True)] == [key]
    assert Draft.objects.count() == 0
