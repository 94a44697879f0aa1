"""One mail a day with what somebody has chosen to hear of later: never twice, never empty, never past their episode."""

import re
from datetime import UTC, date, datetime, timedelta

import pytest
import time_machine
from django.test import Client

from portal.notifications.choosing import Said, choose, keep_hours
from portal.notifications.digesting import AT_ONCE, make_digest
from portal.notifications.models import Digest, MailHours, Notification
from shows.actions import move_progress
from tests.builders import a_comment, a_post, at_episode

EVENING = datetime(2026, 11, 22, 14, 0, tzinfo=UTC)  # 19:30 in India
HOUR, DAY = timedelta(hours=1), timedelta(days=1)


@pytest.fixture
def karan(karan):
    choose({"replies": Said(site=True, mail=True, later=True)}, by=karan)
    return karan


@pytest.fixture
def answered(karan, asha, outbox):
    """Somebody answers Karan, at any moment."""

    def say(at=EVENING - 8 * HOUR, **words):
        with time_machine.travel(at, tick=False):
            made = a_comment(asha, a_post(karan, words.pop("show", None), at=at), at=at, **words)
            outbox.run()
        return made

    return say


def beats(outbox, at, times=1):
    """Beat asks at that moment."""
    with time_machine.travel(at, tick=False):
        for _time in range(times):
            outbox.ask("notifications.digests")
            outbox.run()


def test_it_comes_at_the_hour_once_with_what_waits(answered, karan, outbox, mailoutbox):
    answered()
    beats(outbox, EVENING - HOUR)
    assert mailoutbox == []

    beats(outbox, EVENING, times=2)
    beats(outbox, EVENING + 2 * HOUR)
    (mail,) = mailoutbox
    assert mail.subject == "Your day at the Adda, 22 November"
    assert "- asha replied to you" in mail.body
    assert "/posts/" in mail.body
    assert "asha replied to you</a>" in mail.alternatives[0].content

    answered(EVENING + 3 * HOUR)
    beats(outbox, EVENING + 4 * HOUR)
    assert len(mailoutbox) == 1
    beats(outbox, EVENING + DAY)
    assert len(mailoutbox) == 2


def test_two_workers_make_one(answered, karan):
    answered()
    assert [make_digest(karan, at=EVENING) for _worker in range(2)] == [True, False]


def test_an_empty_one_is_not_sent(karan, outbox, mailoutbox, answered):
    beats(outbox, EVENING)
    answered(EVENING - HOUR)
    Notification.objects.update(read_at=EVENING)
    beats(outbox, EVENING)
    assert mailoutbox == []
    assert not Digest.objects.filter(sent=True).exists()


def test_it_is_in_the_members_language_and_ends_with_one_click(answered, karan, outbox, mailoutbox):
    karan.language = "hi"
    karan.save()
    answered()
    beats(outbox, EVENING)
    (mail,) = mailoutbox
    assert 'lang="hi"' in mail.alternatives[0].content
    assert "नवंबर" in mail.subject or "नवम्बर" in mail.subject
    assert mail.extra_headers["List-Unsubscribe-Post"] == "List-Unsubscribe=One-Click"
    way_out = re.fullmatch(r"<https?://[^/]+(/.*)>", mail.extra_headers["List-Unsubscribe"])[1]
    assert not MailHours.objects.exists()

    Client(enforce_csrf_checks=True).post(way_out, {"List-Unsubscribe": "One-Click"})
    answered(EVENING + HOUR)
    beats(outbox, EVENING + DAY)
    assert len(mailoutbox) == 1


def test_what_is_past_its_reader_waits_for_the_day_they_get_there(answered, karan, anupamaa, outbox, mailoutbox):
    at_episode(karan, anupamaa, 900)
    answered(show=anupamaa, reveals=1000)
    beats(outbox, EVENING)
    assert mailoutbox == []
    move_progress(anupamaa, by=karan, through=1000)
    beats(outbox, EVENING + DAY)
    assert len(mailoutbox) == 1


@pytest.mark.parametrize("jump", [15 * DAY, -3 * HOUR, 365 * DAY], ids=str)
def test_a_clock_that_leaps_brings_no_second_one_and_no_flood(jump, answered, karan, outbox, mailoutbox):
    keep_hours(by=karan, time_zone="Asia/Kolkata", quiet_from=None, quiet_until=None, digest=True, digest_at=0)
    answered()
    beats(outbox, EVENING - 13 * HOUR + 8 * HOUR)
    assert len(mailoutbox) == 1
    for moment in (EVENING + jump, EVENING + jump + HOUR, EVENING, EVENING + HOUR):
        beats(outbox, moment)
    assert len(mailoutbox) == 1, "nothing is new"

    answered(EVENING)
    beats(outbox, EVENING + jump)
    beats(outbox, EVENING + HOUR)
    assert len(mailoutbox) <= 2
    beats(outbox, EVENING + DAY)
    beats(outbox, EVENING + 2 * DAY)
    assert len(mailoutbox) == 2


def test_at_midnight_a_clock_set_back_makes_no_second_one(answered, karan, asha, outbox, mailoutbox):
    keep_hours(by=karan, time_zone="Asia/Kolkata", quiet_from=None, quiet_until=None, digest=True, digest_at=0)
    midnight = datetime(2026, 11, 22, 18, 35, tzinfo=UTC)
    answered(midnight - HOUR)
    beats(outbox, midnight)
    answered(midnight + timedelta(minutes=5))
    beats(outbox, midnight - 3 * HOUR)
    assert list(Digest.objects.values_list("day", flat=True)) == [date(2026, 11, 23)]
    assert len(mailoutbox) == 1


def test_it_comes_by_the_clock_of_the_members_zone(answered, karan, outbox, mailoutbox):
    keep_hours(by=karan, time_zone="America/New_York", quiet_from=None, quiet_until=None, digest=True, digest_at=8)
    answered(EVENING - 8 * HOUR)
    beats(outbox, datetime(2026, 11, 22, 12, 59, tzinfo=UTC))
    assert mailoutbox == []
    beats(outbox, datetime(2026, 11, 22, 13, 0, tzinfo=UTC))
    assert len(mailoutbox) == 1


def test_missed_days_come_as_one(answered, karan, outbox, mailoutbox):
    for day in range(4):
        answered(EVENING + day * DAY - HOUR)
    beats(outbox, EVENING + 4 * DAY)
    beats(outbox, EVENING + 4 * DAY + HOUR)
    assert len(mailoutbox) == 1
    assert mailoutbox[0].body.count("asha replied to you") == 4


def test_whoever_was_found_past_the_first_two_hundred_has_a_job_too(outbox, karan, answered):
    answered()
    with time_machine.travel(EVENING, tick=False):
        outbox.ask("notifications.digests", after=karan.pk)
        outbox.run()
        assert not Digest.objects.exists()
        outbox.ask("notifications.digests", after=karan.pk - 1)
        outbox.run()
    assert Digest.objects.get().sent
    assert AT_ONCE == 200
