"""What is new in a thread since one was there last: counted through the gate, remembered cheaply, never by accident."""

from datetime import timedelta

import pytest
import time_machine
from django.db import connection
from django.test.utils import CaptureQueriesContext

from accounts.blocking import keep_away
from accounts.leaving import holdings_of
from accounts.models import Block
from portal.comments.fresh import A_VISIT
from portal.comments.marking import MOST_THREADS, mark_read
from portal.comments.models import ReadMark
from portal.contributions.models import Contribution, Place
from portal.contributions.readers import viewpoint_of
from portal.pages.actions import leave
from tests.builders import NOW, a_comment, a_member, a_post, at_episode

LATER = NOW + timedelta(days=1)


@pytest.fixture
def post(karan):
    return a_post(karan)


@pytest.fixture
def look(asha, as_member, django_capture_on_commit_callbacks):
    """Asha looks at an address at some moment."""
    browser = as_member(asha)

    def at(address, moment, method="get", **headers):
        with time_machine.travel(moment, tick=False), django_capture_on_commit_callbacks(execute=True):
            return getattr(browser, method)(address, **headers)

    return at


def page_of(post, query=""):
    return f"/posts/{post.public_id}/{query}"


def marked(page):
    return page.text.count("<mark>New</mark>")


def test_what_came_since_the_last_visit_is_marked_in_words_counted_and_led_to(post, karan, look):
    a_comment(karan, post, body="seen")
    first_page = look(page_of(post), NOW)
    new = [a_comment(karan, post, body="not seen", at=LATER) for _ in range(2)]

    page = look(page_of(post), LATER)

    assert (marked(first_page), marked(page)) == (0, 2)
    assert "2 new since yesterday" in page.text
    assert f'<a href="#c-{new[0].public_id}">Go to the first new one</a>' in page.text


def test_what_was_new_stays_new_for_as_long_as_a_visit_lasts(post, karan, look):
    a_comment(karan, post)
    look(page_of(post), NOW)
    a_comment(karan, post)

    assert marked(look(page_of(post), LATER)) == 1
    assert marked(look(page_of(post), LATER + A_VISIT / 2)) == 1
    a_comment(karan, post)
    assert marked(look(page_of(post), LATER + A_VISIT / 2)) == 2
    again = look(page_of(post), LATER + 2 * A_VISIT)
    assert marked(again) == 0 and "new since" not in again.text


def test_ones_own_words_are_not_new_to_oneself(post, asha, karan, look):
    a_comment(karan, post)
    look(page_of(post), NOW)
    a_comment(asha, post)

    assert marked(look(page_of(post), LATER)) == 0


def test_only_what_passes_the_gate_and_is_heard_counts(karan, asha, anupamaa, look):
    at_episode(asha, anupamaa, 850)
    post = a_post(karan, anupamaa, reveals=800)
    away = a_member("far_away")
    a_comment(karan, post)
    look(page_of(post), NOW)
    keep_away(away, by=asha, kind=Block.Kind.MUTE, at=NOW)
    a_comment(karan, post, reveals=900)
    a_comment(away, post)

    page = look(page_of(post), LATER)
    assert marked(page) == 0 and "new since" not in page.text
    a_comment(karan, post)
    assert "1 new since yesterday" in look(page_of(post), LATER).text


@pytest.mark.parametrize(
    ("method", "headers"),
    [
        ("head", {}),
        ("get", {"HTTP_SEC_PURPOSE": "prefetch"}),
        ("get", {"HTTP_SEC_PURPOSE": "prefetch;prerender"}),
        ("get", {"HTTP_PURPOSE": "prefetch"}),
    ],
)
def test_what_nobody_has_seen_is_no_visit(post, karan, look, method, headers):
    a_comment(karan, post)

    look(page_of(post), NOW, method, **headers)

    assert not ReadMark.objects.exists()


def test_a_part_of_a_thread_shows_marks_and_is_no_visit(post, karan, look):
    seen = a_comment(karan, post)
    look(page_of(post), NOW)
    new = a_comment(karan, post, seen)

    part = look(page_of(post, f"?comment={new.public_id}"), LATER)
    page = look(page_of(post), LATER + 2 * A_VISIT)

    assert (marked(part), marked(page)) == (1, 1)


def test_a_page_writes_once_what_it_found_and_asks_nothing_more(post, karan, look):
    a_comment(karan, post)
    look(page_of(post), NOW)
    with CaptureQueriesContext(connection) as before:
        look(page_of(post), LATER)
    a_comment(karan, post)
    look(page_of(post), LATER)
    with CaptureQueriesContext(connection) as after:
        look(page_of(post), LATER)

    assert not [one for one in (*before, *after) if "readmark" in one["sql"] and not one["sql"].startswith("SELECT")]
    assert len(after) == len(before)


