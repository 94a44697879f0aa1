"""Following: a button, a list of one's own, alerts and the daily mail; never of what one may not know."""

from datetime import UTC, datetime, timedelta

import pytest
import time_machine
from django.db import IntegrityError, transaction

from accounts.blocking import keep_away, let_back
from accounts.handles import skeleton
from accounts.leaving import holdings_of
from accounts.models import Block, Member
from portal.contributions.lifting import lift
from portal.notifications.following import FOLLOWERS_AT_ONCE, MOST_FOLLOWED
from portal.notifications.models import Follow, Notification
from portal.posts.actions import publish
from shows.actions import move_progress
from tests.builders import NOW, a_casting, a_character, a_comment, a_person, a_post, at_episode

A_MINUTE = timedelta(seconds=61)
EVENING = datetime(2026, 11, 22, 14, 0, tzinfo=UTC)  # 19:30 in India


@pytest.fixture
def samar(anupamaa):
    return a_character(anupamaa, "Samar", slug="samar")


@pytest.fixture
def sagar(samar):
    made = a_person("Sagar", slug="sagar")
    a_casting(samar, made)
    return made


def after_a_minute(outbox, do, at=EVENING):
    with time_machine.travel(at, tick=False):
        made = do()
        outbox.run()
    with time_machine.travel(at + A_MINUTE, tick=False):
        outbox.run()
    return made


def told(browser):
    return [row["text"] for row in browser.get("/api/v1/notifications/").json()["results"]]


def names(browser):
    return [row["name"] for row in browser.get("/api/v1/me/follows/").json()["results"]]


def test_whatever_has_a_page_is_followed_there_and_by_programs(asha, karan, anupamaa, samar, sagar, as_member):
    browser, post = as_member(asha), a_post(karan, anupamaa, title="Dinner")
    for page, where in (
        ("/shows/anupamaa/", "shows/anupamaa"),
        ("/shows/anupamaa/characters/samar/", "shows/anupamaa/characters/samar"),
        ("/people/sagar/", "people/sagar"),
        ("/@karan/", "members/karan"),
        (f"/posts/{post.public_id}/", f"contributions/{post.public_id}"),
    ):
        address = f"/{where}/follow/".replace("/members/", "/@")
        assert f'"{address}"' in browser.get(page).content.decode()
        assert "Follow" in browser.get(address).content.decode()
        assert browser.post(address).status_code == 302
        assert "Following" in browser.get(page).content.decode()
        browser.post(address, {"take_back": "1"})
        assert browser.post(f"/api/v1/{where}/follow/").status_code == 204
        assert browser.post(f"/api/v1/{where}/follow/").status_code == 204

    assert names(browser) == ["Dinner", "karan", "Sagar", "Samar", "Anupamaa"]
    page = browser.get("/following/").content.decode()
    assert "Nobody else sees this list." in page
    assert holdings_of(asha)["What you follow"] == 5
    assert browser.delete("/api/v1/people/sagar/follow/").status_code == 204
    assert "Sagar" not in names(browser)


def test_guests_are_led_to_the_door(client, anupamaa):
    assert 'href="/shows/anupamaa/follow/"' in client.get("/shows/anupamaa/").content.decode()
    assert client.get("/shows/anupamaa/follow/")["Location"].startswith("/accounts/login/")
    assert client.post("/shows/anupamaa/follow/").status_code == 403
    assert client.post("/api/v1/shows/anupamaa/follow/").status_code in (401, 403)


def test_nobody_follows_themselves_or_whom_they_keep_away(asha, karan, as_member):
    browser = as_member(asha)
    assert browser.post("/@asha/follow/").status_code == 403
    assert "/follow/" not in browser.get("/@asha/").content.decode()
    keep_away(karan, by=asha, kind=Block.Kind.MUTE, at=NOW)
    assert browser.post("/@karan/follow/").status_code == 403
    keep_away(karan, by=asha, kind=Block.Kind.BLOCK, at=NOW)
    assert browser.post("/@karan/follow/").status_code == 404
    assert as_member(karan).post("/api/v1/members/asha/follow/").status_code == 404


def test_a_row_follows_one_thing(asha, karan, anupamaa):
    for wrong in ({}, {"show": anupamaa, "other": karan}, {"other": asha}):
        with pytest.raises(IntegrityError), transaction.atomic():
            Follow.objects.create(member=asha, created_at=NOW, **wrong)


def some_fans(number):
    fans = (Member(handle=f"many_{one}", skeleton=skeleton(f"many_{one}")) for one in range(number))
    return Member.objects.bulk_create(fans)


def test_there_is_an_end_to_following(asha, anupamaa, as_member):
    Follow.objects.bulk_create(Follow(member=asha, other=fan, created_at=NOW) for fan in some_fans(MOST_FOLLOWED))
    refused = as_member(asha).post("/shows/anupamaa/follow/")
    assert refused.status_code == 403
    assert "Let one go first." in refused.content.decode()


