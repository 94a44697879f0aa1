"""Editing and withdrawing: what stood before stays readable, and a newcomer's change waits."""

import pytest

from accounts.models import Trust
from portal.contributions.actions import change_state
from portal.contributions.models import Revision, State
from portal.posts.models import Post
from tests.builders import NOW, a_post, at_episode

NEW = {"title": "Supper", "body": "Baa said a word.", "topic": "set", "reveals": "900", "language": ""}


@pytest.fixture
def post(asha, anupamaa):
    at_episode(asha, anupamaa, 1000)
    return a_post(asha, anupamaa, reveals=1000)


@pytest.fixture
def author(asha, as_member):
    return as_member(asha)


def test_an_edit_replaces_the_words_and_keeps_the_old_ones(post, author):
    author.post(f"/posts/{post.public_id}/edit/", NEW)

    post.refresh_from_db()
    assert (post.title, post.topic, post.reveals, post.effective_reveals) == ("Supper", "set", 900, 900)
    assert post.html == [[0, "<p>Baa said a word.</p>\n"]]
    assert post.edited_at
    assert post.revisions.get().words["title"] == "Dinner"


def test_the_form_begins_with_what_stands(post, author):
    page = author.get(f"/posts/{post.public_id}/edit/").content.decode()

    assert post.title in page
    assert post.body in page
    assert 'value="1,000"' in page


def test_nobody_edits_or_withdraws_for_another(post, karan, as_member, client):
    for verb in ("edit", "withdrawal"):
        assert as_member(karan).post(f"/posts/{post.public_id}/{verb}/", NEW).status_code == 403
        assert client.post(f"/posts/{post.public_id}/{verb}/", NEW).status_code == 403
    post.refresh_from_db()
    assert (post.title, post.state) == ("Dinner", State.PUBLISHED)


def test_an_edit_does_not_touch_what_others_count(post, author):
    Post.objects.filter(pk=post.pk).update(comment_count=7)
    author.post(f"/posts/{post.public_id}/edit/", NEW)

    post.refresh_from_db()
    assert post.comment_count == 7


def test_a_newcomers_edit_waits_while_the_approved_words_stand(nandini, as_member, client):
    post = a_post(nandini)
    change_state(post, State.PUBLISHED, at=NOW)
    member = as_member(nandini)

    answer = member.post(f"/posts/{post.public_id}/edit/", NEW, follow=True)

    assert "Your change waits for a moderator" in answer.content.decode()
    assert "Baa said" not in client.get(f"/posts/{post.public_id}/").content.decode()
    assert "Baa said" in member.get(f"/posts/{post.public_id}/edit/").content.decode()
    assert post.revisions.get().state == Revision.State.WAITING


def test_what_was_changed_before_anybody_saw_it_is_for_its_author_alone(nandini, as_member, client):
    post = a_post(nandini, body="my telephone number")
    as_member(nandini).post(f"/posts/{post.public_id}/edit/", NEW)
    change_state(post, State.PUBLISHED, at=NOW)

    address = f"/contributions/{post.public_id}/revisions/"
    assert "telephone" not in client.get(address).content.decode()
    assert "telephone" in as_member(nandini).get(address).content.decode()


def test_earlier_words_are_gated_by_the_higher_of_then_and_now(post, author, karan, anupamaa, as_member):
    at_episode(karan, anupamaa, 950)
    author.post(f"/posts/{post.public_id}/edit/", NEW)
    reader = as_member(karan)

    assert "Baa said a word" in reader.get(f"/posts/{post.public_id}/").content.decode()
    page = reader.get(f"/contributions/{post.public_id}/revisions/").content.decode()
    assert "Nobody said a word" not in page
    assert "Talks about Ep 1,000" in page


def test_earlier_words_of_something_veiled_are_veiled(post, author, karan, anupamaa, as_member):
    at_episode(karan, anupamaa, 10)
    author.post(f"/posts/{post.public_id}/edit/", NEW)

    page = as_member(karan).get(f"/contributions/{post.public_id}/revisions/").content.decode()
    assert "said a word" not in page
    assert "Dinner" not in page


def test_a_withdrawn_post_is_its_authors_alone(post, author, client):
    author.post(f"/posts/{post.public_id}/withdrawal/")

    post.refresh_from_db()
    assert post.state == State.WITHDRAWN
    assert client.get(f"/posts/{post.public_id}/").status_code == 404
    assert author.post(f"/posts/{post.public_id}/edit/", NEW).status_code == 403


def test_trust_once_grown_lets_an_edit_stand_at_once(nandini, as_member):
    post = a_post(nandini)
    change_state(post, State.PUBLISHED, at=NOW)
    nandini.trust = Trust.REGULAR
    nandini.save()

    as_member(nandini).post(f"/posts/{post.public_id}/edit/", NEW)

    post.refresh_from_db()
    assert post.title == "Supper"
