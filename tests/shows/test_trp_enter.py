"""Curators enter single figures, change them and take them out, by page and by API, in the same words."""

from decimal import Decimal

import pytest
import time_machine

from shows.models import Rating
from tests.builders import NOW, a_rating, a_show

JSON = {"content_type": "application/json"}
API = "/api/v1/ratings/"


@pytest.fixture(autouse=True)
def at_this_time():
    with time_machine.travel(NOW, tick=False):
        yield


@pytest.fixture
def curator(karan, anupamaa, as_member):
    return as_member(karan)


@pytest.fixture
def said(anupamaa):
    return {
        "show": anupamaa.pk, "week": "2026-W46", "market": "India", "unit": "T", "value": "2.9", "status": "F",
        "source": "The list", "link": "https://example.org/46", "rank": "",
    }  # fmt: skip


@pytest.fixture
def sent(said):
    return said | {"show": "anupamaa", "unit": "TVR", "status": "final"}


def test_a_figure_is_entered_with_its_curator(curator, said, karan, client):
    answer = curator.post("/ratings/new/", said)
    row = Rating.objects.get()
    assert answer.status_code == 302 and answer["Location"] == "/shows/anupamaa/ratings/?market=India&unit=T"
    assert (row.value, row.week.isoformat(), row.entered_by, row.entered_at) == (
        Decimal("2.9"),
        "2026-11-09",
        karan,
        NOW,
    )


@pytest.mark.parametrize(
    ("field", "typed", "sentence"),
    [
        ("value", "2,9", "Write 2.9 with a point."),
        ("value", "-1", "A figure cannot be below nothing."),
        ("value", "101", "In this unit no figure is above 100."),
        ("week", "1026-11-17", "Check the year: 1026-11-17 cannot be right."),
        ("week", "2062-W10", "Check the year: 2062-03-06 cannot be right."),
        ("week", "2026-W50", "That week has not been yet."),
        ("week", "2026-W54", "There is no such week or day: 2026-W54."),
        ("week", "17/11/2026", "Type a day of the week, such as 2026-11-17, or its number, such as 2026-W47."),
        ("rank", "0", "Ranks count from 1, in whole numbers."),
    ],
)
def test_what_cannot_be_is_refused_at_its_field_on_the_page_and_by_api(curator, said, sent, field, typed, sentence):
    by_page = curator.post("/ratings/new/", said | {field: typed})
    by_api = curator.post(API, sent | {field: typed}, **JSON)
    assert (by_page.status_code, by_api.status_code) == (422, 422)
    assert sentence in by_page.text and f'value="{typed}"' in by_page.text
    assert by_api.json()["errors"] == {field: [sentence]}
    assert not Rating.objects.exists()


def test_a_week_before_the_show_began_is_a_wrong_year(curator, said, anupamaa):
    anupamaa.first_aired_on = NOW.date()
    anupamaa.save()
    assert "Check the year: the show began on 2026-11-22." in curator.post("/ratings/new/", said).text


def test_devanagari_digits_are_numbers(curator, said, sent):
    assert curator.post("/ratings/new/", said | {"value": "२.९", "week": "२०२६-११-१०", "rank": "१"}).status_code == 302
    assert curator.post(API, sent | {"value": "३.१", "week": "2026-W45"}, **JSON).status_code == 201
    assert sorted(Rating.objects.values_list("value", flat=True)) == [Decimal("2.9"), Decimal("3.1")]


def test_a_double_click_makes_one_figure(curator, said, sent):
    for _ in range(2):
        assert curator.post("/ratings/new/", said).status_code == 302
    again = curator.post(API, sent, **JSON)
    assert (again.status_code, Rating.objects.count()) == (200, 1)


def test_another_figure_of_the_same_source_and_week_leads_to_the_one_that_is_there(curator, said, sent):
    curator.post("/ratings/new/", said)
    by_page = curator.post("/ratings/new/", said | {"value": "3.0"})
    by_api = curator.post(API, sent | {"value": "3.0"}, **JSON)
    sentence = "This source’s figure for that week is there already: 2.9."
    assert sentence in by_page.text and f"/ratings/{Rating.objects.get().pk}/edit/" in by_page.text
    assert (by_api.status_code, by_api.json()["detail"]) == (422, sentence)


