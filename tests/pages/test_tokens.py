"""The forms of one answer share one token, and another answer has another mask."""

import re

from django.test import Client

from tests.builders import a_comment, a_post

TOKEN = re.compile(r'name="csrfmiddlewaretoken" value="(\w+)"')


def test_one_token_for_an_answer_and_it_is_taken(asha, karan):
    post = a_post(karan)
    a_comment(asha, post)
    client = Client(enforce_csrf_checks=True)
    client.force_login(asha)

    pages = [client.get(f"/posts/{post.public_id}/").content.decode() for _ in range(2)]
    tokens = [TOKEN.findall(page) for page in pages]

    assert len(tokens[0]) > 2
    assert {len(set(found)) for found in tokens} <= {1, 2}  # Django's own tag masks once more
    assert not set(tokens[0]) & set(tokens[1])
    for token in set(tokens[1]):
        said = {"csrfmiddlewaretoken": token, "body": "Kya baat", "idempotency_key": token[:20]}
        assert client.post(f"/contributions/{post.public_id}/comments/", said).status_code == 302
