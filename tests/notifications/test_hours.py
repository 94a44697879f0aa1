"""No mail in somebody's quiet hours, by the clock on their wall."""

import re
from datetime import UTC, datetime, time, timedelta

import pytest
import time_machine

from portal.notifications.choosing import keep_hours
from portal.notifications.hours import places, quiet_left
from portal.notifications.models import MailHours
from portal.notifications.zones import zones_to_choose
from portal.outbox.models import Job
from tests.builders import a_comment, a_post

NIGHT = {"time_zone": "Asia/Kolkata", "quiet_from": time(22), "quiet_until": time(7)}
FORM = {"time_zone": "Asia/Kolkata", "quiet_from": "22:00", "quiet_until": "07:00", "digest": "on", "digest_at": "19"}


def left(moment, **hours):
    return quiet_left(MailHours(**hours), datetime.fromisoformat(moment).replace(tzinfo=UTC))


@pytest.mark.parametrize(
    ("moment", "hours"),
    [
        ("2026-11-22T16:29", 0),  # 21:59 in India
        ("2026-11-22T16:30", 9),
        ("2026-11-22T18:29", 7 + 1 / 60),
        ("2026-11-22T18:30", 7),  # midnight there
        ("2026-11-23T01:29", 1 / 60),
        ("2026-11-23T01:30", 0),
    ],
)
def test_quiet_hours_go_past_midnight(moment, hours):
    assert left(moment, **NIGHT) == timedelta(hours=hours)


def test_within_one_day_as_well():
    lunch = {"quiet_from": time(13), "quiet_until": time(14)}
    assert left("2026-11-22T07:30", **lunch) == timedelta(hours=1)
    assert left("2026-11-22T08:30", **lunch) == timedelta()
    assert left("2026-11-22T08:30") == timedelta()


def test_they_follow_the_clock_when_it_is_put_forward_and_back():
    london = {"time_zone": "Europe/London", "quiet_from": time(22), "quiet_until": time(7)}
    assert left("2026-03-28T23:00", **london) == timedelta(hours=7)  # an hour less that night
    assert left("2026-10-24T22:00", **london) == timedelta(hours=9)  # 23:00 in summer, 07:00 in winter
    leapt_over = london | {"quiet_until": time(1, 30)}
    assert left("2026-03-29T00:59", **leapt_over) == timedelta(minutes=31)
    assert left("2026-03-29T01:30", **leapt_over) == timedelta()


def test_a_zone_that_is_no_more_is_read_as_indias():
    assert left("2026-11-22T16:30", **NIGHT | {"time_zone": "Gone/Away"}) == timedelta(hours=9)
    assert {"Asia/Kolkata", "Europe/London", "America/New_York", "UTC"} <= set(places())


def test_a_mail_waits_until_they_end(karan, asha, outbox, mailoutbox):
    keep_hours(by=karan, digest=True, digest_at=19, **NIGHT)
    night = datetime(2026, 11, 22, 17, 30, tzinfo=UTC)
    with time_machine.travel(night, tick=False):
        a_comment(asha, a_post(karan))
        outbox.run()
        assert mailoutbox == []
        assert Job.objects.get(handler="notifications.mail").not_before == night + timedelta(hours=1)
    with time_machine.travel(night + timedelta(hours=7, minutes=59), tick=False):
        outbox.run()
        assert mailoutbox == []
    with time_machine.travel(night + timedelta(hours=8), tick=False):
        outbox.run()
    assert len(mailoutbox) == 1


def test_members_choose_them_on_the_page(karan, as_member):
    browser = as_member(karan)
    assert browser.post("/notifications/settings/hours/", FORM).status_code == 302
    kept = MailHours.objects.get()
    assert (kept.quiet_from, kept.quiet_until, kept.digest, kept.digest_at) == (time(22), time(7), True, 19)
    assert 'value="22:00"' in browser.get("/notifications/settings/").content.decode()


@pytest.mark.parametrize(
    ("wrong", "sentence"),
    [
        ({"quiet_until": ""}, "Say when quiet hours begin and when they end, or neither."),
        ({"quiet_until": "22:00"}, "would never end"),
        ({"digest_at": "23"}, "The daily mail would come in your quiet hours."),
        ({"time_zone": "Asia/Gokuldham"}, "is not one of the available choices"),
        ({"quiet_from": "late"}, "Enter a valid time."),
    ],
)
def test_hours_that_cannot_be_are_refused_with_a_reason(karan, as_member, wrong, sentence):
    answer = as_member(karan).post("/notifications/settings/hours/", FORM | wrong)
    assert answer.status_code == 422
    page = answer.content.decode()
    assert sentence in page
    assert not MailHours.objects.exists()


def test_programs_choose_them_and_are_refused_in_the_same_words(karan, as_member, client):
    browser, address = as_member(karan), "/api/v1/me/notifications/hours/"
    assert browser.get(address).json()["time_zone"] == "Asia/Kolkata"
    said = {"time_zone": "Europe/London", "quiet_from": "23:00", "quiet_until": "06:30", "digest_at": 8}
    assert browser.put(address, said, content_type="application/json").json() == {
        "time_zone": "Europe/London", "quiet_from": "23:00:00", "quiet_until": "06:30:00", "digest": True,
        "digest_at": 8,
    }  # fmt: skip
    refused = browser.put(address, said | {"digest_at": 2}, content_type="application/json")
    assert refused.status_code == 422
    assert "The daily mail would come in your quiet hours." in refused.content.decode()
    assert browser.put(address, said | {"time_zone": "X"}, content_type="application/json").status_code == 422
    assert client.put(address, said, content_type="application/json").status_code in (401, 403)


def test_zones_begin_with_those_often_chosen_and_go_on_by_continent(karan, as_member):
    page = as_member(karan).get("/notifications/settings/").content.decode()
    groups = re.findall(r'<optgroup label="([^"]+)">', page)
    first, rest = page.split("</optgroup>", 1)
    assert groups[0] == "Often chosen" and groups[1:] == sorted(groups[1:]) and len(groups) == 11
    assert '<option value="Asia/Kolkata" selected>India · UTC+5:30</option>' in first
    assert '<option value="America/St_Johns">St Johns · UTC−3:30</option>' in rest
    assert page.count(" selected>India") == 1


def test_a_zones_label_is_the_same_in_summer_and_winter():
    for moment in ("2026-01-15", "2026-07-15"):
        with time_machine.travel(moment):
            labels = dict(zones_to_choose("Asia/Kolkata")[0][1])
            assert labels["Europe/London"] == "London · UTC+0"
            assert labels["Australia/Sydney"] == "Sydney · UTC+10"


def test_a_zone_that_is_offered_no_more_stays_on_top():
    assert zones_to_choose("Gone/Away")[0][1][0] == ("Gone/Away", "Gone/Away")