def test_a_topic_page_asks_a_member_at_most_four_questions_beyond_session_and_member(post, karan, look):
    a_comment(karan, post)
    look(page_of(post), NOW)
    look(page_of(post), NOW)
    with CaptureQueriesContext(connection) as asked:
        look(page_of(post), NOW)
    own = [one for one in asked if not one["sql"].startswith(("SAVEPOINT", "RELEASE", "BEGIN"))]
    assert len(own) <= 2 + 4


def test_a_first_new_one_that_is_elsewhere_is_led_to_by_its_own_address(post, karan, look):
    root = a_comment(karan, post)
    for _ in range(3):
        a_comment(karan, post, root)
    look(page_of(post), NOW)
    new = a_comment(karan, post, root)

    page = look(page_of(post), LATER)

    assert f'href="?comment={new.public_id}#c-{new.public_id}"' in page.text


def test_all_can_be_marked_as_read_on_the_page_and_by_api(post, karan, asha, look, as_member):
    a_comment(karan, post)
    look(page_of(post), NOW)
    for way in ("page", "api"):
        new = a_comment(karan, post)
        address = f"/api/v1/contributions/{post.public_id}/reading/"
        told = look(address, LATER).json()
        assert (told["new"], told["first_new"]) == (1, new.public_id)
        if way == "page":
            answer = look(f"/contributions/{post.public_id}/reading/", LATER, "post")
            assert answer.status_code == 302
        else:
            assert look(address, LATER, "put").status_code == 204
        assert look(address, LATER).json()["new"] == 0
        assert marked(look(page_of(post), LATER)) == 0


def test_the_api_says_what_is_new_and_marks_nothing_by_itself(post, karan, look):
    seen = a_comment(karan, post)
    address = f"/api/v1/contributions/{post.public_id}/comments/"
    assert look(address, NOW).json()["last_read_at"] is None
    look(page_of(post), NOW)
    new = a_comment(karan, post)

    for _ in range(2):
        told = look(address, LATER).json()
        assert {row["id"]: row["new"] for row in told["results"]} == {seen.public_id: False, new.public_id: True}
        assert told["last_read_at"].startswith("2026-11-22T")
    assert look(f"/api/v1/comments/{new.public_id}/", LATER).json()["new"] is True


def test_a_veiled_thread_tells_nothing_of_how_far_it_is_read(karan, asha, anupamaa, look, client):
    at_episode(asha, anupamaa, 850)
    post = a_post(karan, anupamaa, reveals=900)
    a_comment(karan, post)
    address = f"/api/v1/contributions/{post.public_id}/reading/"

    assert look(address, NOW).status_code == 403
    assert look(address, NOW, "put").status_code == 403
    assert client.get(address).status_code in (401, 403)
    assert client.post(f"/contributions/{post.public_id}/reading/").status_code == 403


def test_cards_say_that_more_was_said_and_ask_nothing_more(post, karan, look):
    a_comment(karan, post)
    look(page_of(post), NOW)
    with CaptureQueriesContext(connection) as before:
        page = look("/", LATER)
    assert "<mark>new</mark>" not in page.text
    a_comment(karan, post)
    look("/", LATER)

    with CaptureQueriesContext(connection) as after:
        page = look("/", LATER)

    assert "<mark>new</mark>" in page.text
    assert len(after) <= len(before)
    look(page_of(post), LATER)
    assert "<mark>new</mark>" not in look("/", LATER).text


def test_of_two_hundred_threads_it_is_remembered_how_far_they_are_read(post, asha):
    threads = Contribution.objects.bulk_create(
        Contribution(kind="post", place=Place.FEED, created_at=NOW) for _ in range(MOST_THREADS)
    )
    moments = [NOW + timedelta(minutes=number) for number in range(MOST_THREADS)]
    ReadMark.objects.bulk_create(
        ReadMark(member=asha, contribution=thread, seen=1, count=1, read_at=at, before=1, before_at=at)
        for thread, at in zip(threads, moments, strict=True)
    )

    mark_read(post, by=asha, viewpoint=viewpoint_of(asha), at=LATER)

    left = set(ReadMark.objects.filter(member=asha).values_list("contribution", flat=True))
    assert len(left) == MOST_THREADS
    assert post.pk in left and threads[0].pk not in left and threads[1].pk in left


def test_how_far_one_has_read_is_told_and_goes_with_the_seat(post, asha):
    mark_read(post, by=asha, viewpoint=viewpoint_of(asha), at=NOW)
    assert holdings_of(asha)["How far you have read threads"] == 1

    leave(asha, keep_words=True, at=NOW)

    assert not ReadMark.objects.exists()
