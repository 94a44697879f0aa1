"""Rows that are read once for everybody reach a reader only as the doors would have let them."""

import pytest

from portal.comments.actions import edit
from portal.comments.models import Comment
from portal.comments.rows import let_through
from portal.contributions.actions import change_state
from portal.contributions.models import State, is_visible_to
from portal.lib.kept import Stamps, kept
from portal.posts.models import Post
from shows.spoilers import Viewpoint
from tests.builders import NOW, a_comment, a_post, at_episode


@pytest.fixture
def readers(asha, karan, meera):
    members = [Viewpoint({}, member_id=one.pk, moderates=one.moderates) for one in (asha, karan, meera)]
    return [Viewpoint({}), *members]


def test_kept_rows_pass_the_third_door_as_rows_of_the_database_do(asha, karan, readers):
    post = a_post(asha)
    for state in State.values:
        for author in (asha, karan):
            Comment.objects.filter(pk=a_comment(author, post).pk).update(state=state)

    rows = Comment.objects.rows_behind_the_door(post, most=50)

    for reader in readers:
        asked = Comment.objects.thread_for(reader).on(post).in_tree_order()
        assert [row.pk for row in let_through(rows, reader)] == [row.pk for row in asked]


def test_a_kept_post_passes_the_second_door_as_one_of_the_database_does(asha, readers):
    post = a_post(asha)
    for state in State.values:
        Post.objects.filter(pk=post.pk).update(state=state)
        row = Post.objects.post_behind_the_door(post.public_id)
        for reader in readers:
            assert is_visible_to(row, reader) == Post.objects.visible_to(reader).filter(pk=post.pk).exists()


def test_what_waits_is_on_its_authors_page_alone_though_both_are_made_of_the_same_rows(
    asha, nandini, karan, client, as_member
):
    post = a_post(asha)
    a_comment(nandini, post, body="held words")
    page = f"/posts/{post.public_id}/"

    assert "held words" in as_member(nandini).get(page).content.decode()
    assert "held words" not in as_member(karan).get(page).content.decode()
    assert "held words" not in client.get(page).content.decode()


def test_a_member_meets_new_words_at_once(asha, karan, meera, as_member):
    post = a_post(asha)
    comment = a_comment(karan, post, body="first words")
    browser, page = as_member(meera), f"/posts/{post.public_id}/"
    assert "first words" in browser.get(page).content.decode()

    edit(comment, by=karan, at=NOW, body="second words", reveals=None, language="en")
    assert "second words" in browser.get(page).content.decode()
    change_state(comment, State.REMOVED, at=NOW)
    assert "second words" not in browser.get(page).content.decode()


@pytest.mark.django_db
def test_another_process_lets_go_at_commit(django_capture_on_commit_callbacks, asha):
    post = a_post(asha)
    area, values = f"posts/{post.public_id}", iter(("old", "new"))
    assert kept("word", lambda: next(values), area, stamps=Stamps(area)) == "old"
    before = Stamps(area)
    before.of(area)
    with django_capture_on_commit_callbacks(execute=True):
        comment = a_comment(asha, post)
    # As if a reader elsewhere had read the old words again before the commit, and kept them under the old stamps.
    assert kept("word", lambda: "old", area, stamps=before) == "old"

    assert comment.pk
    assert kept("word", lambda: next(values), area, stamps=Stamps(area)) == "new"


@pytest.mark.django_db
def test_a_line_drawn_for_all_is_not_what_its_author_or_who_lifts_it_gets(client, asha, karan, anupamaa, as_member):
    post = a_post(asha, anupamaa)
    mine, later = a_comment(karan, post), a_comment(karan, post, reveals=1000)
    page = f"/posts/{post.public_id}/"
    at_episode(asha, anupamaa, 1)

    assert f"/comments/{mine.public_id}/edit/" not in as_member(asha).get(page).content.decode()
    assert f"/comments/{mine.public_id}/edit/" in as_member(karan).get(page).content.decode()
    assert f"/comments/{mine.public_id}/edit/" not in as_member(asha).get(page).content.decode()
    assert f"reply_to={mine.public_id}" not in client.get(page).content.decode()
    assert f"reply_to={mine.public_id}" in as_member(asha).get(page).content.decode()
    assert f"reply_to={later.public_id}" not in as_member(asha).get(page).content.decode()
