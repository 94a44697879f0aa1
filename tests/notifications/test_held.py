"""What is past somebody waits for them, here and by mail; what is gone by then is never told."""

import pytest

from accounts.blocking import keep_away
from accounts.models import Block
from portal.contributions.actions import change_state, set_reveals
from portal.contributions.models import State
from portal.lib.ids import veiled
from portal.notifications.models import Notification
from portal.notifications.opening import MOST_MAILS
from shows.actions import move_progress
from shows.clocks import forget_clocks
from shows.models import Show
from shows.spoilers import ALWAYS
from tests.builders import NOW, a_comment, a_post, at_episode


@pytest.fixture
def post(karan, anupamaa):
    at_episode(karan, anupamaa, 900)
    return a_post(karan, anupamaa, reveals=800)


@pytest.fixture
def reply(post, asha, outbox):
    made = a_comment(asha, post, reveals=1000, body="MARKERWORDS")
    outbox.run()
    return made


def seen(browser):
    page = browser.get("/notifications/")
    return len(page.context["page"].rows), page.context["any_new"], browser.get("/").context["unseen"]


def moves(member, show, through, outbox):
    move_progress(show, by=member, through=through)
    outbox.run()


def test_it_is_told_here_and_by_mail_once_they_get_there(reply, karan, anupamaa, outbox, as_member, mailoutbox):
    browser = as_member(karan)
    assert (seen(browser), mailoutbox) == ((0, False, ""), [])
    assert "asha" not in browser.get("/notifications/").content.decode()

    moves(karan, anupamaa, 999, outbox)
    assert (seen(browser), mailoutbox) == ((0, False, ""), [])

    moves(karan, anupamaa, 1000, outbox)
    assert seen(browser) == (1, True, "1")
    assert [mail.subject for mail in mailoutbox] == ["asha replied to you"]
    assert "MARKER" not in mailoutbox[0].body

    moves(karan, anupamaa, 900, outbox)
    moves(karan, anupamaa, 1001, outbox)
    assert len(mailoutbox) == 1


def test_what_opens_stands_above_what_was_told_before(reply, post, karan, asha, anupamaa, outbox, as_member):
    open_to_all = a_comment(asha, a_post(karan, title="Another"))
    outbox.run()
    moves(karan, anupamaa, 1000, outbox)
    rows = as_member(karan).get("/api/v1/notifications/").json()["results"]
    assert [row["contribution"] for row in rows] == [reply.public_id, open_to_all.public_id]
    assert rows[0]["id"] == veiled("alert", Notification.objects.get(contribution=reply).pk)


def withdrawn(reply, karan):
    change_state(reply, State.WITHDRAWN, at=NOW)


def removed(reply, karan):
    change_state(reply, State.REMOVED, at=NOW)


def retagged(reply, karan):
    set_reveals(reply, 1050)


def from_somebody_blocked(reply, karan):
    keep_away(reply.author, by=karan, kind=Block.Kind.BLOCK, at=NOW)


def by_somebody_who_blocks(reply, karan):
    keep_away(karan, by=reply.author, kind=Block.Kind.BLOCK, at=NOW)


@pytest.mark.parametrize("gone", [withdrawn, removed, retagged, from_somebody_blocked, by_somebody_who_blocks])
def test_what_is_gone_by_then_is_never_told(gone, reply, karan, anupamaa, outbox, as_member, mailoutbox):
    gone(reply, karan)
    outbox.run()
    moves(karan, anupamaa, 1000, outbox)
    assert (seen(as_member(karan)), mailoutbox) == ((0, False, ""), [])


def test_what_is_tagged_later_while_its_mail_waits_is_mailed_when_they_get_there(
    post, karan, asha, anupamaa, outbox, mailoutbox
):
    comment = a_comment(asha, post)
    set_reveals(comment, 1000)
    outbox.run()
    assert mailoutbox == []
    moves(karan, anupamaa, 1000, outbox)
    assert len(mailoutbox) == 1


def test_who_watches_as_it_airs_is_told_when_it_has_aired(karan, asha, anupamaa, outbox, mailoutbox):
    post = a_post(karan, anupamaa, reveals=800)
    move_progress(anupamaa, by=karan, through=ALWAYS)
    Show.objects.update(aired_through=1099)
    forget_clocks()
    a_comment(asha, post, reveals=1100)
    outbox.run()
    ask_round(outbox)
    assert mailoutbox == []

    Show.objects.update(aired_through=1100)
    forget_clocks()
    ask_round(outbox)
    assert len(mailoutbox) == 1
    ask_round(outbox)
    assert len(mailoutbox) == 1


def ask_round(outbox):
    from_beat = "notifications.look_round"
    outbox.ask(from_beat)
    outbox.run()


def test_who_comes_a_long_way_at_once_gets_a_few_mails(karan, asha, anupamaa, outbox, mailoutbox):
    at_episode(karan, anupamaa, 900)
    for number in range(MOST_MAILS + 2):
        a_comment(asha, a_post(karan, anupamaa, reveals=800, title=f"Post {number}"), reveals=1000)
    outbox.run()
    moves(karan, anupamaa, 1000, outbox)
    assert len(mailoutbox) == MOST_MAILS
    assert Notification.objects.filter(held=False, mail="L").count() == 2


def test_a_mail_of_what_they_have_looked_at_is_not_sent(reply, karan, anupamaa, outbox, mailoutbox):
    Notification.objects.update(read_at=NOW)
    moves(karan, anupamaa, 1000, outbox)
    assert mailoutbox == []
