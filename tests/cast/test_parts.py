"""Who plays whom, as the pages tell it: bars, gaps, other names, who is in the part at an episode, a page at a time."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from portal.cast.models import Alias, Casting
from portal.cast.queries import CAST_A_PAGE
from portal.cast.tenures import Tenure
from portal.cast.timeline import bar, timeline
from portal.lib.verdicts import Invalid
from shows.actions import save_entry
from tests.builders import a_casting, a_character, a_person, a_show, at_episode, from_source

API = "/api/v1/shows/anupamaa/characters/samar/"


@pytest.fixture
def samar(two_samars):
    return two_samars


def test_in_a_gap_nobody_holds_the_part(reader, samar):
    page = reader(1018).get(samar.get_absolute_url() + "?at=650").text
    assert "At episode 650 nobody holds the part." in page
    assert reader(1018).get(API + "?at=650").json()["now"] is None


def test_whose_end_is_still_a_secret_holds_the_part(reader, samar):
    assert reader(640).get(API + "?at=640").json()["now"]["person"]["slug"] == "paras-kalnawat"


def test_who_helps_out_is_told_beside_the_holder(reader, samar):
    a_casting(samar, a_person("Stunt Kumar"), 700, 701, kind=Casting.Kind.DOUBLE)
    answer = reader(1018).get(API + "?at=700").json()
    assert answer["now"]["person"]["slug"] == "sagar-parekh"
    assert [one["person"]["slug"] for one in answer["beside"]] == ["stunt-kumar"]
    assert "Also in it: Stunt Kumar, Double" in reader(1018).get(samar.get_absolute_url() + "?at=701").text


@pytest.mark.parametrize(
    ("asked", "sentence"), [("0", "Episodes count from 1."), ("-1", "Type an episode"), ("1000000000", "Type an")]
)
def test_an_episode_that_is_none_has_its_sentence_and_comes_back_as_typed(reader, samar, asked, sentence):
    page = reader(1018).get(samar.get_absolute_url(), {"at": asked})
    assert page.status_code == 422
    assert sentence in page.text and f'value="{asked}"' in page.text
    assert reader(1018).get(API, {"at": asked}).status_code == 422


def test_devanagari_digits_are_an_episode(reader, samar):
    assert "At episode 1,018: Sagar Parekh" in reader(1018).get(samar.get_absolute_url(), {"at": "१०१८"}).text
    assert reader(1018).get(API, {"at": "१००"}).json()["now"]["person"]["slug"] == "paras-kalnawat"


def test_voices_of_several_languages_stand_beside_each_other(reader, samar, karan):
    for language in ("ta", "xx"):
        voice = Casting(
            character=samar, person=a_person(f"Voice {language}"), kind=Casting.Kind.DUB, language=language,
            from_episode=1, sources=from_source(),
        )  # fmt: skip
        save_entry(voice, by=karan)
    page = reader(1018).get(samar.get_absolute_url()).text
    assert "Voice (Tamil)" in page and "Voice (xx)" in page


def test_every_source_is_shown_with_its_link_and_the_day_it_was_seen(reader, samar):
    page = reader(1018).get(samar.get_absolute_url()).text
    link = '<a href="https://example.org/news" rel="nofollow noopener ugc">test</a>'
    assert f'{link} <span class="meta">seen 20 Nov 2026</span>' in page


def test_bars_end_where_the_reader_is(samar, anupamaa):
    def tenure(first, last=None, kind="O", billing=100):
        told = {"kind": kind, "kind_label": "", "reason": "", "source": "", "billing": billing}
        return Tenure(person=None, character=samar, first=first, last=last, **told)

    drawn = timeline([tenure(1, 400), tenure(501), tenure(3, 9, "D", 2), tenure(700, 700, "F", 1)], 1000)
    assert drawn.end == 1000
    assert [(row.bar.x, row.bar.width, row.colour) for row in drawn.rows] == [
        (0, 40, 1), (40, 10, 0), (50, 50, 2), (69.9, 0.6, 0), (0.2, 0.7, 0),
    ]  # fmt: skip
    assert timeline([tenure(1)], 0).end == 1
    assert bar(1000, 1000, 1000).x + bar(1000, 1000, 1000).width == 100


def alias(karan, name, **fields):
    return save_entry(Alias(name=name, **fields), by=karan)


def test_another_name_is_told_from_the_episode_on_that_reveals_it(reader, samar, anupamaa, karan):
    alias(karan, "સમર", character=samar, language="gu")
    alias(karan, "The Masked Man", character=samar, kind="I", reveals=900)
    early, late = (reader(at).get(samar.get_absolute_url()).text for at in (899, 900))
    assert '<span class="strong" lang="gu">સમર</span>' in early
    assert "Masked" not in early and "The Masked Man</span> (Secret identity)" in late
    assert [one["name"] for one in reader(899).get(API).json()["other_names"]] == ["સમર"]


def test_a_persons_other_name_may_be_the_secret_of_a_show(reader, samar, anupamaa, karan):
    sagar = samar.castings.in_order()[1].person
    alias(karan, "Sagu", person=sagar, kind="N")
    alias(karan, "Samar’s Voice", person=sagar, show=anupamaa, reveals=1000)
    early, late = (reader(at).get("/people/sagar-parekh/").text for at in (999, 1000))
    assert "Sagu</span> (Nickname)" in early and "Voice" not in early
    assert "Samar’s Voice" in late
    assert len(reader(999).get("/api/v1/people/sagar-parekh/").json()["other_names"]) == 1


def test_a_secret_name_without_its_show_is_explained(karan, samar):
    with pytest.raises(Invalid, match="Choose the show"):
        alias(karan, "Secret", person=a_person(), reveals=5)


def test_a_person_has_a_line_for_every_show(reader, samar):
    other = a_show("udaan", aired_through=50, public_through=50)
    a_casting(a_character(other, "Vivaan"), samar.castings.in_order()[0].person, 10, 20, kind=Casting.Kind.CHILD)
    page = " ".join(reader(1018).get("/people/paras-kalnawat/").text.partition("<main")[2].split())
    assert page.index("Anupamaa") < page.index("Samar") < page.index("Udaan") < page.index("Ep 10 to 20 · As a child")
    assert page.count('<svg class="tenure__bar"') == 2


def test_a_cast_of_five_hundred_comes_page_by_page_by_billing(reader, anupamaa):
    for number in range(500):
        a_character(anupamaa, f"Number {number}", billing=500 - number, reveals=900 if number % 5 == 0 else None)
    address, seen = "/shows/anupamaa/cast/", []
    while address:
        answer = reader(100).get(address)
        assert len(answer.content) < 120_000
        seen += [entry.character.name for entry in answer.context["page"].rows]
        cursor = answer.context["page"].next_cursor
        address = f"/shows/anupamaa/cast/?after={cursor}" if cursor else ""
    assert seen == [f"Number {number}" for number in reversed(range(500)) if number % 5]
    assert len(seen) > CAST_A_PAGE * 6


def test_the_api_pages_the_cast_too(reader, anupamaa):
    for number in range(101):
        a_character(anupamaa, f"Number {number}")
    first = reader(100).get("/api/v1/shows/anupamaa/cast/").json()
    rest = reader(100).get(f"/api/v1/shows/anupamaa/cast/?after={first['next']}").json()
    assert (len(first["results"]), len(rest["results"]), rest["next"]) == (100, 1, None)


def test_pages_of_one_cast_ask_as_much_as_of_another(reader, anupamaa, as_member, asha, samar):
    at_episode(asha, anupamaa, 1018)
    browser, counts = as_member(asha), []
    for number in range(2):
        for one in range(20):
            part = a_character(anupamaa, f"Extra {number} {one}")
            a_casting(part, a_person())
        asked = {}
        for path in ("/shows/anupamaa/", "/shows/anupamaa/cast/", samar.get_absolute_url(), "/people/sagar-parekh/"):
            browser.get(path)
            with CaptureQueriesContext(connection) as captured:
                browser.get(path)
            told = [query["sql"] for query in captured.captured_queries]
            asked[path] = len([sql for sql in told if '"cast_' in sql or '"photos_' in sql or '"shows_' in sql])
        counts.append(asked)
    assert counts[0] == counts[1]
    assert counts[0] == {
        "/shows/anupamaa/": 0, "/shows/anupamaa/cast/": 3, samar.get_absolute_url(): 1, "/people/sagar-parekh/": 5,
    }  # fmt: skip


def test_the_hub_shows_the_first_sixteen(reader, anupamaa):
    for number in range(20):
        a_character(anupamaa, f"Number {number}", billing=number)
    page = reader(100).get("/shows/anupamaa/").text
    assert "Number 15" in page and "Number 16" not in page
