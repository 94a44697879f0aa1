"""The secret address of a member's feeds: it reads as they do, is told once, and ends with what it stands for."""

import logging
from datetime import timedelta

import pytest
from django.conf import settings
from icalendar import Calendar

from accounts.actions import place, restrain
from accounts.adapter import AccountAdapter
from accounts.blocking import keep_away
from accounts.feed_keys import give_feed_key
from accounts.models import FOREVER, Block, FeedKey, Member, Role, Trust
from portal.lib.logs import Discreet
from portal.pages.actions import leave
from tests.builders import NOW, a_post, a_show, an_episode, at_episode
from tests.pages.test_feeds import entries, feed, links, said

PAGE = "/accounts/feeds/"


@pytest.fixture
def show(asha, karan):
    made = a_show("anupamaa", title="Anupamaa", public_through=500)
    at_episode(asha, made, 1000)
    at_episode(karan, made, 1100)
    return made


@pytest.fixture
def key(asha, show):
    return give_feed_key(by=asha, at=NOW)


def path_of(address):
    return address.removeprefix(settings.SITE_URL)


def test_it_reads_as_far_as_its_member_has_watched(client, show, karan, key):
    a_post(karan, show, reveals=900, title="Known")
    a_post(karan, show, reveals=1050, title="Secret", at=NOW - timedelta(hours=1))

    own, of_show = (entries(client, f"/feeds/mine/{key}/{path}") for path in ("", "shows/anupamaa/"))
    public = entries(client, "/feeds/")

    assert [said(entry, "title") for entry in own] == ["Known", "Talks about Ep 1,050"]
    assert [said(entry, "title") for entry in of_show] == ["Known", "Talks about Ep 1,050"]
    assert [said(entry, "title") for entry in public] == ["Talks about Ep 900", "Talks about Ep 1,050"]


def test_whom_its_member_keeps_away_is_not_in_it(client, show, asha, karan, key):
    a_post(karan, show, reveals=900)
    keep_away(karan, by=asha, kind=Block.Kind.BLOCK, at=NOW)
    assert entries(client, f"/feeds/mine/{key}/") == []


def test_its_calendar_tells_the_titles_of_what_was_watched(client, show, key):
    for number in (1000, 1001):
        an_episode(show, number, aired_at=NOW - timedelta(days=1), safe_title="Safe", full_title="Samar leaves")
    answer = client.get(f"/feeds/mine/{key}/calendar.ics")
    told = {str(event["summary"]) for event in Calendar.from_ical(answer.content).walk("VEVENT")}
    assert told == {"Anupamaa · Ep 1,000 · Samar leaves", "Anupamaa · Ep 1,001 · Safe"}


def test_its_calendar_speaks_its_members_language_whoever_fetches_it(client, asha, key):
    Member.objects.filter(pk=asha.pk).update(language="hi")
    answer = client.get(f"/feeds/mine/{key}/calendar.ics", HTTP_ACCEPT_LANGUAGE="en")
    assert str(Calendar.from_ical(answer.content)["X-WR-CALNAME"]) == "अड्डा"


@pytest.mark.parametrize("path", ["", "shows/anupamaa/", "calendar.ics"])
def test_nobody_on_the_way_keeps_it_or_is_told_of_it(client, key, path):
    answer = client.get(f"/feeds/mine/{key}/{path}")
    assert answer.status_code == 200
    assert answer["Cache-Control"] == "private, no-store"
    assert answer["Referrer-Policy"] == "no-referrer"
    assert answer["X-Robots-Tag"] == "noindex, nofollow"
    assert not answer.cookies
    assert "Disallow: /feeds/mine/" in client.get("/robots.txt").content.decode()


def test_its_next_page_is_at_the_same_address(client, show, karan, key):
    for number in range(30):
        a_post(karan, show, reveals=1, at=NOW - timedelta(minutes=number))
    root = feed(client, f"/feeds/mine/{key}/")
    following = links(root)["next"]
    assert f"/feeds/mine/{key}/?after=" in following
    assert entries(client, path_of(following))


@pytest.mark.parametrize("typed", ["x" * 32, "short", "é" * 32, "a" * 400])
def test_an_address_that_is_nobodys_is_nothing(client, key, typed):
    assert client.get(f"/feeds/mine/{typed}/").status_code == 404


def test_the_page_gives_an_address_once_renews_and_ends_it(show, asha, as_member, client):
    fan = as_member(asha)
    assert "Make an address" in fan.get(PAGE).content.decode()

    made = fan.post(PAGE)
    first = made.context["addresses"]["everything"].removesuffix("/").rpartition("/")[2]
    assert made.status_code == 201 and first in made.content.decode()
    assert "no-store" in made["Cache-Control"] and made["Referrer-Policy"] == "no-referrer"
    assert first not in fan.get(PAGE).content.decode()
    assert first not in str(FeedKey.objects.values().get())

    second = fan.post(PAGE).context["addresses"]["everything"].removesuffix("/").rpartition("/")[2]
    answers = [client.get(f"/feeds/mine/{name}/").status_code for name in (first, second)]
    assert answers == [404, 200]

    fan.post(PAGE, {"end": "1"})
    assert client.get(f"/feeds/mine/{second}/").status_code == 404


def test_the_api_gives_renews_and_ends_it_too(show, asha, as_member, client):
    fan, path = as_member(asha), "/api/v1/me/feeds/"
    assert fan.get(path).json() == {"created_at": None}
    told = fan.post(path)
    assert told.status_code == 201 and [one["show"] for one in told.json()["shows"]] == ["anupamaa"]
    assert client.get(path_of(told.json()["everything"])).status_code == 200
    assert fan.get(path).json()["created_at"]
    assert fan.delete(path).status_code == 204
    assert fan.get(path).json() == {"created_at": None}
    assert client.get(path).status_code == client.post(path).status_code == 401


def test_it_ends_with_what_it_stands_for(client, show, asha, karan, om):
    def suspended():
        restrain(asha, muted_until=None, muted_for="", suspended_until=FOREVER, suspended_for="x")
        restrain(asha, muted_until=None, muted_for="", suspended_until=None, suspended_for="")

    def shut_out():
        place(asha, by=om, role=Role.FAN, trust=Trust.REGULAR, may_sign_in=False)
        place(asha, by=om, role=Role.FAN, trust=Trust.REGULAR, may_sign_in=True)

    def forgot_the_password():
        AccountAdapter().set_password(asha, "a-new-and-longer-one")

    for what in (suspended, shut_out, forgot_the_password):
        key = give_feed_key(by=asha, at=NOW)
        what()
        assert client.get(f"/feeds/mine/{key}/").status_code == 404, what.__name__
    key = give_feed_key(by=karan, at=NOW)
    leave(karan, keep_words=True, at=NOW)
    assert client.get(f"/feeds/mine/{key}/").status_code == 404


def test_who_asks_all_the_time_waits_and_so_does_who_guesses(client, key):
    answers = [client.get(f"/feeds/mine/{'x' * 32}/").status_code for _ in range(61)]
    assert (answers.count(404), answers[-1]) == (60, 429)
    assert client.get(f"/feeds/mine/{key}/").status_code == 429


def test_no_line_of_the_log_has_it(client, key, caplog):
    with caplog.at_level(logging.DEBUG):
        client.get(f"/feeds/mine/{key[:-1]}x/")
    assert key[:-1] not in caplog.text

    line = logging.LogRecord("of.another", logging.WARNING, "", 0, "took %s long", (f"/feeds/mine/{key}/",), None)
    assert Discreet().filter(line)
    assert line.getMessage() == "took /feeds/mine/…/ long"
