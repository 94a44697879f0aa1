"""A newcomer who takes back a spoiler waits for nobody: only their words do."""

from __future__ import annotations

import pytest
from django.test import Client

from portal.comments.actions import edit as edit_comment
from portal.contributions.actions import change_state
from portal.contributions.models import Contribution, State
from portal.moderation.models import Case
from portal.photos.actions import Words
from portal.photos.actions import edit as edit_photo
from portal.posts.actions import edit
from tests.builders import NOW, a_comment, a_post, at_episode
from tests.moderation.scenes import decided
from tests.photos.scenes import a_photo

SECRET = "Samar dies"
JSON = "application/json"


@pytest.fixture
def post(nandini, anupamaa):
    at_episode(nandini, anupamaa, 1090)
    made = a_post(nandini, anupamaa, reveals=100, body=f"Look: {SECRET}")
    change_state(made, State.PUBLISHED, at=NOW)
    return made


@pytest.fixture
def early(asha, anupamaa, as_member) -> Client:
    """Somebody at 240."""
    at_episode(asha, anupamaa, 240)
    return as_member(asha)


def says(post, body=f"Look: {SECRET}", reveals=100, **more) -> None:
    edit(post, by=post.author, at=NOW, title="Dinner", body=body, reveals=reveals, topic="talk", language="", **more)


def effective(thing) -> int:
    return Contribution.objects.get(pk=thing.pk).effective_reveals


@pytest.mark.parametrize(
    "change",
    [
        {"reveals": 1050},
        {"body": f"Look: ||E1050: {SECRET}||", "reveals": 100},
        {"body": f"||E900: Look|| ||E1050: {SECRET}||", "reveals": 1000},
    ],
)
def test_a_later_episode_and_new_covers_hold_at_once(change, post, nandini, early, as_member):
    below = a_comment(nandini, post)
    assert SECRET in early.get(f"/posts/{post.public_id}/").text

    words = {"title": "Dinner", "body": f"Look: {SECRET}", "topic": "talk"} | change
    answer = as_member(nandini).put(f"/api/v1/posts/{post.public_id}/", words, JSON)

    assert answer.status_code == 202
    assert SECRET not in early.get(f"/posts/{post.public_id}/").text
    assert SECRET not in early.get(f"/api/v1/posts/{post.public_id}/").text
    assert effective(post) == effective(below) == 1050
    post.refresh_from_db()
    assert post.body == f"Look: {SECRET}"


def test_the_page_says_until_when_it_is_covered(post, nandini, as_member):
    said = {"title": "Dinner", "body": "Look.", "topic": "talk", "reveals": "1050", "language": ""}
    page = as_member(nandini).post(f"/posts/{post.public_id}/edit/", said, follow=True).text
    assert "Until then the earlier words stand, for those who have watched to Ep 1,050." in page


def test_a_comment_and_a_photo_too(nandini, asha, anupamaa):
    at_episode(nandini, anupamaa, 1090)
    said = a_comment(nandini, a_post(asha, anupamaa), body=SECRET)
    change_state(said, State.PUBLISHED, at=NOW)
    edit_comment(said, by=nandini, at=NOW, body=f"||E1050: {SECRET}||", reveals=None, language="")
    photo = a_photo(nandini, show=anupamaa)
    change_state(photo, State.PUBLISHED, at=NOW)
    edit_photo(photo, by=nandini, at=NOW, words=Words("Look.", "I", "I took it", reveals=1050))

    assert effective(said) == effective(photo) == 1050


def test_an_earlier_episode_and_covers_that_stood_already_raise_nothing(nandini, anupamaa):
    at_episode(nandini, anupamaa, 1090)
    post = a_post(nandini, anupamaa, reveals=500, body=f"||E1050: {SECRET}||")
    change_state(post, State.PUBLISHED, at=NOW)

    says(post, body=f"So: ||E1050: {SECRET}||", reveals=10)
    assert effective(post) == 500


@pytest.mark.parametrize(("verb", "then"), [("take", 100), ("decline", 1050)])
def test_taken_it_reveals_what_its_author_says_and_declined_it_stays_covered(verb, then, post, meera):
    says(post, body=f"Look: ||E1050: {SECRET}||")
    decided(Case.objects.open().get(contribution=post, origin="E"), meera, verb)

    assert effective(post) == then


def test_a_second_change_that_waits_lowers_nothing(post):
    says(post, reveals=1050)
    says(post, reveals=100)
    assert effective(post) == 1050


def test_where_there_is_no_show_nothing_is_raised(nandini):
    post = a_post(nandini, body=SECRET)
    change_state(post, State.PUBLISHED, at=NOW)

    says(post, body=f"||{SECRET}||", reveals=None)
    assert effective(post) == 0
