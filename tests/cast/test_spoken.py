"""Whoever names somebody of a later episode than they say is asked once whether they mean to."""

from __future__ import annotations

import pytest

from portal.cast.models import Alias
from portal.cast.spoken import latest_named
from portal.contributions.models import Contribution
from portal.contributions.readers import viewpoint_of
from tests.builders import a_casting, a_character, a_person, a_post, at_episode

JSON = "application/json"
QUESTION = "This says “Malti Devi”, a name from Ep 950. Tag it 950?"


@pytest.fixture
def story(anupamaa):
    """Malti Devi comes in at 950, is found to be somebody's mother at 1,040; Samar is played by another from 1,043."""
    samar = a_character(anupamaa, "Samar Shah", name_hi="समर शाह")
    malti = a_character(anupamaa, "Malti Devi", name_hi="मालती देवी", reveals=950)
    Alias.objects.create(show=anupamaa, character=malti, name="Gurumaa", reveals=1040)
    a_casting(samar, a_person("Paras Kalnawat"), 1, 1042)
    a_casting(samar, a_person("Sagar Parekh"), 1043)
    return anupamaa


def episode_in(text, show, member, tag=900):
    said = latest_named(text, show.pk, viewpoint_of(member), tag=tag)
    return said and said.episode


@pytest.mark.parametrize(
    ("text", "episode"),
    [
        ("Dinner was quiet", None),
        ("Samar spoke, and Samar Shah left", None),
        ("And then Malti Devi", 950),
        ("and then maalti devi", 950),
        ("फिर मालती देवी आईं", 950),
        ("Malti came", 950),
        ("Gurumaa knows", 1040),
        ("Malti Devi is Gurumaa", 1040),
        ("Sagar Parekh was good, Paras Kalnawat better", 1043),
        ("||E950: Malti Devi|| came", None),
        ("||E940: Malti Devi|| came", 950),
        ("||Malti Devi|| came", None),
    ],
)
def test_names_are_found_in_either_script_and_spelling(text, episode, story, asha):
    at_episode(asha, story, 1050)
    assert episode_in(text, story, asha) == episode


def test_what_the_writer_does_not_know_is_not_told_by_a_question(story, asha):
    at_episode(asha, story, 949)
    assert episode_in("Malti Devi, Gurumaa, Sagar Parekh", story, asha) is None


def test_a_tag_that_is_late_enough_asks_nothing(story, asha):
    at_episode(asha, story, 1050)
    assert episode_in("Malti Devi came", story, asha, tag=950) is None


@pytest.fixture
def browser(story, asha, as_member):
    at_episode(asha, story, 1050)
    return as_member(asha)


WORDS = {
    "title": "On that evening",
    "body": "Malti Devi danced.",
    "show": "anupamaa",
    "reveals": "900",
    "topic": "talk",
}


def test_a_post_is_asked_about_and_tagged_by_one_button(browser):
    asked = browser.post("/posts/new/", WORDS)
    assert asked.status_code == 422 and QUESTION in asked.text and "Malti Devi danced." in asked.text
    assert 'name="tag" value="950"' in asked.text and not Contribution.objects.exists()

    assert browser.post("/posts/new/", WORDS | {"tag": "950"}).status_code == 302
    assert Contribution.objects.get().effective_reveals == 950


def test_or_left_as_it_is_by_another(browser):
    assert browser.post("/posts/new/", WORDS | {"as_it_is": "950"}).status_code == 302
    assert Contribution.objects.get().effective_reveals == 900


def test_an_answer_to_one_question_answers_no_other(browser):
    later = WORDS | {"body": "Gurumaa danced.", "as_it_is": "950"}
    assert browser.post("/posts/new/", later).status_code == 422


def test_a_comment_is_asked_about_where_it_is_written(browser, story, karan):
    post = a_post(karan, story, reveals=900)
    said = {"body": "Malti Devi danced.", "reveals": "900", "idempotency_key": "k"}
    address = f"/contributions/{post.public_id}/comments/"

    assert QUESTION in browser.post(address, said).text
    assert browser.post(address, said | {"tag": "950"}).status_code == 302
    assert post.thread.get().effective_reveals == 950


def test_where_the_thread_reveals_as_much_nobody_is_asked(browser, story, karan):
    post = a_post(karan, story, reveals=950)
    said = {"body": "Malti Devi danced.", "reveals": "0", "idempotency_key": "k"}

    assert browser.post(f"/contributions/{post.public_id}/comments/", said).status_code == 302
    address = f"/api/v1/contributions/{post.public_id}/comments/"
    assert browser.post(address, {"body": "Malti Devi sang.", "reveals": 0}, JSON).status_code == 201


def test_programs_are_asked_in_the_same_words(browser):
    said = WORDS | {"reveals": 900}
    asked = browser.post("/api/v1/posts/", said, JSON)
    assert asked.status_code == 422
    assert asked.json()["errors"] == {"reveals": [QUESTION]} and asked.json()["code"] == "names_later"
    assert browser.post("/api/v1/posts/", said | {"as_it_is": True}, JSON).status_code == 201
