"""The hot pages ask the database a fixed number of questions, however much there is to show."""

import pytest
from django.test import Client

from tests.builders import NOW, a_comment, a_post, at_episode

GUEST = {"/": 8, "/shows/anupamaa/": 10, "post": 8}


@pytest.fixture
def address(asha, karan, anupamaa):
    at_episode(asha, anupamaa, 1000)
    posts = [a_post(karan, anupamaa, reveals=number) for number in (900, 950, 1000, 1050)]
    for _ in range(5):
        root = a_comment(karan, posts[0])
        a_comment(asha, posts[0], root, reveals=1050)
    return f"/posts/{posts[0].public_id}/x/"


def more(asha, karan, anupamaa, address):
    for number in range(15):
        a_post(asha, anupamaa, reveals=880 + number)
    subject = a_post(karan, anupamaa).__class__.objects.get(public_id=address.split("/")[2])
    for _ in range(15):
        a_comment(asha, subject, a_comment(karan, subject, at=NOW), at=NOW)


@pytest.mark.parametrize("page", ["/", "/shows/anupamaa/", "post"])
def test_a_page_with_more_on_it_asks_no_more(
    page, address, asha, karan, anupamaa, as_member, django_assert_max_num_queries
):
    browser, address_of_page = as_member(asha), address if page == "post" else page
    browser.get(address_of_page)
    with django_assert_max_num_queries(20) as few:
        browser.get(address_of_page)
    most = len(few)
    more(asha, karan, anupamaa, address)
    browser.get(address_of_page)  # what changed is read once and kept

    with django_assert_max_num_queries(most):
        assert browser.get(address_of_page).status_code == 200


def test_a_guests_thread_costs_five_queries(address, client, django_assert_max_num_queries):
    client.get("/shows/")
    with django_assert_max_num_queries(
        5
    ) as asked:  # the page cache twice, clocks, the post, its thread, its neighbours
        assert Client().get(address + "?comment=").status_code == 200
    assert len(asked) <= 5


def test_a_comment_costs_at_most_twelve_statements_in_one_transaction(
    address, asha, as_member, django_assert_max_num_queries
):
    browser = as_member(asha)
    browser.get(address)
    place = f"/contributions/{address.split('/')[2]}/comments/"

    with django_assert_max_num_queries(40) as asked:
        assert browser.post(place, {"body": "So", "idempotency_key": "k"}).status_code == 302

    # a cache that lives in the database asks it too; grown portals have one elsewhere
    own = [one["sql"] for one in asked.captured_queries if "adda_cache" not in one["sql"]]
    assert len([sql for sql in own if not sql.startswith(("SAVEPOINT", "RELEASE"))]) <= 12
