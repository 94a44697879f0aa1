"""Programs react with the same verbs and are refused in the same words."""

import pytest

from accounts.actions import make_token
from portal.contributions.readers import viewpoint_of
from portal.reactions.actions import react
from tests.builders import NOW, a_comment, a_post

JSON = "application/json"
NOTHING = {"dil": 0, "wah": 0, "aansu": 0, "haha": 0, "gussa": 0}


@pytest.fixture
def post(karan):
    return a_post(karan)


@pytest.fixture
def bot(asha):
    return {"Authorization": f"Bearer {make_token(by=asha, name='bot', scopes=['read', 'write'])[1]}"}


def address(thing):
    return f"/api/v1/contributions/{thing.public_id}/reaction/"


def test_a_program_reacts_feels_otherwise_and_takes_it_back(client, post, bot):
    first = client.put(address(post), {"kind": "dil"}, JSON, headers=bot)
    assert first.json() == {"reactions": NOTHING | {"dil": 1}, "my_reaction": "dil"}
    assert client.put(address(post), {"kind": "wah"}, JSON, headers=bot).json()["reactions"] == NOTHING | {"wah": 1}

    told = client.get(f"/api/v1/posts/{post.public_id}/", headers=bot).json()
    assert (told["reactions"], told["my_reaction"], told["saved"]) == (NOTHING | {"wah": 1}, "wah", False)

    assert client.delete(address(post), headers=bot).status_code == 204
    told = client.get(f"/api/v1/posts/{post.public_id}/", headers=bot).json()
    assert (told["reactions"], told["my_reaction"]) == (NOTHING, None)


def test_lists_tell_of_reactions_without_asking_for_each(client, asha, karan, post, bot, django_assert_max_num_queries):
    paths = ["/api/v1/posts/", f"/api/v1/contributions/{post.public_id}/comments/"]
    for path in paths:
        client.get(path, headers=bot)
    few = {}
    for path in paths:
        with django_assert_max_num_queries(30) as asked:
            client.get(path, headers=bot)
        few[path] = len(asked)
    for _ in range(5):
        a_post(karan)
        react(a_comment(karan, post), by=asha, viewpoint=viewpoint_of(asha), kind="dil", at=NOW)
    for path in paths:
        client.get(path, headers=bot)
        with django_assert_max_num_queries(few[path]):
            told = client.get(path, headers=bot).json()["results"]
    assert [one["my_reaction"] for one in told] == ["dil"] * 5


@pytest.mark.parametrize("sent", [{}, {"kind": ""}, {"kind": "love"}, {"kind": ["dil"]}])
def test_what_is_none_of_the_five_is_refused(client, post, bot, sent):
    assert client.put(address(post), sent, JSON, headers=bot).status_code == 422


def test_guests_and_authors_are_refused_in_words(client, post, karan):
    assert client.put(address(post), {"kind": "dil"}, JSON).status_code == 401
    own = {"Authorization": f"Bearer {make_token(by=karan, name='bot', scopes=['read', 'write'])[1]}"}
    answer = client.put(address(post), {"kind": "dil"}, JSON, headers=own)
    assert answer.status_code == 403 and "This is your own" in answer.text
