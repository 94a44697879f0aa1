"""Replies hang in folds that are open, say what they hold, and keep every comment in its place."""

import re

import pytest

from portal.contributions.actions import withdraw
from tests.builders import NOW, a_comment, a_post, at_episode


def folds(page):
    return re.findall(r"<details open><summary>([^<]*)</summary><ol>", page)


def test_a_fold_says_what_it_holds_and_veils_apart(asha, karan, nandini, anupamaa, as_member):
    at_episode(nandini, anupamaa, 850)
    post = a_post(asha, anupamaa, reveals=800)
    root = a_comment(asha, post)
    reply = a_comment(karan, post, root)
    a_comment(karan, post, reply, reveals=900)
    gone = a_comment(karan, post, root)
    withdraw(gone, by=karan, at=NOW)

    page = as_member(nandini).get(f"/posts/{post.public_id}/").text

    assert folds(page) == ["1 reply, 1 veiled reply", "1 veiled reply"]
    assert page.count("</ol></details>") == 2


def test_what_has_no_replies_has_no_fold_and_an_empty_place_keeps_one(asha, client):
    quiet, emptied = a_post(asha), a_post(asha)
    a_comment(asha, quiet)
    withdraw(a_comment(asha, emptied, a_comment(asha, emptied)), by=asha, at=NOW)

    assert folds(client.get(f"/posts/{quiet.public_id}/").text) == []
    assert folds(client.get(f"/posts/{emptied.public_id}/").text) == ["Replies"]


@pytest.mark.parametrize("query", ["", "?sort=new", "?sort=best", "?under={}", "?comment={}"])
def test_folds_are_open_and_closed_in_every_order_and_part(asha, client, query):
    post = a_post(asha)
    root = a_comment(asha, post)
    above = root
    for _ in range(6):
        above = a_comment(asha, post, above)
    a_comment(asha, post)

    page = client.get(f"/posts/{post.public_id}/{query.format(root.public_id)}").text

    assert page.count("<details open><summary>") == page.count("</ol></details>") > 0
    assert f"c-{root.public_id}" in page


def test_of_a_branch_that_goes_on_a_fold_says_so(asha, client):
    post = a_post(asha)
    root = a_comment(asha, post)
    for _ in range(6):
        a_comment(asha, post, root)
    for _ in range(20):
        a_comment(asha, post)

    page = client.get(f"/posts/{post.public_id}/").text

    assert "<summary>3+ replies</summary>" in page and "Continue this thread" in page
    assert "<summary>6 replies</summary>" in client.get(f"/posts/{post.public_id}/?under={root.public_id}").text
