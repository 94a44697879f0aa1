"""What has changed of what people wrote: told in the order in which it did, and through the gate."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from portal.contributions.actions import change_state, reword, set_reveals, withdraw
from portal.contributions.models import Contribution, State
from portal.pages.actions import leave
from portal.posts.models import Post
from tests.builders import NOW, a_comment, a_member, a_post, at_episode

POSTS, COMMENTS, PHOTOS = "/api/v1/posts/", "/api/v1/comments/", "/api/v1/photos/"
LONG_AGO = "2026-01-01T00:00:00Z"


@pytest.fixture
def fan(asha, anupamaa, as_member):
    at_episode(asha, anupamaa, 500)
    return as_member(asha)


def since(reader, moment=LONG_AGO, path=POSTS, **more):
    answer = reader.get(path, {"updated_since": moment if isinstance(moment, str) else moment.isoformat(), **more})
    assert answer.status_code == 200, answer.content
    return answer.json()


def ids(told):
    return [(row["id"], "gone" if row.get("gone") else "veil" if row["veiled"] else "") for row in told["results"]]


def test_changes_come_in_the_order_in_which_they_were_made(fan, karan):
    first, second = a_post(karan), a_post(karan, at=NOW + timedelta(minutes=1))
    assert ids(since(fan)) == [(first.public_id, ""), (second.public_id, "")]

    reword(first, {"title": "Supper"}, by=karan, at=NOW + timedelta(minutes=2))

    assert ids(since(fan)) == [(second.public_id, ""), (first.public_id, "")]
    told = since(fan, NOW + timedelta(minutes=2))
    assert [row["title"] for row in told["results"]] == ["Supper"], "only what has changed since"
    assert told["next"] is None


def test_what_is_taken_back_leaves_its_id_and_nothing_of_its_words(fan, karan, client):
    post = a_post(karan, title="Gajra", body="Mogra.")
    at = NOW + timedelta(minutes=3)
    withdraw(post, by=karan, at=at)

    told = since(fan)
    assert told["results"] == [{"id": post.public_id, "gone": True, "updated_at": "2026-11-22T22:03:00+05:30"}]
    assert ids(since(client)) == ids(told)


def test_a_secret_that_is_removed_leaves_nothing_for_those_before_it(fan, karan, anupamaa, as_member):
    secret = a_post(karan, anupamaa, reveals=900, title="She goes")
    assert ids(since(fan)) == [(secret.public_id, "veil")], "covered, as in the list"

    change_state(secret, State.REMOVED, at=NOW)

    assert since(fan)["results"] == []
    ahead = a_member("ahead")
    at_episode(ahead, anupamaa, 900)
    assert ids(since(as_member(ahead))) == [(secret.public_id, "gone")]
    assert ids(since(as_member(karan))) == [(secret.public_id, "gone")], "its author knows"


def test_a_thing_that_talks_of_a_later_episode_now_comes_as_a_veil(fan, karan, anupamaa, as_member):
    post = a_post(karan, anupamaa, reveals=100, title="She goes")
    comment = a_comment(karan, post)
    before = timezone.now()
    assert since(fan, before)["results"] == []

    set_reveals(post, 900)

    assert ids(since(fan, before)) == [(post.public_id, "veil")]
    assert since(fan, before, COMMENTS)["results"] == [], "its veil stands for what hangs below it"
    ahead = a_member("ahead")
    at_episode(ahead, anupamaa, 900)
    assert ids(since(as_member(ahead), before, COMMENTS)) == [(comment.public_id, "")]


def test_what_was_never_published_is_told_to_nobody(fan, nandini, as_member):
    held = a_post(nandini)
    assert held.state == State.HELD
    change_state(held, State.REMOVED, at=NOW)

    assert since(fan)["results"] == since(as_member(nandini))["results"] == []


def test_what_waited_comes_when_it_is_published(fan, nandini):
    held = a_post(nandini)
    change_state(held, State.PUBLISHED, at=NOW + timedelta(days=3))

    assert ids(since(fan, NOW + timedelta(days=2))) == [(held.public_id, "")]


def test_comments_go_and_come_with_what_they_hang_below(fan, karan, outbox):
    post = a_post(karan)
    comment = a_comment(karan, post)
    outbox.run()
    assert ids(since(fan, path=COMMENTS)) == [(comment.public_id, "")]

    before = timezone.now()
    change_state(post, State.HIDDEN, at=before)
    outbox.run()
    assert ids(since(fan, before, COMMENTS)) == [(comment.public_id, "gone")]

    again = timezone.now()
    change_state(post, State.PUBLISHED, at=again)
    outbox.run()
    assert ids(since(fan, again, COMMENTS)) == [(comment.public_id, "")]


def test_a_comment_that_is_taken_back_is_gone(fan, karan):
    post = a_post(karan)
    comment = a_comment(karan, post)
    withdraw(comment, by=karan, at=NOW + timedelta(minutes=1))

    assert ids(since(fan, path=COMMENTS)) == [(comment.public_id, "gone")]


def test_of_those_one_keeps_away_neither_words_nor_ends_are_told(fan, asha, karan, meera):
    from_them, other = a_post(karan), a_post(meera)
    gone = a_post(karan, at=NOW + timedelta(minutes=1))
    withdraw(gone, by=karan, at=NOW + timedelta(minutes=2))
    fan.put("/api/v1/members/karan/block/", {"kind": "block"}, content_type="application/json")

    assert ids(since(fan)) == [(other.public_id, "")]
    assert from_them.is_public


def test_who_leaves_with_their_words_leaves_their_ids(fan, karan):
    post, before = a_post(karan), timezone.now()
    leave(karan, keep_words=False, at=timezone.now())
    assert ids(since(fan, before)) == [(post.public_id, "gone")]


def test_who_leaves_their_words_behind_changes_them(fan, karan):
    post, before = a_post(karan), timezone.now()
    leave(karan, keep_words=True, at=timezone.now())
    told = since(fan, before)["results"]
    assert [(row["id"], row["author"]) for row in told] == [(post.public_id, "")]


def test_pages_go_on_where_the_one_before_ended(fan, karan):
    made = [a_post(karan, at=NOW + timedelta(seconds=number // 3)) for number in range(45)]
    seen, cursor = [], ""
    while True:
        told = since(fan, after=cursor)
        seen += ids(told)
        if (cursor := told["next"]) is None:
            break
    assert [name for name, _what in seen] == [post.public_id for post in made]


def test_a_change_that_comes_to_light_late_is_met_by_whoever_asks_with_until(fan, karan):
    """A transaction carries the moment it began with; `until` is held back by more than one takes."""
    told = since(fan)
    late = a_post(karan, at=timezone.now() - timedelta(seconds=60))

    assert ids(since(fan, told["until"])) == [(late.public_id, "")]


def test_counts_are_no_changes(fan, asha, karan):
    post, before = a_post(karan), timezone.now()
    fan.put(f"/api/v1/contributions/{post.public_id}/reaction/", {"kind": "dil"}, content_type="application/json")
    a_comment(asha, post)
    assert since(fan, before)["results"] == []
    assert Post.objects.get().comment_count == 1


def test_only_of_one_show(fan, karan, anupamaa):
    post = a_post(karan, anupamaa, reveals=1)
    a_post(karan)
    assert ids(since(fan, show="anupamaa")) == [(post.public_id, "")]
    assert since(fan, show="imlie")["results"] == []


@pytest.mark.parametrize("path", [POSTS, COMMENTS, PHOTOS, "/api/v1/shows/", "/api/v1/people/", "/api/v1/ratings/"])
@pytest.mark.parametrize(
    "typed", ["", "yesterday", "2026-11-30", "2026-11-30T18:00:00", "2026-13-01T00:00:00Z", "9999-12-31T23:59:59-23:59"]
)
def test_a_date_that_is_none_is_told_so(db, client, path, typed):
    answer = client.get(path, {"updated_since": typed})
    assert answer.status_code == 422
    assert answer["Content-Type"] == "application/problem+json"
    assert answer.json()["code"] == "not_a_moment"
    assert list(answer.json()["errors"]) == ["updated_since"]


@pytest.mark.parametrize(
    "typed",
    ["2026-11-22T22:00:00%2B05:30", "2026-11-22T22:00:00+05:30", "2026-11-22t16:30:00z", "0001-01-01T00:00:00Z"],
)
def test_a_moment_may_be_of_any_zone_and_any_age(fan, karan, typed):
    post = a_post(karan)
    assert ids(fan.get(f"{POSTS}?updated_since={typed}").json()) == [(post.public_id, "")]


def test_a_page_is_read_along_one_index_and_counts_nothing(fan, karan):
    for _number in range(3):
        a_post(karan)
    since(fan)
    with CaptureQueriesContext(
        connection,
    ) as asked:
        since(fan)
    words = [query["sql"] for query in asked if "contribution" in query["sql"]]
    assert not any("COUNT(" in sql or "OFFSET" in sql for sql in words)
    if connection.vendor == "sqlite":
        rows = Contribution.objects.filter(kind="post", changed_at__gte=NOW).order_by("changed_at", "pk")
        assert "change_order" in rows.explain() and "TEMP B-TREE" not in rows.explain()


@pytest.mark.parametrize(
    ("path", "name"),
    [
        (POSTS, "character"), (POSTS, "person"), (POSTS, "with"), (POSTS, "of"), (PHOTOS, "spot"),
        *(("/api/v1/shows/anupamaa/beats/", name) for name in ("kind", "character", "from")),
    ],
)  # fmt: skip
def test_what_narrows_no_changes_is_refused_and_never_left_out(fan, path, name):
    answer = fan.get(path, {"updated_since": LONG_AGO, "show": "anupamaa", name: "samar"})
    assert (answer.status_code, answer.json()["code"]) == (422, "not_of_changes")
    assert list(answer.json()["errors"]) == [name]
    assert fan.get(path, {"updated_since": LONG_AGO, "show": "anupamaa", name: ""}).status_code == 200
