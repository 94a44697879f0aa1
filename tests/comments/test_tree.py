"""A thread is a tree that reads in order, in pages, in branches and around one comment."""

import itertools

import pytest

from portal.comments.kept import ROOTS
from portal.comments.models import DEEPEST, Comment
from portal.comments.queries import BRANCH, thread
from portal.contributions.actions import change_state, withdraw
from portal.contributions.models import State
from portal.lib.kept import Stamps
from portal.lib.markup import excerpt
from portal.reactions.kinds import area_of as area_of_feelings
from shows.spoilers import Viewpoint, nobody
from tests.builders import NOW, a_comment, a_post


@pytest.fixture
def post(asha):
    return a_post(asha)


@pytest.fixture
def words(post):
    """What a guest's page of the thread says, line by line, indented by depth."""

    def read(**asked):
        lines = thread(post, nobody(), asked).lines
        return [". " * line.depth + (excerpt(line.comment.html) if line.comment else str(line.gone)) for line in lines]

    return read


def test_replies_stand_below_what_they_answer_older_ones_first(post, asha, words):
    first = a_comment(asha, post, body="first")
    a_comment(asha, post, body="second")
    answer = a_comment(asha, post, first, body="answer")
    a_comment(asha, post, first, body="later answer")
    a_comment(asha, post, answer, body="its own")

    assert words() == ["first", ". answer", ". . its own", ". later answer", "second"]


def test_a_page_is_twenty_roots_with_the_first_three_replies_of_each(post, asha, words):
    roots = [a_comment(asha, post, body=f"root {number}") for number in range(ROOTS + 1)]
    for number in range(5):
        a_comment(asha, post, roots[0], body=f"reply {number}")

    page = thread(post, nobody(), {})

    assert words()[:5] == ["root 0", ". reply 0", ". reply 1", ". reply 2", "root 1"]
    assert len(page.lines) == ROOTS + 3
    assert [line.goes_on for line in page.lines][:4] == ["", "", "", f"under={roots[0].public_id}"]
    assert page.next_query == f"after={roots[ROOTS - 1].public_id}"
    assert words(after=roots[ROOTS - 1].public_id) == [f"root {ROOTS}"]


def test_every_reply_on_a_page_has_its_parent_there(post, asha):
    root = a_comment(asha, post)
    chain = list(itertools.accumulate(range(6), lambda above, _: a_comment(asha, post, above), initial=root))

    shown = {line.public_id for line in thread(post, nobody(), {}).lines}

    assert shown == {comment.public_id for comment in chain[:4]}


def test_a_branch_is_read_to_its_end_page_by_page(post, asha):
    root = a_comment(asha, post)
    replies = [a_comment(asha, post, root) for _ in range(BRANCH + 5)]

    first = thread(post, nobody(), {"under": root.public_id})
    rest = thread(post, nobody(), {"under": root.public_id, "after": first.lines[-1].public_id})

    assert first.next_query == f"under={root.public_id}&after={first.lines[-1].public_id}"
    assert not rest.next_query
    shown = [line.public_id for line in (*first.lines, *rest.lines)]
    assert shown == [root.public_id, *(reply.public_id for reply in replies)]


def test_a_permalink_shows_what_a_comment_answers_itself_and_its_replies(post, asha, words):
    root = a_comment(asha, post, body="root")
    for number in range(4):
        a_comment(asha, post, root, body=f"aside {number}")
    late = a_comment(asha, post, root, body="late")
    a_comment(asha, post, late, body="below")

    assert words(comment=late.public_id) == ["root", ". late", ". . below"]


@pytest.mark.parametrize("odd", ["", "11111111111", "\x00", "x" * 500, "'--"])
def test_a_query_that_names_no_comment_shows_the_thread(post, asha, words, odd):
    a_comment(asha, post, body="here")

    assert words(comment=odd, under=odd, after=odd, reply_to=odd) == ["here"]


def test_a_comment_of_another_thread_is_not_shown_here(post, asha, words):
    a_comment(asha, post, body="here")
    elsewhere = a_comment(asha, a_post(asha), body="elsewhere")

    assert words(comment=elsewhere.public_id) == ["here"]


def test_the_deepest_replies_stand_beside_their_parents(post, asha):
    root = a_comment(asha, post)
    chain = list(itertools.accumulate(range(DEEPEST + 3), lambda above, _: a_comment(asha, post, above), initial=root))

    rows = list(Comment.objects.on(post).in_tree_order())

    assert [row.depth for row in rows] == [*range(DEEPEST + 1), *[DEEPEST] * 3]
    assert [row.parent_id for row in rows[1:]] == [row.pk for row in chain[:-1]]
    assert rows[-1].path[:-7] == rows[DEEPEST].path[:-7]


@pytest.mark.parametrize(
    ("state", "stays"),
    [
        (State.WITHDRAWN, "Withdrawn by its writer."),
        (State.REMOVED, "Removed by moderators."),
        (State.HIDDEN, "Hidden while a moderator looks at it."),
    ],
)
def test_a_tombstone_keeps_the_place_and_neither_author_nor_words(post, asha, karan, client, state, stays, words):
    gone = a_comment(karan, post, body="the bullet")
    a_comment(asha, post, gone, body="answer")
    change_state(gone, state, at=NOW)

    page = client.get(f"/posts/{post.public_id}/").content.decode()

    assert words() == [stays, ". answer"]
    assert "karan" not in page
    assert "bullet" not in page


def test_what_waits_is_there_for_its_author_alone(post, nandini, as_member, client, words):
    a_comment(nandini, post, body="my first words")

    assert words() == []
    assert "my first words" in as_member(nandini).get(f"/posts/{post.public_id}/").content.decode()
    assert "my first words" not in client.get(f"/posts/{post.public_id}/").content.decode()


def test_the_subject_counts_what_is_published(post, asha, nandini):
    kept, taken = a_comment(asha, post), a_comment(asha, post)
    a_comment(nandini, post)
    withdraw(taken, by=asha, at=NOW)

    post.refresh_from_db()
    assert post.comment_count == 1
    change_state(kept, State.HIDDEN, at=NOW)
    change_state(kept, State.PUBLISHED, at=NOW)
    post.refresh_from_db()
    assert post.comment_count == 1


def test_a_thread_is_read_once_for_everybody_and_any_part_of_it_with_two_queries(post, asha, django_assert_num_queries):
    roots = [a_comment(asha, post) for _ in range(3)]
    for _ in range(4):
        a_comment(asha, post, roots[0])
    viewpoint, stamps = nobody(), Stamps()
    stamps.of(f"posts/{post.public_id}", area_of_feelings(post.public_id))

    with django_assert_num_queries(1):
        thread(post, viewpoint, {}, stamps)
    with django_assert_num_queries(0):
        thread(post, Viewpoint({}, member_id=asha.pk), {}, stamps)
    for asked in ({"under": roots[0].public_id}, {"comment": roots[0].public_id}, {"after": roots[1].public_id}):
        with django_assert_num_queries(2):
            thread(post, viewpoint, asked, stamps)
    with django_assert_num_queries(0):
        thread(post, viewpoint, {"after": roots[1].public_id}, stamps)
