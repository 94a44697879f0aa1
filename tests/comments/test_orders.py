"""A thread comes the oldest, the newest or the best first, and no order tells what a veil hides."""

import pytest
from django.core.management import call_command
from django.db import connection
from django.test.utils import CaptureQueriesContext

from portal.comments.kept import ROOTS
from portal.comments.models import Comment
from portal.comments.queries import thread
from portal.comments.rows import BEST, NEW
from portal.contributions.actions import change_state, set_reveals
from portal.contributions.lifting import lift
from portal.contributions.models import Contribution, State
from portal.contributions.readers import viewpoint_of
from portal.lib.markup import excerpt
from portal.pages.actions import leave
from portal.reactions.actions import react, take_back
from shows.spoilers import Viewpoint, nobody
from tests.builders import NOW, a_comment, a_member, a_post, at_episode


def felt(thing, times=1):
    for _ in range(times):
        fan = a_member()
        react(thing, by=fan, viewpoint=Viewpoint({}, member_id=fan.pk), kind="dil", at=NOW)


def rank(comment):
    return Contribution.objects.get(pk=comment.pk).rank


@pytest.fixture
def post(asha):
    return a_post(asha)


@pytest.fixture
def words(post):
    """What a page of the thread says in an order, line by line, indented by depth."""

    def read(sort, viewpoint=None, **asked):
        lines = thread(post, viewpoint or nobody(), {"sort": sort} | asked).lines
        said = [excerpt(line.comment.html) if line.comment else str(line.gone or line.veil) for line in lines]
        return [". " * line.depth + word for line, word in zip(lines, said, strict=True)]

    return read


def test_the_newest_first_keeps_each_with_its_replies_oldest_first(post, asha, words):
    first = a_comment(asha, post, body="first")
    a_comment(asha, post, body="second")
    answer = a_comment(asha, post, first, body="answer")
    a_comment(asha, post, first, body="later answer")
    a_comment(asha, post, answer, body="its own")

    assert words(NEW) == ["second", "first", ". answer", ". . its own", ". later answer"]


def test_the_best_first_is_by_reactions_and_replies_and_of_equals_the_newer(post, asha, words):
    quiet = a_comment(asha, post, body="quiet")
    loved, talked = (a_comment(asha, post, body=word) for word in ("loved", "talked about"))
    a_comment(asha, post, body="quiet too")
    felt(loved, 2)
    a_comment(asha, post, talked, body="answer")

    assert words(BEST) == ["loved", "talked about", ". answer", "quiet too", "quiet"]
    assert [rank(one) for one in (quiet, loved, talked)] == [0, 2, 1]


def test_replies_count_as_far_as_reactions_and_three_more(post, asha):
    root = a_comment(asha, post)
    for _ in range(6):
        a_comment(asha, post, root)
    assert rank(root) == 3
    felt(root, 2)
    assert rank(root) == 2 + 5
    felt(root)
    assert rank(root) == 3 + 6


def test_a_rank_follows_whatever_moves_it(post, asha, karan):
    root = a_comment(asha, post)
    reply = a_comment(karan, post, a_comment(asha, post, root))
    fan = a_member()
    react(root, by=fan, viewpoint=Viewpoint({}, member_id=fan.pk), kind="dil", at=NOW)
    assert rank(root) == 3
    react(root, by=fan, viewpoint=Viewpoint({}, member_id=fan.pk), kind="wah", at=NOW)
    assert rank(root) == 3
    change_state(reply, State.REMOVED, at=NOW)
    assert rank(root) == 2
    take_back(root, by=fan)
    assert rank(root) == 1
    change_state(root, State.HIDDEN, at=NOW)
    assert rank(root) == 0
    change_state(root, State.PUBLISHED, at=NOW)
    assert rank(root) == 1
    assert rank(reply) is None


@pytest.mark.parametrize("keep_words", [True, False])
def test_a_rank_is_right_after_somebody_has_left(post, asha, karan, outbox, keep_words):
    root = a_comment(asha, post)
    a_comment(karan, post, root)
    react(root, by=karan, viewpoint=viewpoint_of(karan), kind="dil", at=NOW)
    assert rank(root) == 2

    leave(karan, keep_words=keep_words, at=NOW)
    outbox.run()

    assert rank(root) == int(keep_words)


