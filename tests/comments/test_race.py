"""Many at once: one row for one key, no comment uncounted, no two replies in one place."""

from concurrent.futures import ThreadPoolExecutor
from threading import Barrier

import pytest
from django.db import connection

from portal.comments.actions import post as say
from portal.comments.models import Comment
from portal.contributions.actions import set_reveals
from portal.contributions.models import Contribution
from portal.lib.keys import Key
from portal.posts.models import Post
from tests.builders import NOW, a_comment, a_post

AT_ONCE = 50
pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.slow]


def together(work, number=AT_ONCE):
    """What `number` threads got, who began at the same moment, each with a connection of its own."""
    start = Barrier(number)

    def run(index):
        try:
            start.wait(timeout=60)
            return work(index)
        finally:
            connection.close()

    with ThreadPoolExecutor(number) as pool:
        return list(pool.map(run, range(number)))


def test_fifty_equal_keys_make_one_post_and_no_error(asha, as_member):
    browsers = [as_member(asha) for _ in range(AT_ONCE)]
    words = {"title": "Dinner", "body": "Nobody", "topic": "talk", "idempotency_key": "one"}

    answers = together(lambda index: browsers[index].post("/posts/new/", words))

    assert {answer.status_code for answer in answers} == {302}
    assert {answer["Location"] for answer in answers} == {f"/posts/{Post.objects.get().public_id}/"}


def test_fifty_equal_keys_make_one_reply(asha):
    post = a_post(asha)
    parent = a_comment(asha, post)

    made = together(lambda _index: say(post, by=asha, at=NOW, body="Once", parent=parent, key=Key("one")).pk)

    assert len(set(made)) == 1
    parent.refresh_from_db()
    post.refresh_from_db()
    assert (parent.reply_count, post.comment_count) == (1, 2)


def test_fifty_who_answer_at_once_each_get_a_place_of_their_own(asha):
    post = a_post(asha)
    parent = a_comment(asha, post)

    together(lambda index: say(post, by=asha, at=NOW, body=f"reply {index}", parent=parent))

    replies = Comment.objects.filter(parent=parent)
    assert sorted(replies.values_list("arrival", flat=True)) == list(range(1, AT_ONCE + 1))
    post.refresh_from_db()
    assert post.comment_count == AT_ONCE + 1


def test_a_reply_written_while_the_veil_rises_is_under_it(asha, anupamaa):
    post = a_post(asha, anupamaa, reveals=10)
    root = a_comment(asha, post)
    parent = a_comment(asha, post, root)

    def work(index):
        if index == 5:
            set_reveals(Comment.objects.get(pk=root.pk), 1043)
        else:
            say(post, by=asha, at=NOW, body="reply", parent=parent)

    together(work, 12)

    below = Contribution.objects.filter(comment__path__startswith=root.path)
    assert set(below.values_list("effective_reveals", flat=True)) == {1043}
