"""The episode guide: by hundreds, with what stands between, and nothing the reader has not reached."""

from datetime import UTC, date, datetime

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from shows.clocks import forget_clocks
from shows.models import Episode, Hiatus, Season
from tests.builders import a_show, an_episode, at_episode
from tests.pages.test_query_counts import asked

ORIGIN = {"HTTP_SEC_FETCH_SITE": "same-origin"}
GUIDE = "/shows/long/episodes/"


@pytest.fixture
def long(db):
    """3,000 episodes, all aired, the last hundred of them secret to strangers."""
    show = a_show("long", aired_through=3000, public_through=2900)
    rows = [Episode(show=show, number=n, safe_title=f"Safe {n}", full_title=f"Tells {n}") for n in range(1, 3001)]
    Episode.objects.bulk_create(rows, batch_size=500)
    forget_clocks()
    return show


def words(client, path=GUIDE):
    answer = client.get(path)
    assert answer.status_code == 200
    return answer.content.decode()


def test_the_guide_opens_at_the_hundred_the_reader_is_in(client, long):
    assert 'id="ep-2801"' in words(client)
    client.post("/shows/long/progress/", {"through": "1,018"}, **ORIGIN)
    told = words(client)
    assert 'id="ep-1001"' in told and 'id="ep-1100"' in told and 'id="ep-1101"' not in told


def test_one_page_asks_five_questions_at_most_and_none_when_somebody_else_was_there(client, long, asha, as_member):
    at_episode(asha, long, 1018)
    browser = as_member(asha)
    browser.get("/rules/")
    forget_clocks()
    with CaptureQueriesContext(connection) as cold:
        browser.get(GUIDE)
    about = [query["sql"] for query in cold.captured_queries if '"shows_' in query["sql"]]
    assert len(about) <= 7  # with the clocks and the member's own places, which every page reads
    warm = [sql for sql in asked(browser, GUIDE) if "accounts_member" not in sql]
    assert warm == []


def test_a_hundred_costs_the_same_in_a_long_show_and_in_a_short_one(asha, as_member, long):
    a_show("short", episodes=300, aired_through=300)
    browser = as_member(asha)
    assert len(asked(browser, GUIDE + "from/2901/")) == len(asked(browser, "/shows/short/episodes/from/201/"))


def test_a_kept_guide_asks_a_guest_nothing(client, long):
    assert asked(client, GUIDE) == [] and asked(client, GUIDE + "from/101/") == []


def test_full_titles_are_for_those_who_have_watched(client, long):
    client.post("/shows/long/progress/", {"through": "1018"}, **ORIGIN)
    told = words(client)
    assert "Tells 1018" in told and "Safe 1018" not in told
    assert "Safe 1019" in told and "Tells 1019" not in told


def test_the_readers_own_place_is_a_marigold_ticket(client, long):
    client.post("/shows/long/progress/", {"through": "1018"}, **ORIGIN)
    told = words(client)
    assert told.count('<span class="ticket ticket--you">') == 1
    assert "You are here" in told


def test_numbers_nobody_wrote_down_are_one_line(client, long):
    Episode.objects.filter(show=long, number__range=(120, 180)).delete()
    told = words(client, GUIDE + "from/101/")
    assert "Ep 120 to 180 are not written down yet." in told and 'id="ep-150"' not in told


def test_a_place_among_missing_numbers_is_still_marked(client, long):
    Episode.objects.filter(show=long, number__range=(120, 180)).delete()
    client.post("/shows/long/progress/", {"through": "150"}, **ORIGIN)
    told = words(client)
    assert "Ep 120 to 149 are" in told and "Ep 151 to 180 are" in told and 'id="ep-150"' in told


def test_a_show_without_any_episode_says_so(client, db):
    a_show("empty", aired_through=None, public_through=None)
    assert "No episode is written down yet" in words(client, "/shows/empty/episodes/")
    assert client.get("/shows/empty/episodes/jump/?number=&day=2021-05-03")["Location"] == "/shows/empty/episodes/"


