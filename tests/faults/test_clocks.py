"""A clock that jumps on or back: what ends does so to the second, nothing is lost, nothing is younger than now."""

from __future__ import annotations

import re
from datetime import datetime, timedelta

import pytest
import time_machine
from django.conf import settings
from django.contrib.auth.tokens import default_token_generator
from django.contrib.sessions.backends.cached_db import SessionStore
from django.contrib.sessions.models import Session
from django.core.cache import cache
from django.test import Client

from portal.outbox.actions import enqueue
from portal.outbox.models import Job
from portal.outbox.registry import handler
from portal.outbox.work import bring_back_from_the_future
from tests.builders import NOW, a_comment, a_member, a_post

FOREVER = timedelta(days=365)
A_WHILE = timedelta(days=15)
BACK = timedelta(hours=-3)
SECOND = timedelta(seconds=1)
NEGATIVE = re.compile(r"[-−]\s?\d+\s*(second|minute|hour|day|week|month|year)|in \d+ (minute|hour|day)")
pytestmark = pytest.mark.django_db
done: list[datetime] = []


@handler("tests.jumped")
def jumped() -> None:
    done.append(NOW)


def signed_in(client: Client) -> bool:
    return client.get("/accounts/settings/").status_code == 200


def at(moment: datetime) -> time_machine.travel:
    return time_machine.travel(moment, tick=False)


def test_a_session_ends_to_the_second_and_not_before(asha, as_member):
    with at(NOW):
        browser = as_member(asha)
        session = Session.objects.get()
        ends = session.expire_date
    assert ends == NOW + timedelta(seconds=settings.SESSION_COOKIE_AGE)
    for moment, there in ((NOW + A_WHILE, True), (ends - SECOND, True), (ends + SECOND, False), (NOW + FOREVER, False)):
        cache.delete(SessionStore(session.session_key).cache_key)  # Redis has a clock of its own, which nobody moves
        with at(moment):
            assert signed_in(browser) is there, moment


def test_a_session_stands_when_the_clock_goes_back(asha, as_member):
    with at(NOW):
        browser = as_member(asha)
    with at(NOW + BACK):
        assert signed_in(browser)
    with at(NOW):
        assert signed_in(browser)


def test_a_link_for_a_new_password_ends_to_the_second(asha):
    with at(NOW):
        key = default_token_generator.make_token(asha)
    last = NOW + timedelta(seconds=settings.PASSWORD_RESET_TIMEOUT)
    for moment, good in ((last, True), (last + SECOND, False), (NOW + A_WHILE, False), (NOW + FOREVER, False)):
        with at(moment):
            assert default_token_generator.check_token(asha, key) is good, moment


@pytest.mark.parametrize("until", [timedelta(days=7), timedelta(days=30)])
def test_a_suspension_ends_to_the_second(asha, as_member, until):
    with at(NOW):
        browser = as_member(asha)
        asha.suspended_until = NOW + until
        asha.save(update_fields=["suspended_until"])
    for moment, free in ((NOW + BACK, False), (NOW + until - SECOND, False), (NOW + until + SECOND, True)):
        with at(moment):
            asha.refresh_from_db()
            assert asha.is_suspended is not free, moment
            assert signed_in(browser) is free, moment


def test_nothing_is_younger_than_now_when_the_clock_goes_back(asha, karan, as_member, anupamaa):
    with at(NOW):
        post = a_post(asha, anupamaa, reveals=None)
        a_comment(karan, post)
        browser = as_member(asha)
    for path in ("/", f"/posts/{post.public_id}/", "/notifications/", "/shows/anupamaa/", "/@asha/", "/feeds/"):
        with at(NOW + BACK):
            answer = browser.get(path, follow=True)
            assert answer.status_code == 200, path
            assert not NEGATIVE.search(answer.content.decode()), path


@pytest.mark.parametrize("jump", [A_WHILE, FOREVER, BACK], ids=["half a month on", "a year on", "three hours back"])
def test_no_job_is_lost_and_none_is_done_twice_when_the_clock_jumps(outbox, jump):
    done.clear()
    with at(NOW):
        enqueue("tests.jumped")
    with at(NOW + jump):
        bring_back_from_the_future(at=NOW + jump)
        outbox.run(at=NOW + jump)
    with at(NOW):
        outbox.run(at=NOW)
    assert len(done) == 1
    assert not Job.objects.exists()


def test_a_job_that_somebody_held_when_the_clock_went_back_is_done_once(outbox):
    done.clear()
    with at(NOW):
        enqueue("tests.jumped")
        Job.objects.update(lease_token="00000000-0000-0000-0000-000000000001", not_before=NOW + timedelta(seconds=10))
    with at(NOW + BACK):
        outbox.run(at=NOW + BACK)
        assert done == []  # whoever holds it may still be at it
    with at(NOW + timedelta(seconds=11)):
        outbox.run(at=NOW + timedelta(seconds=11))
    assert len(done) == 1


def test_a_newcomer_of_today_is_no_member_of_minus_three_hours(as_member):
    with at(NOW):
        fan = a_member("fresh", joined_at=NOW)
        browser = as_member(fan)
    with at(NOW + BACK):
        answer = browser.get("/standing/")
    assert answer.status_code == 200
    assert not NEGATIVE.search(answer.content.decode())
