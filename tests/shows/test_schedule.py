"""When a show airs next: dates win over the pattern, breaks keep days free, clocks change."""

from datetime import UTC, date, datetime, time, timedelta
from itertools import islice
from zoneinfo import ZoneInfo

import pytest
from django.utils import translation

from shows.almanac import Almanac, Announced, Break
from shows.clocks import ShowClock
from shows.models import Show
from shows.schedule import airings, next_airing
from shows.wording import days_in_words, hour_in_words, zone_in_words

KOLKATA = ZoneInfo("Asia/Kolkata")
SUNDAY_EVENING = datetime(2026, 11, 22, 19, 0, tzinfo=KOLKATA)
EMPTY = Almanac((), (), ())


def a_clock(**fields):
    told = {"aired": 1064, "public": 1057, "last": 1064, "airs_on": "1234567", "airs_at": time(22)} | fields
    return ShowClock(pk=1, slug="anupamaa", title="Anupamaa", title_hi="अनुपमा", **told)


def at(day, hour=22, minute=0, zone=KOLKATA):
    return datetime(2026, 11, day, hour, minute, tzinfo=zone)


def on(*pairs):
    return Almanac((), (), tuple(Announced(number, moment, "") for number, moment in pairs))


def pause(after, begins=None, ends=None):
    return Almanac((), (Break(after, begins, ends, "", ""),), ())


def first(clock, almanac=EMPTY, now=SUNDAY_EVENING):
    airing = next_airing(clock, almanac, now=now)
    return airing and (airing.number, airing.at)


def test_tonight_is_the_next_slot_and_the_next_number():
    assert first(a_clock()) == (1065, at(22))


def test_after_tonights_slot_it_is_tomorrow():
    assert first(a_clock(), now=at(22, 22, 30)) == (1065, at(23))


def test_a_day_the_show_does_not_air_is_left_out():
    assert first(a_clock(airs_on="123456")) == (1065, at(23))


@pytest.mark.parametrize("status", [Show.Status.ENDED, Show.Status.PAUSED])
def test_a_show_that_has_ended_or_is_paused_airs_nothing_even_where_dates_are_left(status):
    assert first(a_clock(status=status), on((1065, at(24)))) is None


@pytest.mark.parametrize("missing", [{"airs_on": ""}, {"airs_at": None}])
def test_without_a_pattern_and_without_dates_nothing_is_said(missing):
    assert first(a_clock(**missing)) is None


def test_a_date_that_was_given_wins_over_the_pattern():
    assert first(a_clock(), on((1065, at(22, 20)))) == (1065, at(22, 20))
    assert first(a_clock(), on((1065, at(25)))) == (1065, at(25))
    assert first(a_clock(airs_on=""), on((1065, at(25)))) == (1065, at(25))


def test_the_pattern_goes_on_around_a_date_further_on():
    coming = airings(a_clock(), on((1067, at(24, 20))), now=SUNDAY_EVENING, until=at(26))
    assert [(one.number, one.at, one.announced) for one in coming] == [
        (1065, at(22), False),
        (1066, at(23), False),
        (1067, at(24, 20), True),
        (1068, at(25), False),
        (1069, at(26), False),
    ]


def test_a_break_keeps_its_days_free_until_the_day_it_is_back():
    assert first(a_clock(), pause(1064, date(2026, 11, 20), date(2026, 11, 26))) == (1065, at(26))


def test_a_break_that_comes_later_changes_nothing_tonight():
    assert first(a_clock(), pause(1066, date(2026, 11, 24), None)) == (1065, at(22))


def test_in_a_break_without_an_end_nothing_is_said():
    assert first(a_clock(), pause(1064, date(2026, 11, 20))) is None
    assert first(a_clock(), pause(1064)) is None


def test_a_break_after_which_something_has_aired_is_over():
    assert first(a_clock(), pause(1060, date(2026, 11, 1))) == (1065, at(22))


def test_a_catalogue_that_is_behind_says_when_and_not_which():
    fresh = a_clock(dated=1064, dated_at=at(21))
    behind = a_clock(dated=1064, dated_at=at(18))
    assert first(fresh) == (1065, at(22))
    assert first(behind) == (None, at(22))


def test_a_break_is_no_reason_to_think_the_catalogue_behind():
    behind = a_clock(dated=1064, dated_at=at(10))
    assert first(behind, pause(1064, date(2026, 11, 11), date(2026, 11, 22))) == (1065, at(22))


def test_the_clock_change_moves_the_moment_and_not_the_hour():
    london = ZoneInfo("Europe/London")
    clock = a_clock(time_zone="Europe/London", airs_at=time(19, 30))
    friday = datetime(2026, 10, 23, 12, tzinfo=london)
    hours = [one.at for one in islice(airings(clock, EMPTY, now=friday, until=friday + timedelta(days=5)), 4)]
    assert [moment.strftime("%H:%M %Z") for moment in hours] == ["19:30 BST", "19:30 BST", "19:30 GMT", "19:30 GMT"]
    assert hours[2].astimezone(UTC) - hours[1].astimezone(UTC) == timedelta(hours=25)


def test_an_hour_that_the_clock_change_leaves_out_airs_later_that_night():
    clock = a_clock(time_zone="Europe/London", airs_at=time(1, 30))
    eve = datetime(2027, 3, 27, 12, tzinfo=ZoneInfo("Europe/London"))
    airing = next_airing(clock, EMPTY, now=eve)
    assert airing.at.strftime("%d %H:%M %Z") == "28 02:30 BST"


@pytest.mark.parametrize(
    ("hour", "english"),
    [(time(22), "10:00 pm"), (time(0, 5), "12:05 am"), (time(12), "12:00 pm"), (time(9, 30), "9:30 am")],
)
def test_hours_are_said_as_people_say_them(hour, english):
    with translation.override("en"):
        assert hour_in_words(hour) == english


def test_a_zone_without_letters_is_told_by_its_city():
    assert zone_in_words(at(22)) == "IST"
    assert zone_in_words(at(22, zone=ZoneInfo("Asia/Dubai"))) == "Dubai, UTC+04:00"


@pytest.mark.parametrize(
    ("days", "words"),
    [("1234567", "every day"), ("123456", "Mon to Sat"), ("67", "Sat, Sun"), ("135", "Mon, Wed, Fri"), ("7", "Sunday")],
)
def test_the_week_is_said_in_words(days, words):
    with translation.override("en"):
        assert days_in_words(days) == words