def test_seasons_are_labels_over_their_runs_and_run_on_over_the_page(client, long):
    Season.objects.create(show=long, number=1, first_episode=1, last_episode=150)
    Season.objects.create(show=long, number=2, title="The other house", first_episode=151)
    told = words(client, GUIDE + "from/101/")
    assert told.index("Season 1") < told.index('id="ep-101"') < told.index("Season 2: The other house")
    assert told.index("Season 2: The other house") < told.index('id="ep-151"')


def test_a_break_stands_between_its_episodes_with_its_days_and_its_reason(client, long):
    Hiatus.objects.create(
        show=long, after_episode=130, from_on=date(2021, 4, 15), until_on=date(2021, 5, 2), reason="No shooting."
    )
    told = words(client, GUIDE + "from/101/")
    mark = told.index("A break from 15 Apr 2021, back on 2 May 2021.")
    assert told.index('id="ep-130"') < mark < told.index('id="ep-131"') and "No shooting." in told


@pytest.mark.parametrize(("place", "shown"), [("129", False), ("130", True)])
def test_a_leap_is_told_once_the_reader_is_there(client, long, place, shown):
    Episode.objects.filter(show=long, number=130).update(leap="Five years later")
    forget_clocks()
    client.post("/shows/long/progress/", {"through": place}, **ORIGIN)
    for path in (GUIDE + "from/101/", "/shows/long/episodes/130/", "/api/v1/shows/long/episodes/130/"):
        assert ("Five years later" in words(client, path)) is shown, path


def test_a_number_leads_to_its_line(client, long):
    answer = client.get(GUIDE + "jump/?number=१,०१८&day=")
    assert (answer.status_code, answer["Location"]) == (302, GUIDE + "from/1001/#ep-1018")
    assert client.get(GUIDE + "from/1018/")["Location"] == GUIDE + "from/1001/#ep-1018"


def test_a_day_leads_to_what_aired_then_or_next(client, long):
    for number, day in ((40, 3), (41, 5)):
        Episode.objects.filter(show=long, number=number).update(aired_at=datetime(2021, 5, day, 16, 30, tzinfo=UTC))
    for day, number in (("2021-05-03", 40), ("2021-05-04", 41), ("2030-01-01", 41)):
        assert client.get(GUIDE + f"jump/?number=&day={day}")["Location"].endswith(f"#ep-{number}")


@pytest.mark.parametrize(
    ("asked_for", "sentence"),
    [
        ("number=0", "Episodes count from 1."),
        ("number=3001", "Episode 3,000 is the last"),
        ("number=-1", "Type an episode number"),
        ("number=1000000000", "Type an episode number"),
        ("day=2021-13-40", "Enter a valid date."),
    ],
)
def test_what_leads_nowhere_gets_a_sentence_and_the_guide(client, long, asked_for, sentence):
    answer = client.get(GUIDE + f"jump/?{asked_for}")
    assert answer.status_code == 422
    assert sentence in answer.content.decode() and "episode-list" in answer.content.decode()


@pytest.mark.parametrize("number", ["0", "3001", "99999999999999999999"])
def test_there_is_no_hundred_without_episodes(client, long, number):
    assert client.get(GUIDE + f"from/{number}/").status_code == 404


def test_what_has_not_aired_cannot_be_ticked(client, long):
    an_episode(long, 3001, safe_title="Coming")
    told = words(client, GUIDE + "from/3001/")
    assert "Coming" in told and "not aired yet" in told and 'name="through" value="3001"' not in told


def test_an_episode_page_names_its_season_and_the_break_after_it(client, long):
    Season.objects.create(show=long, number=3, title="Delhi", first_episode=100)
    Hiatus.objects.create(show=long, after_episode=130)
    told = words(client, "/shows/long/episodes/130/")
    assert "Season 3: Delhi" in told and "A break; nobody has said until when." in told


@pytest.mark.parametrize("day", ["0001-01-01", "9999-12-31"])
def test_a_day_in_no_year_of_ours_has_its_sentence(day, client, long):
    answer = client.get(GUIDE + f"jump/?number=&day={day}")
    assert answer.status_code == 422 and "Check the year" in answer.content.decode()
