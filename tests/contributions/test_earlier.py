"""What was open once and was covered since is not told by the versions in which it stood."""

from __future__ import annotations

import pytest
from django.test import Client

from portal.contributions.actions import reword
from portal.contributions.lifting import lift
from portal.lib.covered import added, covers
from tests.builders import NOW, a_comment, a_post, at_episode

SECRET = "Samar dies"
COVERED = f"Look: ||E1019: {SECRET}||"


@pytest.fixture
def early(nandini, anupamaa, as_member) -> Client:
    """Somebody at 240."""
    at_episode(nandini, anupamaa, 240)
    return as_member(nandini)


def change(thing, *versions) -> None:
    for words in versions:
        reword(thing, words if isinstance(words, dict) else {"body": words}, by=thing.author, at=NOW)


def told(thing, reader) -> str:
    return reader.get(f"/contributions/{thing.public_id}/revisions/").text


@pytest.mark.parametrize(
    ("first", "later"),
    [
        (f"Look: {SECRET}", [COVERED]),
        (f"Look: {SECRET}", [COVERED, "All new."]),
        (f"Look: ||E5: {SECRET}||", [COVERED]),
        (f"{SECRET}, {COVERED}", [f"||E1019: {SECRET}||, {COVERED}"]),
        ({"title": SECRET, "body": "Look"}, [{"title": "A quiet title", "body": COVERED}]),
        ({"title": SECRET, "body": "||E1019: He goes||"}, [{"title": "A quiet title"}]),
    ],
)
def test_words_that_were_covered_since_stay_covered_where_they_stood_before(
    first, later, asha, anupamaa, early, as_member, karan
):
    words = first if isinstance(first, dict) else {"body": first}
    at_episode(asha, anupamaa, 1050)
    at_episode(karan, anupamaa, 1019)
    post = a_post(asha, anupamaa, **words)
    change(post, *later)

    page = told(post, early)
    assert SECRET not in page
    assert "Talks about Ep 1,019" in page
    assert SECRET in told(post, as_member(karan))
    assert SECRET in told(post, as_member(asha))


def test_a_comment_tells_as_little(asha, anupamaa, early):
    at_episode(asha, anupamaa, 1050)
    said = a_comment(asha, a_post(asha, anupamaa), body=SECRET)
    change(said, COVERED)

    assert SECRET not in told(said, early)


def test_a_cover_that_stood_already_goes_on_covering_its_own_words_alone(asha, anupamaa, early):
    at_episode(asha, anupamaa, 1050)
    post = a_post(asha, anupamaa, body=f"The cake. {COVERED}")
    change(post, f"Sweets. {COVERED}", f"Nothing. ||E900: {SECRET}||")

    page = told(post, early)
    assert "The cake." in page and "Sweets." in page
    assert SECRET not in page


def test_what_came_in_between_counts_too(asha, anupamaa, early):
    at_episode(asha, anupamaa, 1050)
    post = a_post(asha, anupamaa, body=SECRET)
    change(post, {"body": "The rest.", "reveals": 1019}, {"body": "Quiet.", "reveals": None})

    assert SECRET not in told(post, early)


def test_where_there_is_no_show_only_their_author_reads_them_until_a_reader_lifts_the_cover(asha, nandini, as_member):
    post = a_post(asha, body=SECRET)
    change(post, f"So ||{SECRET}||")
    reader = as_member(nandini)

    page = told(post, reader)
    assert SECRET not in page and "These words were covered later." in page
    assert SECRET in told(post, as_member(asha))

    lift(post, by=nandini, seen=1, part=post.html[1][2])
    assert SECRET in told(post, reader)


def test_lifting_one_cover_opens_no_version_that_another_one_covers(asha, nandini, anupamaa, early):
    at_episode(asha, anupamaa, 1050)
    post = a_post(asha, anupamaa, body=f"Vanraj goes. {SECRET}")
    change(post, f"||E950: Vanraj goes.|| ||E1019: {SECRET}||")

    lift(post, by=nandini, seen=950, part=post.html[1][2])
    assert SECRET not in told(post, early)

    lift(post, by=nandini, seen=1019, part=post.html[3][2])
    assert SECRET in told(post, early)


@pytest.mark.parametrize(
    ("before", "after", "new"),
    [
        ("||E5: a||", "||E5: a||", set()),
        ("||E5: a  b||", "||E4: a b||", set()),
        ("||E5: a||", "||E6: a||", {("a", 6)}),
        ("||E5: a||", "||E5: a|| ||E5: a||", {("a", 5)}),
        ("||E5: a|| ||E3: a||", "||E4: a||", set()),
        ("a", "||a||", {("a", 0)}),
        ("||E5: a||", "a", set()),
    ],
)
def test_covers_are_told_apart_by_their_words_and_numbers(before, after, new):
    assert added(covers(before), covers(after)) == new