def test_capitals_and_spaces_do_not_make_a_second_market(curator, said, sent, anupamaa):
    curator.post("/ratings/new/", said)
    curator.post("/ratings/new/", said | {"show": a_show("imlie").pk, "market": " INDIA ", "source": "the  LIST"})
    curator.post(API, sent | {"market": "india", "week": "2026-W45"}, **JSON)
    assert set(Rating.objects.values_list("market", "source")) == {("India", "The list")}


def test_who_changes_a_figure_has_entered_it(curator, said, karan, om, anupamaa, as_member):
    row = a_rating(anupamaa, "2026-W46", "2.5", entered_by=om)
    assert 'value="2026-W46"' in curator.get(f"/ratings/{row.pk}/edit/").text
    curator.post(f"/ratings/{row.pk}/edit/", said | {"value": "2.50"})
    row.refresh_from_db()
    assert row.entered_by == om
    assert curator.patch(f"{API}{row.pk}/", {"value": "2.7"}, **JSON).json()["entered_by"] == "karan"
    row.refresh_from_db()
    assert (row.value, row.entered_by) == (Decimal("2.7"), karan)


def test_a_changed_part_is_checked_like_a_new_one(curator, anupamaa):
    row = a_rating(anupamaa, "2026-W46", "2.5", source="=odd")
    assert curator.patch(f"{API}{row.pk}/", {"value": "2,7"}, **JSON).status_code == 422
    assert curator.patch(f"{API}{row.pk}/", {"link": "javascript:alert(1)"}, **JSON).status_code == 422
    answer = curator.patch(f"{API}{row.pk}/", {"status": "provisional"}, **JSON)
    assert (answer.status_code, answer.json()["source"]) == (200, "=odd")


def test_a_figure_is_taken_out(curator, anupamaa):
    one, other = a_rating(anupamaa, "2026-W46", "2.5"), a_rating(anupamaa, "2026-W45", "2.5")
    assert curator.get(f"/ratings/{one.pk}/removal/").status_code == 405
    assert curator.post(f"/ratings/{one.pk}/removal/").status_code == 302
    assert curator.delete(f"{API}{other.pk}/").status_code == 204
    assert not Rating.objects.exists()


def test_fans_read_and_do_not_enter(asha, anupamaa, said, sent, as_member, client):
    row, fan = a_rating(anupamaa, "2026-W46", "2.5"), as_member(asha)
    for address in ("/ratings/new/", "/ratings/import/", f"/ratings/{row.pk}/edit/", f"/ratings/{row.pk}/removal/"):
        assert fan.post(address, said).status_code == 403
        assert client.post(address, said).status_code == 302
    assert fan.post(API, sent, **JSON).status_code == 403
    assert fan.patch(f"{API}{row.pk}/", {"value": "9"}, **JSON).status_code == 403
    assert fan.delete(f"{API}{row.pk}/").status_code == 403
    assert "Enter a figure" not in fan.get("/ratings/").text
    assert list(Rating.objects.values_list("value", flat=True)) == [Decimal("2.50")]


def test_the_api_lists_and_narrows(anupamaa, client):
    for week in range(30, 47):
        a_rating(anupamaa, f"2026-W{week}", "2.5")
    a_rating(a_show("imlie"), "2026-W46", "9000", unit="A")
    assert len(client.get(API).json()["results"]) == 18
    assert len(client.get(f"{API}?unit=TVR&from=2026-W45&until=2026-11-22").json()["results"]) == 2
    one = client.get("/api/v1/shows/imlie/ratings/").json()["results"][0]
    assert (one["show"], one["iso_week"], one["unit"], one["value"]) == ("imlie", "2026-W46", "AMA", "9000.00")
    assert client.get(f"{API}{one['id']}/").json() == one
    assert client.get(f"{API}?from=x").status_code == 422 and client.get(f"{API}?unit=x").status_code == 422


def test_the_api_goes_on_where_the_page_ended(anupamaa, client):
    for year in (2024, 2025):
        for week in range(1, 53):
            a_rating(anupamaa, f"{year}-W{week}", "2.5")
    first = client.get(API).json()
    second = client.get(f"{API}?after={first['next']}").json()
    assert (len(first["results"]), len(second["results"]), second["next"]) == (100, 4, None)


def test_the_admin_takes_the_same_words(om, said, as_member):
    operator = as_member(om)
    assert "Write 2.9 with a point." in operator.post("/admin/shows/rating/add/", said | {"value": "2,9"}).text
    assert operator.post("/admin/shows/rating/add/", said).status_code in (200, 302)
    assert Rating.objects.get().entered_by == om
    assert operator.get("/admin/shows/rating/").status_code == 200
