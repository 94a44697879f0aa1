"""The calendar file of a show, as calendars read it."""

from datetime import UTC, datetime, time, timedelta

import pytest
from icalendar import Calendar
from time_machine import travel

from shows.clocks import forget_clocks
from shows.models import Episode
from tests.builders import NOW, an_episode

FILE = "/shows/anupamaa/calendar.ics"


@pytest.fixture
def show(anupamaa):
    anupamaa.airs_on, anupamaa.airs_at, anupamaa.minutes = "1234567", time(22), 22
    anupamaa.save()
    with travel(NOW, tick=False):
        for number, days in ((1099, -500), (1100, 0), (1104, 4)):
            an_episode(
                anupamaa, number, aired_at=NOW + timedelta(days=days), safe_title=f"Safe, {number}; so",
                full_title="Samar leaves",
            )  # fmt: skip
        yield anupamaa


def events(answer):
    return {str(event["uid"]).split("@")[0]: event for event in Calendar.from_ical(answer.content).walk("VEVENT")}


def test_it_holds_a_year_of_what_was_all_that_is_announced_and_two_weeks_of_the_pattern(client, show):
    found = events(client.get(FILE))
    names = [f"show-{show.pk}-episode-{number}" for number in (1100, 1101, 1102, 1103, 1104, 1105)]
    assert set(names) <= set(found) and f"show-{show.pk}-episode-1099" not in found
    assert max(event["dtstart"].dt for event in found.values()) < NOW + timedelta(days=14)
    assert [str(found[name]["status"]) for name in names[:2]] == ["CONFIRMED", "TENTATIVE"]
    tonight = found[names[1]]
    assert tonight["dtstart"].dt == datetime(2026, 11, 22, 16, 30, tzinfo=UTC) + timedelta(days=1)
    assert tonight["dtend"].dt - tonight["dtstart"].dt == timedelta(minutes=22)


def test_it_says_safe_titles_alone_and_escapes_them(client, show):
    answer = client.get(FILE)
    assert answer["Content-Type"] == "text/calendar; charset=utf-8"
    assert "Samar leaves" not in answer.content.decode()
    assert str(events(answer)[f"show-{show.pk}-episode-1100"]["summary"]) == "Anupamaa · Ep 1,100 · Safe, 1100; so"
    assert all(len(line) <= 75 for line in answer.content.split(b"\r\n"))


def test_its_bytes_are_the_same_until_the_next_broadcast_and_for_everybody(client, show, as_member, asha):
    with travel(NOW, tick=False) as clock:
        first = client.get(FILE)
        clock.shift(6 * 3600)
        again = client.get(FILE, HTTP_ACCEPT_LANGUAGE="hi")
        assert as_member(asha).get(FILE).content == again.content == first.content
    assert first["Cache-Control"] == "public, max-age=900" and not first.cookies


def test_who_has_it_as_it_is_gets_304(client, show):
    first = client.get(FILE)
    again = client.get(FILE, HTTP_IF_NONE_MATCH=first["ETag"])
    assert (again.status_code, again.content, again["ETag"]) == (304, b"", first["ETag"])
    Episode.objects.filter(show=show, number=1100).update(safe_title="Another")
    forget_clocks()
    assert client.get(FILE, HTTP_IF_NONE_MATCH=first["ETag"]).status_code == 200


def test_an_episode_keeps_its_id_when_its_date_is_given(client, show):
    uid = f"show-{show.pk}-episode-1101"
    guessed = events(client.get(FILE))[uid]["dtstart"].dt
    an_episode(show, 1101, aired_at=guessed - timedelta(hours=1))
    moved = events(client.get(FILE))[uid]
    assert moved["dtstart"].dt == guessed - timedelta(hours=1) and str(moved["status"]) == "CONFIRMED"


def test_who_asks_all_the_time_is_told_to_wait(client, show):
    answers = [client.get(FILE).status_code for _ in range(31)]
    assert (answers.count(200), answers[-1]) == (30, 429)
    assert int(client.get(FILE)["Retry-After"]) > 0


def test_a_show_that_has_ended_announces_nothing(client, show):
    show.status = show.Status.ENDED
    show.save()
    forget_clocks()
    assert set(events(client.get(FILE))) == {f"show-{show.pk}-episode-{number}" for number in (1100, 1104)}


def test_the_shows_page_and_the_guide_point_to_it(client, show):
    for page in ("/shows/anupamaa/", "/shows/anupamaa/episodes/"):
        assert f'<link rel="alternate" type="text/calendar" href="{FILE}"' in client.get(page).content.decode()


def test_the_shows_page_and_home_say_when_it_airs_next(client, show):
    with travel(datetime(2026, 11, 23, 9, tzinfo=UTC), tick=False):
        forget_clocks()
        hub, home = (client.get(page).content.decode() for page in ("/shows/anupamaa/", "/"))
        assert "Tonight on TV" in hub and "10:00 pm" in hub and "IST. Ep 1,101" in hub and "every day, 10:00 pm" in hub
        assert "Tonight at 10:00 pm (IST): Ep 1,101 airs." in home
        told = client.get("/api/v1/shows/anupamaa/schedule/").json()
        assert told["next"] == {"number": 1101, "at": "2026-11-23T22:00:00+05:30", "announced": False}


def test_where_nothing_is_known_of_it_no_gap_stands(client, anupamaa):
    hub, home = (client.get(page).content.decode() for page in ("/shows/anupamaa/", "/"))
    assert "on TV" not in hub and "hero__note" not in home
    assert client.get("/api/v1/shows/anupamaa/schedule/").json()["next"] is None
