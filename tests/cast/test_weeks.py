"""What happened in a week stands beside its figures, as far as the reader has watched."""

import re
from datetime import UTC, datetime, timedelta

import pytest
import time_machine

from portal.cast.models import Beat
from shows.clocks import forget_clocks
from tests.builders import NOW, a_beat, a_rating, an_episode, at_episode

ORIGIN = {"HTTP_SEC_FETCH_SITE": "same-origin"}
SUNDAY_LATE = datetime(2026, 11, 22, 18, 20, tzinfo=UTC)  # ten to midnight in Mumbai
MONDAY = datetime(2026, 11, 22, 18, 40, tzinfo=UTC)
PAGES = ["/ratings/?week=2026-W47", "/shows/anupamaa/ratings/?weeks=12"]


@pytest.fixture
def week(anupamaa):
    with time_machine.travel(NOW, tick=False):
        a_rating(anupamaa, "2026-W47", "2.9")
        for number, moment in ((90, SUNDAY_LATE), (91, MONDAY)):
            an_episode(anupamaa, number, aired_at=moment)
        yield anupamaa


@pytest.fixture
def reader(client):
    def at(episode):
        client.post("/shows/anupamaa/progress/", {"through": str(episode)}, **ORIGIN)
        return client

    return at


def story(client, page):
    told = client.get(page).content.decode()
    return told.split('id="story"')[1].split("</section>")[0] if 'id="story"' in told else ""


@pytest.mark.parametrize("page", PAGES)
def test_a_week_tells_what_happened_in_its_episodes_once_the_reader_is_there(reader, week, page):
    beat = a_beat(week, 90, headline="She leaves")
    a_beat(week, 91, headline="The week after")
    before, there = story(reader(89), page), story(reader(95), page)
    assert "She leaves" not in before
    assert f'<a href="{beat.get_absolute_url()}">She leaves</a>' in there
    assert "Ep 90 aired in it." in before and "Ep 90 aired in it." in there
    assert "The week after" not in there


@pytest.mark.parametrize("page", PAGES)
def test_the_story_of_a_week_is_the_same_whether_or_not_anything_lies_past_the_reader(reader, week, page):
    bare = story(reader(89), page)
    assert "under the veil" in bare
    a_beat(week, 90, headline="She leaves")
    assert story(reader(89), page + "&x=1") == bare


def test_a_week_without_dated_episodes_has_no_story_and_no_gap(client, week):
    week.episodes.update(aired_at=None)
    assert [story(client, page) for page in PAGES] == ["", ""]


def test_rumours_of_a_week_are_for_whoever_asked(as_member, asha, week):
    a_beat(week, 90, headline="They say she leaves", status=Beat.Status.RUMOURED)
    at_episode(asha, week, 95)
    browser = as_member(asha)
    assert "They say" not in story(browser, PAGES[0])
    browser.post("/shows/anupamaa/rumours/", {"wanted": "1"})
    assert "They say" in story(browser, PAGES[0])


@pytest.mark.parametrize(("page", "lift"), [(PAGES[0], "/ratings/lift/"), (PAGES[1], "/shows/anupamaa/ratings/lift/")])
def test_the_cloth_over_a_week_is_lifted_once_and_its_pages_stay_shut(reader, week, page, lift):
    beat = a_beat(week, 90, headline="She leaves")
    browser = reader(89)
    action = re.search(r'action="([^"]+)"', story(browser, page))[1].replace("&amp;", "&")
    assert action.startswith(f"{lift}?market=India&") and "week=2026-W47" in action

    answer = browser.post(action, **ORIGIN)

    assert "She leaves" in answer.text and beat.get_absolute_url() not in answer.text
    assert (answer["Cache-Control"], "Put it back" in answer.text) == ("no-store", True)
    assert "She leaves" not in story(browser, page)
    assert browser.post(lift, HTTP_SEC_FETCH_SITE="cross-site").status_code == 403


def test_a_lifted_week_tells_nothing_that_has_not_aired(reader, week):
    week.aired_through = 89
    week.save()
    forget_clocks()
    week.episodes.filter(number__gte=90).update(aired_at=NOW + timedelta(hours=3))
    a_beat(week, 90, headline="She leaves")
    assert "She leaves" not in reader(50).post("/ratings/lift/?week=2026-W47", **ORIGIN).text
