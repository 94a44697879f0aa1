"""The TRP pages as fans read them."""

import csv
import io
from datetime import timedelta

import pytest
import time_machine

from shows.actions import show_changes
from shows.models import Rating
from tests.builders import NOW, a_rating, a_show
from tests.pages.test_query_counts import asked

PAGE = "/shows/anupamaa/ratings/"


@pytest.fixture(autouse=True)
def at_this_time():
    with time_machine.travel(NOW, tick=False):
        yield


@pytest.fixture
def imlie(db):
    return a_show("imlie", title="Imlie", network="StarPlus")


@pytest.fixture
def rated(anupamaa, imlie):
    for number in range(44, 48):
        a_rating(anupamaa, f"2026-W{number}", "2.9")
        a_rating(imlie, f"2026-W{number}", f"2.{number - 43}")
    return anupamaa


def test_the_headline_states_the_finding_and_the_chart_says_the_same(rated, client):
    page = client.get("/ratings/").text
    assert page.count('aria-label="Anupamaa has led for 4 weeks"') == 2
    assert "<h1>TRP, week 47</h1>" in page and 'role="img"' in page and "A change of 0.1 can be noise." in page


def test_a_show_that_led_before_and_has_no_figure_now_is_not_forgotten(rated, client):
    a_rating(a_show("gone", title="Gone"), "2026-W46", "3.3")
    assert "Anupamaa takes first place from Gone" in client.get("/ratings/").text


def test_every_figure_has_its_source_and_who_entered_it(rated, karan, client):
    a_rating(rated, "2026-W47", "3.4", source="Gossip", link="https://example.org/g", entered_by=karan, status="P")
    for page in (client.get("/ratings/").text, client.get(PAGE).text):
        assert '<a href="https://example.org/g" rel="nofollow noopener external">Gossip</a>' in page
        assert '<a href="/@karan/">karan</a>' in page and "does not stand in the line" in page
    assert "Sources disagree about Anupamaa in week 47: from 2.9 to 3.4" in client.get(PAGE).text


def test_markets_and_units_are_never_on_one_page(rated, imlie, client):
    a_rating(imlie, "2026-W47", "9.9", market="Urban")
    a_rating(imlie, "2026-W47", "8000", unit="A")
    page = client.get("/ratings/").text
    assert "9.9" not in page and "8,000" not in page
    assert "Imlie stands at 9.9 in week 47" in client.get("/ratings/?market=Urban&unit=T").text
    assert "Imlie stands at 8,000 in week 47" in client.get("/ratings/?market=India&unit=A").text
    assert "1 of 2" in client.get(PAGE).text


def test_weeks_are_chosen_by_links(rated, client):
    assert 'href="?market=India&amp;unit=T&amp;week=2026-W46"' in client.get("/ratings/").text
    page = client.get("/ratings/?week=2026-W45&weeks=12").text
    assert "Week 44" in page and "Week 46" in page and "TRP, week 45" in page


@pytest.mark.parametrize(
    "query",
    ["?week=2026-W40", "?week=0001-W01", "?week=9999-12-31", "?week=x&weeks=y&unit=z", "?market=%00", "?after=x"],
)
def test_whatever_is_asked_for_there_is_a_page(rated, client, query):
    for address in ("/ratings/", PAGE):
        assert client.get(address + query).status_code == 200


def test_no_figures_yet(anupamaa, client):
    for address in ("/ratings/", PAGE):
        assert "No figures here yet" in client.get(address).text


def test_long_runs_are_read_page_by_page(anupamaa, client):
    for ago in range(100):
        a_rating(anupamaa, NOW.date() - timedelta(weeks=ago), "2.5")
    first = client.get(PAGE).text
    more = first.split('rel="next" href="')[1].split('"')[0].replace("&amp;", "&")
    second = client.get(PAGE + more).text
    assert first.count("<tr>") == 61 and second.count("<tr>") == 41 and 'rel="next"' not in second


def test_the_sheet_that_goes_out_is_harmless_and_comes_in_again(rated, client, karan, as_member):
    a_rating(rated, "2026-W43", "2.2", source="=HYPERLINK(1)", market="@India")
    answer = client.get("/ratings.csv?market=@India")
    text = b"".join(answer.streaming_content).decode()
    row = next(csv.DictReader(io.StringIO(text)))
    assert (row["source"], row["market"], row["value"], row["week"]) == (
        "'=HYPERLINK(1)",
        "'@India",
        "2.20",
        "2026-W43",
    )
    everything = b"".join(client.get("/ratings.csv").streaming_content).decode()
    looked = as_member(karan).post("/ratings/import/", {"sheet": everything})
    assert "As they are: 9" in looked.text and "Wrong: 0" in looked.text


def test_a_sheet_is_narrowed_and_refuses_what_is_no_week(rated, client):
    told = b"".join(client.get("/shows/anupamaa/ratings.csv?from=2026-W46").streaming_content).decode()
    assert told.count("\r\n") == 3
    assert client.get("/ratings.csv?from=x").status_code == 422


def test_the_card_on_the_shows_page_counts_only_certain_leads(rated, imlie, client):
    card = client.get("/shows/anupamaa/").text
    assert "TRP, week 47" in card and "first for 4 weeks" in card and 'class="spark"' in card
    a_rating(imlie, "2026-W46", "3.0", source="Somebody else")
    show_changes()
    assert "first for 1 week" in client.get("/shows/anupamaa/?x=1").text


def test_a_show_without_figures_has_no_card(anupamaa, client):
    assert "TRP, week" not in client.get("/shows/anupamaa/").text


def test_what_the_pages_ask_is_fixed(rated, asha, as_member):
    browser = as_member(asha)
    few = [len(asked(browser, address)) for address in ("/ratings/", PAGE)]
    for number in range(6):
        show = a_show()
        for week in range(30, 48):
            a_rating(show, f"2026-W{week}", "1.5")
            a_rating(rated, f"2026-W{week}", "1.5", source=f"Source {number}")
    assert [len(asked(browser, address)) for address in ("/ratings/", PAGE)] == few
    assert few == [9, 8]


def test_a_guest_sees_a_new_figure_at_once(rated, karan, client, as_member):
    client.get("/ratings/")
    row = Rating.objects.get(show=rated, week="2026-11-16")
    said = {"show": rated.pk, "week": "2026-W47", "market": "India", "unit": "T", "value": "4.4", "status": "F"}
    assert as_member(karan).post(f"/ratings/{row.pk}/edit/", said | {"source": "The list"}).status_code == 302
    assert "4.4" in client.get("/ratings/").text


def test_a_show_alone_in_a_market_has_no_rank_this_week_nor_the_week_before(anupamaa, client):
    for week in ("2026-W46", "2026-W47"):
        a_rating(anupamaa, week, "2.9")
    row = client.get("/ratings/").text.split("<tbody>")[1].split("</tr>")[0]
    assert row.count(">–</td>") == 2