def test_what_tells_of_a_later_episode_than_its_thread_counts_nothing(asha, karan, anupamaa):
    at_episode(asha, anupamaa, 1000)
    at_episode(karan, anupamaa, 1000)
    post = a_post(asha, anupamaa, reveals=900)
    late, level = a_comment(asha, post, reveals=950), a_comment(asha, post)
    for thing in (late, level):
        react(thing, by=karan, viewpoint=viewpoint_of(karan), kind="aansu", at=NOW)
    assert [rank(late), rank(level)] == [0, 1]

    set_reveals(post, 950)
    assert [rank(late), rank(level)] == [1, 1]
    set_reveals(post, 910)
    assert [rank(late), rank(level)] == [0, 0], "until all below it is worked out anew"


def test_ranks_come_back_once_what_is_below_was_worked_out_anew(asha, karan, anupamaa, outbox):
    at_episode(karan, anupamaa, 1000)
    post = a_post(asha, anupamaa, reveals=900)
    level = a_comment(asha, post)
    react(level, by=karan, viewpoint=viewpoint_of(karan), kind="aansu", at=NOW)
    set_reveals(post, 850)
    outbox.run()

    assert rank(level) == 1


def test_who_lifted_a_threads_veil_is_not_given_the_best_first(asha, nandini, anupamaa, as_member):
    at_episode(nandini, anupamaa, 850)
    post = a_post(asha, anupamaa, reveals=900)
    first, second = a_comment(asha, post), a_comment(asha, post)
    felt_by = a_member()
    at_episode(felt_by, anupamaa, 1000)
    react(first, by=felt_by, viewpoint=viewpoint_of(felt_by), kind="aansu", at=NOW)
    lift(post, by=nandini, seen=900)
    viewpoint = viewpoint_of(nandini)

    shown = thread(post, viewpoint, {"sort": BEST})

    assert (shown.order, shown.orders) == ("old", ("old", "new"))
    page = as_member(nandini).get(f"/posts/{post.public_id}/?sort=best").text
    assert 'href="?sort=best' not in page and 'href="?sort=new' in page
    assert page.index(f"c-{first.public_id}") < page.index(f"c-{second.public_id}")
    refused = as_member(nandini).get(f"/api/v1/contributions/{post.public_id}/comments/?sort=best")
    assert refused.status_code == 422


@pytest.mark.parametrize("sort", ["old", NEW, BEST])
def test_every_order_is_read_to_its_end_page_by_page(post, asha, sort):
    roots = [a_comment(asha, post) for _ in range(2 * ROOTS + 3)]
    for number, root in enumerate(roots):
        a_comment(asha, post, root)
        if number % 3 == 0:
            felt(root)
    for _ in range(5):
        a_comment(asha, post, roots[4])

    seen, query = [], {"sort": sort}
    while query:
        page = thread(post, nobody(), query)
        seen += [line.public_id for line in page.lines if not line.depth]
        query = dict(pair.split("=") for pair in page.next_query.split("&") if pair)

    assert len(seen) == len(roots)
    assert set(seen) == {root.public_id for root in roots}
    if sort == NEW:
        assert seen == [root.public_id for root in reversed(roots)]
    if sort == BEST:
        ranks = dict(Contribution.objects.values_list("public_id", "rank"))
        assert [ranks[one] for one in seen] == sorted((ranks[one] for one in seen), reverse=True)


@pytest.mark.parametrize("sort", [NEW, BEST])
def test_what_waits_is_there_for_its_author_alone_in_every_order(post, asha, nandini, words, sort):
    a_comment(asha, post, body="up")
    a_comment(nandini, post, body="mine")

    assert words(sort) == ["up"]
    assert words(sort, Viewpoint({}, member_id=nandini.pk)) == ["mine", "up"]


@pytest.mark.parametrize("sort", [NEW, BEST])
def test_a_page_is_whole_though_much_of_it_waits(post, asha, nandini, sort):
    for _ in range(ROOTS + 2):
        a_comment(asha, post)
    for _ in range(15):
        a_comment(nandini, post)

    page = thread(post, nobody(), {"sort": sort})

    assert sum(not line.depth for line in page.lines) == ROOTS
    assert page.next_query