def test_what_is_secret_cannot_be_followed_and_leaves_the_list(asha, anupamaa, as_member):
    a_character(anupamaa, "Late", slug="late", reveals=1000)
    browser = as_member(asha)
    move_progress(anupamaa, by=asha, through=900)
    assert browser.post("/shows/anupamaa/characters/late/follow/").status_code == 404
    move_progress(anupamaa, by=asha, through=1000)
    browser.post("/shows/anupamaa/characters/late/follow/")
    assert names(browser) == ["Late"]
    move_progress(anupamaa, by=asha, through=900)
    assert names(browser) == []


def test_a_followed_thread_past_its_reader_has_no_title_in_the_list(asha, karan, anupamaa, as_member):
    at_episode(karan, anupamaa, 1000)
    at_episode(asha, anupamaa, 900)
    post = a_post(karan, anupamaa, title="MARKERTITLE", reveals=1000)
    browser = as_member(asha)
    browser.post(f"/contributions/{post.public_id}/follow/")
    assert names(browser) == ["A thread that waits at Ep 1,000"]
    assert "MARKER" not in browser.get("/following/").content.decode()


def test_who_follows_a_thread_is_told_what_is_said_there(asha, karan, meera, outbox, as_member):
    browser, post = as_member(asha), a_post(karan)
    browser.post(f"/contributions/{post.public_id}/follow/")
    after_a_minute(outbox, lambda: a_comment(meera, post))
    after_a_minute(outbox, lambda: a_comment(asha, post))
    assert told(browser) == ["meera spoke in a thread you follow “Dinner” Read it"]
    assert [alert.kind for alert in Notification.objects.filter(recipient=karan).order_by("pk")] == [
        "comments.replied",
        "comments.replied",
    ]


def test_who_was_answered_hears_the_answer_alone(asha, karan, outbox, as_member):
    browser, post = as_member(asha), a_post(asha)
    browser.post(f"/contributions/{post.public_id}/follow/")
    browser.post("/@karan/follow/")
    after_a_minute(outbox, lambda: a_comment(karan, post))
    assert told(browser) == ["karan replied to you “Dinner” Read it"]


def test_who_follows_a_fan_is_told_what_they_share_unless_one_keeps_the_other_away(asha, karan, outbox, as_member):
    browser = as_member(asha)
    browser.post("/@karan/follow/")
    after_a_minute(outbox, lambda: a_post(karan, title="One"))
    assert told(browser) == ["karan shared something new “One” Read it"]

    keep_away(asha, by=karan, kind=Block.Kind.BLOCK, at=NOW)
    assert (told(browser), names(browser)) == ([], [])
    after_a_minute(outbox, lambda: a_post(karan, title="Two"))
    let_back(asha, by=karan)
    assert names(browser) == ["karan"]
    assert len(told(browser)) == 1


def test_what_is_past_a_follower_is_told_when_they_get_there(asha, karan, anupamaa, outbox, as_member):
    at_episode(karan, anupamaa, 1000)
    at_episode(asha, anupamaa, 900)
    browser = as_member(asha)
    browser.post("/@karan/follow/")
    after_a_minute(outbox, lambda: a_post(karan, anupamaa, reveals=1000))
    assert told(browser) == []
    move_progress(anupamaa, by=asha, through=1000)
    assert len(told(browser)) == 1


def test_many_followers_are_told_in_steps(karan, outbox):
    fans = some_fans(FOLLOWERS_AT_ONCE + 2)
    Follow.objects.bulk_create(Follow(member=fan, other=karan, created_at=NOW) for fan in fans)
    after_a_minute(outbox, lambda: a_post(karan))
    assert Notification.objects.count() == len(fans)


def test_the_daily_mail_tells_what_is_new_as_far_as_its_reader_is(
    asha, karan, anupamaa, samar, sagar, outbox, mailoutbox, as_member
):
    at_episode(karan, anupamaa, 1000)
    at_episode(asha, anupamaa, 900)
    browser = as_member(asha)
    for where in ("shows/anupamaa", "shows/anupamaa/characters/samar", "people/sagar", "@karan"):
        browser.post(f"/{where}/follow/")
    early = {"by": karan, "show": anupamaa, "reveals": 900, "body": "MARKERWORDS", "at": EVENING - timedelta(hours=5)}
    publish(title="About the show", **early)
    about = publish(title="About Samar", **early | {"who": [samar]})
    late = publish(title="MARKERTITLE", **early | {"reveals": 1000})
    publish(title="MARKEROLD", **early | {"at": EVENING - timedelta(days=3)})
    lift(late, by=asha, seen=1000)

    for moment in (EVENING, EVENING + timedelta(minutes=5)):
        with time_machine.travel(moment, tick=False):
            outbox.ask("notifications.digests")
            outbox.run()

    (mail,) = [one for one in mailoutbox if one.to == [asha.email]]
    assert "MARKER" not in f"{mail.subject}{mail.body}{mail.alternatives}"
    assert "Anupamaa" in mail.body
    assert "- About the show (karan)" in mail.body
    assert mail.body.count("About Samar") == 1
    assert f"/posts/{about.public_id}/" in mail.body
    assert "title" not in mail.subject.lower()


def test_a_day_without_news_brings_no_mail(asha, anupamaa, outbox, mailoutbox, as_member):
    as_member(asha).post("/shows/anupamaa/follow/")
    with time_machine.travel(EVENING, tick=False):
        outbox.ask("notifications.digests")
        outbox.run()
    assert mailoutbox == []
