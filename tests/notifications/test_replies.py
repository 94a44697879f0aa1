"""Hearing that somebody replied: once, from those one hears, and not before one has watched that far."""

import pytest

from accounts.blocking import keep_away
from accounts.models import Block
from portal.contributions.actions import change_state, set_reveals, withdraw
from portal.contributions.models import State
from portal.contributions.readers import viewpoint_of
from portal.notifications.models import Notification
from tests.builders import NOW, a_comment, a_member, a_post, at_episode
from tests.moderation.scenes import decided


def lines(browser):
    return browser.get("/notifications/").context["page"].rows


def bell(browser):
    return browser.get("/").context["unseen"]


@pytest.fixture
def post(karan, anupamaa):
    at_episode(karan, anupamaa, 900)
    return a_post(karan, anupamaa, reveals=800, title="The dinner table")


def test_the_author_and_whoever_is_answered_hear_of_a_comment_once(post, karan, asha, meera, outbox, as_member):
    first = a_comment(asha, post)
    a_comment(meera, post, first)
    a_comment(karan, post, first)
    outbox.run()

    told = list(Notification.objects.order_by("pk").values_list("recipient__handle", "actor__handle"))
    assert sorted(told) == [("asha", "karan"), ("asha", "meera"), ("karan", "asha"), ("karan", "meera")]
    (line,) = lines(as_member(karan))
    assert (line.who, line.others, line.thread.title) == ("meera", 1, "The dinner table")
    assert "meera and 1 other replied to you" in as_member(karan).get("/notifications/").content.decode()


def test_a_comment_that_waits_for_a_moderator_is_told_when_it_is_up(post, karan, nandini, meera, outbox, as_member):
    held = a_comment(nandini, post)
    outbox.run()
    assert lines(as_member(karan)) == []

    decided(held.cases.get(), meera, "leave")
    outbox.run()

    assert [line.who for line in lines(as_member(karan))] == ["nandini"]


def test_nothing_tells_of_a_reply_about_a_later_episode_until_the_reader_is_there(
    post, karan, asha, anupamaa, outbox, as_member
):
    place = karan.progress.get(show=anupamaa)
    a_comment(asha, post, reveals=1000)
    outbox.run()
    browser = as_member(karan)
    assert (lines(browser), bell(browser)) == ([], "")

    browser.post("/shows/anupamaa/progress/", {"through": "1000"}, headers={"Sec-Fetch-Site": "same-origin"})
    place.refresh_from_db()

    assert (len(lines(browser)), bell(browser)) == (1, "1")


def test_a_reply_veiled_since_is_told_no_more(post, karan, asha, outbox, as_member):
    comment = a_comment(asha, post)
    outbox.run()
    browser = as_member(karan)
    assert bell(browser) == "1"

    set_reveals(comment, 1000)
    outbox.run()

    assert (lines(browser), bell(browser)) == ([], "")


def test_a_reply_taken_back_or_down_vanishes_from_the_list_and_the_count(post, karan, asha, meera, outbox, as_member):
    withdrawn, removed = a_comment(asha, post), a_comment(meera, post)
    outbox.run()
    browser = as_member(karan)
    assert bell(browser) == "2"

    withdraw(withdrawn, by=asha, at=NOW)
    change_state(removed, State.REMOVED, at=NOW)
    outbox.run()

    assert (lines(browser), bell(browser)) == ([], "")


@pytest.mark.parametrize("kind", [Block.Kind.BLOCK, Block.Kind.MUTE])
def test_whom_one_keeps_away_is_heard_of_neither_before_nor_after(kind, post, karan, asha, outbox, as_member):
    a_comment(asha, post)
    outbox.run()
    browser = as_member(karan)
    assert bell(browser) == "1"

    keep_away(asha, by=karan, kind=kind, at=NOW)
    a_comment(asha, post)
    outbox.run()

    assert (lines(browser), bell(browser)) == ([], "")
    assert Notification.objects.filter(recipient=karan).count() == 1, "the second was not told at all"


def test_a_moderator_is_told_of_nothing_that_others_would_not_be(meera, asha, anupamaa, outbox, as_member):
    post = a_post(meera, anupamaa)
    comment = a_comment(asha, post)
    outbox.run()
    change_state(comment, State.REMOVED, at=NOW)

    assert lines(as_member(meera)) == []


def test_the_page_asks_the_same_however_much_was_said(
    post, karan, asha, outbox, as_member, django_assert_max_num_queries
):
    browser = as_member(karan)
    a_comment(asha, post)
    outbox.run()
    lines(browser)
    with django_assert_max_num_queries(8):
        lines(browser)
    for _ in range(6):
        a_comment(a_member(), a_post(karan))
    outbox.run()
    lines(browser)
    with django_assert_max_num_queries(8):
        assert len(lines(browser)) == 7


def test_the_bell_counts_to_nine_and_is_quiet_once_one_has_looked(post, karan, outbox, as_member):
    for _ in range(11):
        a_comment(a_member(), post)
    outbox.run()
    browser = as_member(karan)
    assert bell(browser) == "9+"
    assert '<span class="count" aria-hidden="true">9+</span>' in browser.get("/").content.decode()

    browser.post("/notifications/read/")

    assert bell(browser) == ""


def test_a_title_past_the_horizon_stands_in_no_alert(karan, asha, meera, anupamaa, outbox, as_member):
    post = a_post(meera, anupamaa, title="MARKERTITLE")
    answered = a_comment(karan, post)
    a_comment(asha, post, answered)
    outbox.run()
    set_reveals(post, 1000)
    outbox.run()

    assert "MARKERTITLE" not in as_member(karan).get("/notifications/").content.decode()
    assert viewpoint_of(karan).unseen == 0


def test_alerts_go_with_whom_they_name(post, karan, asha, outbox):
    a_comment(asha, post)
    outbox.run()

    asha.delete()

    assert not Notification.objects.exists()


def test_programs_read_the_same_line(post, karan, asha, outbox, as_member):
    a_comment(asha, post)
    outbox.run()

    (row,) = as_member(karan).get("/api/v1/notifications/").json()["results"]

    assert (row["kind"], row["who"], row["others"], row["new"]) == ("comments.replied", "asha", 0, True)
    assert row["text"].startswith("asha replied to you")
