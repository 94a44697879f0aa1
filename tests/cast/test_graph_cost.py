"""What a graph costs: counted in calls and queries, which are the same on every machine."""

import sys
from datetime import UTC, datetime, timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from portal.cast.felt import parts
from portal.cast.graphs.reading import read_graph, window_of
from portal.cast.models import Beat, Tally
from portal.cast.tenures import tenures_of
from shows.models import Episode, Rating
from shows.spoilers import nobody
from tests.builders import a_casting, a_character, a_person, a_show
from tests.contributions.test_words import calls_of

# A call is a quarter of a microsecond on the slowest machine we know: half of the fifty milliseconds of a cold page.
MOST_CALLS = 100_000
EPISODES = 3000


@pytest.fixture
def star(db):
    show = a_show("long", aired_through=EPISODES)
    star = a_character(show, "Star")
    a_casting(star, a_person("First"), 1, 1400)
    a_casting(star, a_person("Second"), 1410, kind="R")
    start = datetime(2015, 1, 5, 15, tzinfo=UTC)
    Episode.objects.bulk_create(
        Episode(show=show, number=number, aired_at=start + timedelta(days=number // 6 * 7 + number % 6))
        for number in range(1, EPISODES + 1)
    )
    Tally.objects.bulk_create(
        Tally(character=star, episode=n, minus_two=10, minus_one=20 + n % 9, zero=40, plus_one=150, plus_two=n % 230)
        for n in range(1, EPISODES + 1)
    )
    Rating.objects.bulk_create(
        Rating(show=show, week=start.date() + timedelta(weeks=n), market="HSM", value=2, source="a") for n in range(500)
    )
    beats = Beat.objects.bulk_create(
        Beat(show=show, episode=n * 100, headline=f"Turn {n}", reveals=n * 100) for n in range(1, 30)
    )
    star.beats.add(*beats)
    return star


def drawn(character):
    at = nobody().moved(character.show_id, EPISODES)
    tenures = tenures_of(character, at)
    return lambda: parts(read_graph(character, tenures, at, window_of(character, tenures, at, "", EPISODES)))


def test_a_graph_of_three_thousand_episodes_and_a_million_votes_is_drawn_within_its_allowance(star):
    draw = drawn(star)
    assert draw().count("<svg") > 2  # templates are read, translations loaded
    assert calls_of(draw) <= MOST_CALLS


def test_it_is_read_in_four_queries_that_make_no_objects(star):
    draw = drawn(star)
    made = []

    def watch(frame, event, _about):
        if event == "call" and frame.f_code.co_name == "from_db":
            made.append(frame)

    with CaptureQueriesContext(connection) as captured:
        sys.setprofile(watch)
        try:
            draw()
        finally:
            sys.setprofile(None)
    assert (len(captured), made) == (4, [])


def test_a_page_of_it_stays_small(star):
    html = drawn(star)()
    assert len(html) < 70_000


def test_whoever_stands_at_the_same_episode_gets_the_kept_drawing(star, client):
    client.post("/shows/long/progress/", {"through": str(EPISODES)}, HTTP_SEC_FETCH_SITE="same-origin")
    client.cookies.pop("messages", None)
    client.get(f"{star.get_absolute_url()}?x=1")
    with CaptureQueriesContext(connection) as captured:
        client.get(f"{star.get_absolute_url()}?x=2")
    asked = " ".join(query["sql"] for query in captured)
    assert '"cast_beat"' not in asked
    assert '"shows_rating"' not in asked
    assert asked.count('FROM "cast_tally"') == 1  # how many have voted on the reader's own episode
