"""A member keeps things to find again; the list is theirs alone, goes through the gate, and forgets what is gone."""

import re

import pytest

from accounts.actions import make_token
from accounts.leaving import holdings_of
from portal.contributions.actions import change_state
from portal.contributions.lifting import bookmark, let_go
from portal.contributions.models import Bookmark, State
from portal.contributions.queries import BOOKMARKS_A_PAGE
from portal.lib.verdicts import Refused
from portal.pages.actions import leave
from tests.builders import NOW, a_comment, a_post, at_episode
from tests.photos.scenes import a_photo
from tests.together import at_once

JSON = "application/json"


@pytest.fixture
def post(karan, anupamaa, asha):
    at_episode(asha, anupamaa, 1000)
    return a_post(karan, anupamaa, reveals=900, title="The dinner")


@pytest.fixture
def bot(asha):
    return {"Authorization": f"Bearer {make_token(by=asha, name='bot', scopes=['read', 'write'])[1]}"}


def address(thing):
    return f"/contributions/{thing.public_id}/bookmark/"


def listed(browser, query=""):
    return re.findall(r'id="c-(\w{11})"', browser.get(f"/bookmarks/{query}").text)


def test_what_is_kept_is_listed_the_latest_first(post, asha, karan, as_member):
    photo, comment = a_photo(karan), a_comment(karan, post, body="The napkin falls.")
    browser = as_member(asha)
    for thing in (comment, post, photo):
        browser.post(address(thing), {"next": "/"})

    assert listed(browser) == [photo.public_id, post.public_id, comment.public_id]
    page = browser.get("/bookmarks/").text
    assert "The dinner" in page and "The napkin falls." in page
    assert f'href="/posts/{post.public_id}/?comment={comment.public_id}#c-{comment.public_id}"' in page


def test_save_is_pressed_where_something_is_kept_and_lets_it_go_again(post, asha, as_member):
    browser = as_member(asha)
    save = re.compile(rf'formaction="{address(post)}"( name="take_back" value="1")? aria-pressed="(\w+)"')
    assert save.search(browser.get(f"/posts/{post.public_id}/").text)[2] == "false"

    browser.post(address(post))
    assert save.search(browser.get(f"/posts/{post.public_id}/").text).groups() == (
        ' name="take_back" value="1"',
        "true",
    )
    browser.post(address(post), {"take_back": "1"})

    assert save.search(browser.get(f"/posts/{post.public_id}/").text)[2] == "false"
    assert listed(browser) == []


def test_letting_go_offers_a_way_back(post, asha, as_member):
    browser = as_member(asha)
    bookmark(post, by=asha, at=NOW)
    page = browser.post(address(post), {"take_back": "1", "next": "/bookmarks/"}, follow=True).text

    assert "Taken from your bookmarks." in page
    assert f'<form method="post" action="{address(post)}">' in page and ">Undo<" in re.sub(r"<svg.*?</svg>", "", page)


def test_with_htmx_only_the_button_comes_back(post, asha, as_member):
    browser = as_member(asha)
    kept = browser.post(address(post), HTTP_HX_REQUEST="true").text
    assert 'aria-pressed="true"' in kept and "<html" not in kept
    gone = browser.delete(address(post), HTTP_HX_REQUEST="true").text
    assert 'aria-pressed="false"' in gone
    assert not Bookmark.objects.exists()


def test_what_is_veiled_stands_as_a_veil_and_what_is_gone_not_at_all(post, karan, nandini, anupamaa, as_member):
    at_episode(nandini, anupamaa, 850)
    gone = a_post(karan, title="Soon gone")
    below = a_comment(karan, gone, body="Below it.")
    for thing in (post, gone, below):
        bookmark(thing, by=nandini, at=NOW)
    change_state(gone, State.WITHDRAWN, at=NOW)
    browser = as_member(nandini)

    page = browser.get("/bookmarks/").text

    assert "Talks about Ep 900" in page
    assert "The dinner" not in page and "Soon gone" not in page and "Below it." not in page
    change_state(gone, State.PUBLISHED, at=NOW)
    assert "Soon gone" in browser.get("/bookmarks/").text


def test_the_list_comes_in_pages_without_more_questions(asha, karan, as_member, django_assert_max_num_queries):
    things = [a_post(karan) for _ in range(BOOKMARKS_A_PAGE + 1)]
    browser = as_member(asha)
    bookmark(things[0], by=asha, at=NOW)
    browser.get("/bookmarks/")
    with django_assert_max_num_queries(30) as asked:
        browser.get("/bookmarks/")
    few = len(asked)
    for thing in things[1:]:
        bookmark(thing, by=asha, at=NOW)
    browser.get("/bookmarks/")

    with django_assert_max_num_queries(few):
        page = browser.get("/bookmarks/").text

    following = re.search(r'href="(\?after=[\w-]+)"', page)[1]
    assert len(listed(browser)) == BOOKMARKS_A_PAGE
    assert listed(browser, following) == [things[0].public_id]


def test_an_empty_list_says_what_to_do(asha, as_member):
    assert "Nothing kept yet" in as_member(asha).get("/bookmarks/").text


def test_the_list_is_its_owners_alone_and_stands_on_their_page(post, asha, nandini, client, as_member):
    bookmark(post, by=asha, at=NOW)
    assert listed(as_member(nandini)) == []
    assert client.get("/bookmarks/")["Location"].startswith("/accounts/login/")
    assert 'class="button" href="/bookmarks/"' in as_member(asha).get("/@asha/").text
    assert 'class="button" href="/bookmarks/"' not in as_member(nandini).get("/@asha/").text


def test_a_guest_is_told_to_take_a_seat(post, client):
    assert "Take a seat first" in client.post(address(post)).text


def test_what_waits_cannot_be_kept(nandini):
    with pytest.raises(Refused, match="Nobody can keep this now"):
        bookmark(a_post(nandini), by=nandini, at=NOW)


def test_bookmarks_go_with_their_member(post, asha):
    bookmark(post, by=asha, at=NOW)
    assert holdings_of(asha)["Bookmarks"] == 1
    leave(asha, keep_words=True, at=NOW)
    assert not Bookmark.objects.exists()


def test_a_program_keeps_lists_and_lets_go(client, post, bot, anupamaa):
    place = f"/api/v1{address(post)}"
    assert client.put(place, headers=bot).status_code == 204
    assert client.put(place, headers=bot).status_code == 204
    told = client.get("/api/v1/me/bookmarks/", headers=bot).json()
    assert [(one["id"], one["kind"], one["saved"]) for one in told["results"]] == [(post.public_id, "post", True)]
    earlier = client.get("/api/v1/me/bookmarks/?through=10", headers=bot).json()["results"]
    assert [one["veiled"] for one in earlier] == [True]
    assert client.delete(place, headers=bot).status_code == 204
    assert client.delete(place, headers=bot).status_code == 204
    assert client.get("/api/v1/me/bookmarks/", headers=bot).json()["results"] == []


def test_a_program_without_a_member_keeps_nothing(client, post):
    assert client.put(f"/api/v1{address(post)}").status_code == 401
    assert client.get("/api/v1/me/bookmarks/").status_code == 401


@pytest.mark.slow
@pytest.mark.django_db(transaction=True)
def test_the_same_kept_by_many_clicks_is_kept_once(asha, karan):
    thing = a_post(karan)
    works = [lambda: bookmark(thing, by=asha, at=NOW)] * 10 + [lambda: let_go(thing, by=asha)] * 5
    answers = at_once(*works)
    assert all(answer in (None, True, False) for answer in answers)
    assert Bookmark.objects.count() <= 1
