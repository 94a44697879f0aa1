"""The public history: complete, and silent about what its reader may not know."""

from __future__ import annotations

import pytest

from portal.cast.models import Casting, Character
from portal.curation import actions
from portal.curation.queries import A_PAGE
from shows.actions import delete_entry, save_entry
from tests.builders import NOW, a_character, at_episode
from tests.curation.scenes import history_page, later, suggested
from tests.pages.test_query_counts import asked

SHOW = "/shows/anupamaa/history/"


@pytest.fixture
def edits(tara, karan, anupamaa, samar, tenure):
    """One edit everybody may read, one of a casting whose end is secret at 1,000, one of a secret character."""
    twin = a_character(anupamaa, "The Twin", reveals=1090)
    made = [
        suggested(samar, by=tara, line="The dancer"),
        suggested(tenure, by=tara, end_reason="A quarrel"),
        suggested(twin, by=karan, line="The other one"),
    ]
    return [one if one.done_at else actions.accept(one, by=karan, at=NOW) for one in made]


def test_everybody_reads_who_changed_what_and_who_says_so(edits, client):
    page = client.get(SHOW).content.decode()
    for words in ("tara", "The youngest son", "The dancer", "Gossip", "Samar"):
        assert words in page


@pytest.mark.parametrize("path", [SHOW, "/curation/history/", "/api/v1/curation/history/"])
def test_what_is_past_the_horizon_is_left_out_and_leaves_no_gap(path, edits, asha, anupamaa, as_member):
    place = at_episode(asha, anupamaa, 1000)
    early = as_member(asha).get(path).content.decode()
    assert "The dancer" in early
    for secret in ("A quarrel", "Paras", "Twin", "The other one", edits[1].public_id, edits[2].public_id):
        assert secret not in early

    place.through = 1100
    place.save()
    at_the_end = as_member(asha)
    at_the_end.post("/shows/anupamaa/progress/", {"through": "1100"}, HTTP_SEC_FETCH_SITE="same-origin")
    late = at_the_end.get(path).content.decode()
    assert "A quarrel" in late and "The other one" in late


def test_an_edits_page_is_as_silent_as_the_history(edits, asha, tara, karan, anupamaa, client, as_member):
    at_episode(asha, anupamaa, 1000)
    open_one, secret = edits[0].get_absolute_url(), edits[1].get_absolute_url()

    assert client.get(open_one).status_code == 200
    assert [as_member(asha).get(path).status_code for path in (open_one, secret)] == [200, 404]
    page = as_member(tara).get(secret).content.decode()
    assert "A quarrel" in page and "Paras" in page and "He left" not in page and "1,050" not in page
    assert "He left" in as_member(karan).get(secret).content.decode()


def test_a_row_that_became_secret_takes_its_history_along(edits, karan, samar, client):
    samar.refresh_from_db()
    samar.reveals = 1100
    save_entry(samar, by=karan, told=False)
    assert "The dancer" not in client.get(SHOW).content.decode()


def test_what_names_an_entry_that_is_gone_is_told_to_nobody(edits, karan, samar, tenure, as_member, asha, anupamaa):
    at_episode(asha, anupamaa, 1100)
    delete_entry(Character.objects.get(pk=samar.pk), by=karan)
    assert "A quarrel" not in as_member(asha).get(SHOW).content.decode()


def test_no_words_of_the_two_sides_are_public(tara, karan, samar, client):
    made = suggested(samar, by=tara, line="Told")
    made.comment = "He dies in 1,043"
    made.save()
    actions.ask(made, by=karan, at=NOW, words="Does he?")
    actions.accept(made, by=karan, at=NOW)
    for path in (SHOW, made.get_absolute_url(), f"/api/v1/proposals/{made.public_id}/"):
        page = client.get(path).content.decode()
        assert "Told" in page and "dies" not in page and "Does he" not in page


def test_a_rows_own_history_is_there_for_those_who_may_know_it(edits, asha, tenure, samar, anupamaa, as_member):
    at_episode(asha, anupamaa, 1000)
    browser = as_member(asha)
    assert "The dancer" in browser.get(history_page("character", samar)).content.decode()
    page = browser.get(history_page("casting", tenure))
    assert page.status_code == 200 and "tara" not in page.content.decode()
    Casting.objects.filter(pk=tenure.pk).update(reveals=1040)
    assert browser.get(history_page("casting", tenure)).status_code == 404


def test_pages_follow_each_other_and_their_number_of_questions_is_fixed(karan, samar, asha, as_member, tenure):
    for number in range(A_PAGE + 5):
        samar.refresh_from_db()
        suggested(samar, by=karan, line=f"Line {number:03d}", at=later(number))
        suggested(tenure, by=karan, end_reason=f"Reason {number}", at=later(number))
        tenure.refresh_from_db()

    browser = as_member(asha)
    first = browser.get(SHOW)
    more = first.context["page"].next_cursor
    second = browser.get(f"{SHOW}?after={more}")
    lines = [entry.proposal.values["line"] for page in (first, second) for entry in page.context["page"].rows]
    assert lines == [f"Line {number:03d}" for number in reversed(range(A_PAGE + 5))]
    assert len(asked(browser, SHOW)) <= 5


def test_the_queue_asks_a_fixed_number_whatever_waits(tara, karan, samar, tenure, as_member):
    suggested(samar, by=tara, line="One")
    suggested(tenure, by=tara, billing=1)
    few = len(asked(as_member(karan), "/curation/"))
    for number in range(8):
        suggested(samar, by=tara, line=f"Line {number}")
        suggested(tenure, by=tara, billing=number + 2)
    assert len(asked(as_member(karan), "/curation/")) == few
