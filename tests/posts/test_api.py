"""Posts and threads by API: the same gate, the same actions, the same refusals as the pages."""

import json

import pytest

from portal.comments.models import Comment
from portal.contributions.actions import withdraw
from portal.posts.models import Post
from tests.builders import NOW, a_comment, a_post, at_episode

JSON = {"content_type": "application/json"}
VEIL = {"veiled", "id", "author", "created_at", "reveals"}


@pytest.fixture
def fan(asha, anupamaa, as_member):
    at_episode(asha, anupamaa, 1000)
    return as_member(asha)


@pytest.fixture
def secret(karan, anupamaa):
    return a_post(karan, anupamaa, reveals=1043, title="Samar dies")


def test_a_post_by_api_is_a_post(fan, client):
    words = {"title": "Dinner", "body": "**hi**", "show": "anupamaa", "topic": "theory"}
    made = fan.post("/api/v1/posts/", words, **JSON)

    assert made.status_code == 201
    assert made.json()["html"] == "<p><strong>hi</strong></p>\n"
    assert made.json()["reveals"] == Post.objects.get().reveals == 1000
    assert fan.get("/api/v1/posts/").json()["results"] == [made.json()]
    assert fan.get("/api/v1/posts/?show=imlie").json()["results"] == []


def test_a_veiled_post_is_a_veil_and_nothing_else(secret, fan, client):
    for reader in (fan, client):
        for answer in (reader.get("/api/v1/posts/"), reader.get(f"/api/v1/posts/{secret.public_id}/")):
            found = answer.json().get("results", [answer.json()])[0]
            assert set(found) == VEIL
            assert "Samar" not in answer.content.decode()


def test_reading_as_of_an_earlier_episode_veils_more(fan, anupamaa, karan):
    post = a_post(karan, anupamaa, reveals=900)

    assert not fan.get(f"/api/v1/posts/{post.public_id}/").json()["veiled"]
    assert fan.get(f"/api/v1/posts/{post.public_id}/?through=899").json()["veiled"]


def test_a_key_makes_one_post(fan):
    sent = [
        fan.post("/api/v1/posts/", {"title": "A", "body": "b"}, **JSON, headers={"Idempotency-Key": "k"}).json()["id"]
        for _ in range(2)
    ]

    assert sent[0] == sent[1]
    assert Post.objects.count() == 1


@pytest.mark.parametrize(
    ("wrong", "field"),
    [
        ({"title": " \x00 "}, "title"),
        ({"body": "x" * 20_001}, "body"),
        ({"show": "imlie"}, "show"),
        ({"show": "\x00"}, "show"),
        ({"reveals": -1}, "reveals"),
        ({"reveals": 2**40}, "reveals"),
        ({"topic": "gossip"}, "topic"),
    ],
)
def test_wrong_fields_are_named(fan, wrong, field):
    answer = fan.post("/api/v1/posts/", json.dumps({"title": "A", "body": "b"} | wrong), **JSON)

    assert answer.status_code == 422
    assert list(answer.json()["errors"]) == [field]


def test_half_a_character_is_no_text(fan):
    answer = fan.post("/api/v1/posts/", json.dumps({"title": "A", "body": "b", "language": "\ud800"}), **JSON)

    assert (answer.status_code, answer.json()["code"]) == (400, "parse_error")


def test_refusals_are_the_pages_own(fan, secret, client):
    by_page = fan.post(f"/posts/{secret.public_id}/withdrawal/")
    by_api = fan.delete(f"/api/v1/posts/{secret.public_id}/")

    assert by_api.status_code == by_page.status_code == 403
    assert by_api.json()["detail"] in by_page.content.decode()
    assert client.post("/api/v1/posts/", {"title": "A", "body": "b"}, **JSON).status_code == 401


def test_a_post_is_edited_and_withdrawn(fan, asha):
    post = a_post(asha)
    address = f"/api/v1/posts/{post.public_id}/"

    assert fan.put(address, {"title": "New", "body": "words"}, **JSON).json()["title"] == "New"
    assert fan.delete(address).status_code == 204
    post.refresh_from_db()
    assert (post.title, post.state) == ("New", "W")


def test_a_newcomers_edit_is_accepted_for_later(nandini, as_member):
    post = a_post(nandini)
    Post.objects.update(state="P")

    answer = as_member(nandini).put(f"/api/v1/posts/{post.public_id}/", {"title": "New", "body": "words"}, **JSON)

    assert (answer.status_code, answer.json()["title"]) == (202, "Dinner")


def test_a_thread_by_api_is_the_tree_with_veils_and_tombstones(fan, asha, karan, anupamaa):
    post = a_post(karan, anupamaa, reveals=900)
    root = a_comment(asha, post)
    veiled = a_comment(karan, post, root, body="bullet", reveals=1043)
    gone = a_comment(karan, post, body="oops")
    withdraw(gone, by=karan, at=NOW)

    answer = fan.get(f"/api/v1/contributions/{post.public_id}/comments/")
    rows = answer.json()["results"]

    assert [(row["id"], row["depth"], row["parent"]) for row in rows] == [
        (root.public_id, 0, None),
        (veiled.public_id, 1, root.public_id),
        (gone.public_id, 0, None),
    ]
    assert set(rows[1]) == VEIL | {"depth", "parent"}
    assert set(rows[2]) == {"id", "gone", "depth", "parent"}
    assert "bullet" not in answer.content.decode()
    assert "oops" not in answer.content.decode()


def test_a_long_thread_comes_in_pages(fan, asha):
    post = a_post(asha)
    made = [a_comment(asha, post).public_id for _ in range(53)]
    address = f"/api/v1/contributions/{post.public_id}/comments/"

    first = fan.get(address).json()
    rest = fan.get(f"{address}?after={first['next']}").json()

    assert [row["id"] for row in first["results"] + rest["results"]] == made
    assert rest["next"] is None


def test_under_a_veil_there_is_no_thread_to_count(secret, fan, karan):
    a_comment(karan, secret)

    answer = fan.get(f"/api/v1/contributions/{secret.public_id}/comments/")

    assert (answer.status_code, answer.json()["code"]) == (403, "veiled")


def test_a_comment_is_made_answered_edited_and_withdrawn(fan, asha):
    post = a_post(asha)
    address = f"/api/v1/contributions/{post.public_id}/comments/"

    root = fan.post(address, {"body": "one"}, **JSON).json()
    reply = fan.post(address, {"body": "two", "parent": root["id"]}, **JSON)
    assert (reply.status_code, reply.json()["parent"], reply.json()["depth"]) == (201, root["id"], 1)

    own = f"/api/v1/comments/{root['id']}/"
    assert fan.put(own, {"body": "ONE"}, **JSON).json()["body"] == "ONE"
    assert fan.delete(own).status_code == 204
    assert fan.get(own).json()["gone"] == "Withdrawn by its writer."
    assert Comment.objects.get(public_id=root["id"]).state == "W"