@pytest.mark.parametrize("sort", ["old", NEW, BEST])
def test_no_order_counts_or_skips_rows_and_each_is_read_along_an_index(post, asha, sort):
    for _ in range(ROOTS + 2):
        a_comment(asha, post)
    cursor = thread(post, nobody(), {"sort": sort}).next_query.rpartition("=")[2]
    for asked in ({"sort": sort}, {"sort": sort, "after": cursor}):
        with CaptureQueriesContext(connection) as queries:
            thread(post, Viewpoint({}), asked | {"comment": ""})
        assert len(queries) <= 4
        for one in queries.captured_queries:
            assert "OFFSET" not in one["sql"] and "COUNT(" not in one["sql"]


@pytest.mark.parametrize("odd", ["worst", "", "\x00", "best'--", "rank"])
def test_an_order_that_is_none_shows_the_oldest_first(post, asha, words, odd):
    a_comment(asha, post, body="first")
    a_comment(asha, post, body="second")

    assert words(odd) == ["first", "second"]
    assert words(BEST, after="not-a-cursor") == ["second", "first"]
    assert words(NEW, after="11111111111") == ["second", "first"]


def test_links_that_stay_on_a_page_keep_its_order(post, asha, as_member):
    root = a_comment(asha, post)
    for _ in range(4):
        a_comment(asha, post, root)

    page = as_member(asha).get(f"/posts/{post.public_id}/?sort=new").text

    assert (
        f'href="?sort=new&amp;reply_to={root.public_id}#reply"' in page
        or f"?sort=new&reply_to={root.public_id}" in page
    )
    assert "sort=new&amp;under=" in page or "sort=new&under=" in page
    branch = as_member(asha).get(f"/posts/{post.public_id}/?sort=new&under={root.public_id}").text
    assert f'href="/posts/{post.public_id}/?sort=new#comments"' in branch


def test_the_best_first_says_how(post, asha, client):
    a_comment(asha, post)
    a_comment(asha, post)
    page = client.get(f"/posts/{post.public_id}/?sort=best").text
    assert "no more replies than reactions and 3 more" in page
    assert 'aria-current="true">Best first<' in page
    assert "How the best come first" not in client.get(f"/posts/{post.public_id}/").text


def test_guests_pages_are_kept_by_order(post, asha, client):
    first, second = a_comment(asha, post), a_comment(asha, post)
    place = f"/posts/{post.public_id}/"
    for path, ahead, behind in ((place, first, second), (f"{place}?sort=new", second, first)):
        client.get(path)
        with CaptureQueriesContext(connection) as queries:
            page = client.get(path).text
        assert not [one for one in queries.captured_queries if "adda_cache" not in one["sql"]]
        assert page.index(f"c-{ahead.public_id}") < page.index(f"c-{behind.public_id}")


def test_the_api_answers_twenty_branches_a_page_and_the_rest_of_one(post, asha, client):
    roots = [a_comment(asha, post) for _ in range(ROOTS + 2)]
    replies = [a_comment(asha, post, roots[0]) for _ in range(5)]
    felt(roots[0])
    address = f"/api/v1/contributions/{post.public_id}/comments/"

    page = client.get(address, {"sort": "best"}).json()
    rest = client.get(address, {"sort": "best", "after": page["next"]}).json()
    branch = client.get(address, {"under": roots[0].public_id}).json()

    assert [row["id"] for row in page["results"][:4]] == [one.public_id for one in (roots[0], *replies[:3])]
    assert len([row for row in page["results"] if not row["depth"]]) == ROOTS
    assert [row["id"] for row in rest["results"]] == [roots[2].public_id, roots[1].public_id]
    assert [row["id"] for row in branch["results"]] == [one.public_id for one in (roots[0], *replies)]
    assert client.get(address, {"sort": "worst"}).status_code == 422


def test_recount_puts_comments_in_their_place(post, asha, capsys):
    root = a_comment(asha, post)
    a_comment(asha, post, root)
    Contribution.objects.filter(pk=root.pk).update(rank=40, comment_count=7)

    call_command("recount")

    assert rank(root) == 1
    assert Contribution.objects.get(pk=root.pk).comment_count == 1
    assert "Corrected 1 counters." in capsys.readouterr().out
    assert Comment.objects.get(pk=root.pk).root_id == root.pk
