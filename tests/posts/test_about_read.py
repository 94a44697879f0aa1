"""Whom a post is about, told to those who may know, and listed on the pages of those it is about."""

import pytest
from django.db import connection

from portal.contributions.models import Contribution
from portal.posts.naming import tie
from portal.posts.queries import page_about
from shows.spoilers import nobody
from tests.builders import a_casting, a_character, a_post, at_episode

pytestmark = pytest.mark.django_db


def page(browser, post):
    return browser.get(f"/posts/{post.public_id}/").text


def chips(browser, post):
    return [(row["character"], row["person"]) for row in browser.get(f"/api/v1/posts/{post.public_id}/").json()["who"]]


def test_the_page_of_a_post_says_who_holds_the_part_in_its_episode(samar, paras, sagar, writer, karan, anupamaa):
    then = a_post(karan, anupamaa, reveals=640, who=[samar, paras])
    now = a_post(karan, anupamaa, reveals=700, who=[samar])
    safe = a_post(karan, anupamaa, reveals=0, who=[samar])

    assert chips(writer, then) == [("samar", "paras-kalnawat"), ("samar", "paras-kalnawat")]
    assert chips(writer, now) == [("samar", "sagar-parekh")]
    assert chips(writer, safe) == [("samar", None)]
    assert '<span class="chip__beside">(Sagar Parekh)</span>' in page(writer, now)
    assert "Sagar Parekh" not in page(writer, then)


def test_whom_the_reader_may_not_know_is_not_there(samar, sagar, malti, asha, karan, anupamaa, as_member):
    at_episode(asha, anupamaa, 600)
    at_episode(karan, anupamaa, 1018)
    post = a_post(karan, anupamaa, reveals=0, who=[malti, sagar, samar])

    assert chips(as_member(asha), post) == [("samar", None)]
    assert chips(as_member(karan), post) == [("malti-devi", None), (None, "sagar-parekh"), ("samar", None)]
    text = page(as_member(asha), post)
    assert not any(secret in text for secret in ("Malti", "malti", "Sagar", "sagar"))


def test_past_the_horizon_of_who_lifted_the_veil_nobody_plays_anybody(samar, sagar, asha, karan, anupamaa, as_member):
    at_episode(asha, anupamaa, 600)
    post = a_post(karan, anupamaa, reveals=700, who=[samar, sagar])
    reader = as_member(asha)

    assert "samar" not in page(reader, post).lower()
    reader.post(f"/contributions/{post.public_id}/lift/", {"reveals": "700"}, headers={"Origin": "http://testserver"})
    assert chips(reader, post) == [("samar", None)]
    assert "Sagar" not in page(reader, post)


def test_who_is_kept_for_everybody_is_told_to_each_as_they_may_know(samar, malti, asha, karan, anupamaa, as_member):
    at_episode(asha, anupamaa, 600)
    at_episode(karan, anupamaa, 1018)
    post = a_post(asha, anupamaa, reveals=0, who=[samar, malti])

    for _ in range(2):
        assert "Malti Devi" in page(as_member(karan), post)
        assert "Malti Devi" not in page(as_member(asha), post)


def test_the_pages_of_both_list_what_the_reader_may_read(samar, paras, asha, karan, anupamaa, as_member):
    at_episode(asha, anupamaa, 650)
    for number, title in ((600, "Jasmine"), (700, "Marigold")):
        a_post(karan, anupamaa, reveals=number, title=title, who=[samar, paras])
    a_post(karan, anupamaa, reveals=600, title="Tamarind")
    reader = as_member(asha)

    for address in ("/shows/anupamaa/characters/samar/", "/people/paras-kalnawat/"):
        for path in (address, f"{address}posts/"):
            text = reader.get(path).text
            assert "Jasmine" in text, path
            assert "Marigold" not in text and "Tamarind" not in text, path
        assert f"{address}posts/" in reader.get(address).text


def test_a_lifted_cloth_lifts_no_veil_of_a_post(samar, asha, karan, anupamaa, as_member):
    at_episode(asha, anupamaa, 650)
    a_post(karan, anupamaa, reveals=700, title="Marigold", who=[samar])

    assert (
        "Marigold"
        not in as_member(asha)
        .post("/shows/anupamaa/characters/samar/lift/", headers={"Origin": "http://testserver"})
        .text
    )


def test_a_person_in_a_part_still_to_come_has_no_post_listed(sagar, samar, asha, karan, anupamaa, as_member):
    at_episode(asha, anupamaa, 600)
    at_episode(karan, anupamaa, 1018)
    a_casting(a_character(anupamaa, "Courier"), sagar, 3, 9, reveals=None)
    a_post(karan, anupamaa, reveals=5, title="Courier days", who=[sagar])
    a_post(karan, anupamaa, reveals=700, title="Marigold", who=[sagar])

    assert "Courier days" in as_member(asha).get("/people/sagar-parekh/").text
    assert "Marigold" not in as_member(asha).get("/people/sagar-parekh/posts/").text
    assert "Marigold" in as_member(karan).get("/people/sagar-parekh/posts/").text


def test_lists_of_a_secret_character_are_the_404_of_one_that_never_was(malti, asha, anupamaa, as_member):
    at_episode(asha, anupamaa, 600)
    for slug in ("malti-devi", "nobody"):
        assert as_member(asha).get(f"/shows/anupamaa/characters/{slug}/posts/").status_code == 404
    for slug in ("apara-mehta", "nobody"):
        assert as_member(asha).get(f"/people/{slug}/posts/").status_code == 404


def test_pages_of_them_follow_each_other_without_a_gap(samar, karan, anupamaa, django_assert_num_queries):
    for number in range(45):
        a_post(karan, anupamaa, reveals=0, title=f"Post {number}", who=[samar])
    reader, seen, cursor = nobody(), [], ""
    for size in (20, 20, 5):
        with django_assert_num_queries(1):
            found = page_about(samar, reader, cursor)
        assert len(found.rows) == size
        seen, cursor = [*seen, *(row.title for row in found.rows)], found.next_cursor

    assert seen == [f"Post {number}" for number in reversed(range(45))] and not cursor


@pytest.mark.skipif(connection.vendor != "sqlite", reason="PostgreSQL sorts a handful of rows, whatever index there is")
def test_one_index_answers_who_is_told_of_in_order(samar, karan, anupamaa):
    rows = Contribution.objects.feed_for(nobody()).filter(nobody().uncovered(), ties__character=samar)
    plan = rows.order_by("-ties__created_at", "-ties__contribution")[:20].explain()

    assert "about_character_order" in plan
    assert "TEMP B-TREE" not in plan and "Sort" not in plan


def test_a_list_of_posts_asks_no_more_for_many(writer, karan, anupamaa, samar, sagar, django_assert_max_num_queries):
    a_post(karan, anupamaa, reveals=700, who=[samar, sagar])
    writer.get("/api/v1/posts/")
    with django_assert_max_num_queries(20) as few:
        writer.get("/api/v1/posts/")
    for number in range(10):
        a_post(karan, anupamaa, reveals=700 + number, who=[samar, sagar])

    with django_assert_max_num_queries(len(few)):
        assert len(writer.get("/api/v1/posts/").json()["results"]) == 11


@pytest.mark.parametrize("address", ["/shows/anupamaa/characters/samar/", "/people/paras-kalnawat/"])
def test_guests_read_at_once_what_is_said_about_them(
    address, client, asha, anupamaa, samar, paras, django_capture_on_commit_callbacks
):
    for path in (address, f"{address}posts/"):
        client.get(path)
        assert "Dinner" not in client.get(path).text
    with django_capture_on_commit_callbacks(execute=True):
        post = a_post(asha, anupamaa, reveals=0, who=[samar, paras])
    for path in (address, f"{address}posts/"):
        assert "Dinner" in client.get(path).text
    with django_capture_on_commit_callbacks(execute=True):
        tie(post, [])
    assert "Dinner" not in client.get(address).text or "characters" in address


def test_behind_many_veils_the_character_page_still_finds_what_may_be_read(samar, asha, karan, anupamaa, as_member):
    at_episode(asha, anupamaa, 650)
    at_episode(karan, anupamaa, 1018)
    for number in range(6):
        a_post(karan, anupamaa, reveals=600, title=f"Jasmine {number}", who=[samar])
    for _ in range(24):
        a_post(karan, anupamaa, reveals=700, title="Marigold", who=[samar])

    early, late = (as_member(one).get("/shows/anupamaa/characters/samar/").text for one in (asha, karan))

    assert [f"Jasmine {number}" in early for number in range(6)] == [False, True, True, True, True, True]
    assert "Marigold" not in early and late.count("Marigold") == 5 and "Jasmine" not in late


def test_no_address_holds_a_nul(client, anupamaa):
    assert client.get("/api/v1/posts/?person=a%00b").json()["results"] == []
    assert client.get("/api/v1/posts/?show=anupamaa%00&character=a%00b").json()["results"] == []


def test_posts_about_two_are_counted_and_listed_as_far_as_the_reader_is(samar, malti, asha, karan, anupamaa, as_member):
    anuj, pakhi = a_character(anupamaa, "Anuj"), a_character(anupamaa, "Pakhi")
    both = a_post(karan, anupamaa, title="Jasmine", reveals=0, who=[samar, anuj])
    a_post(karan, anupamaa, title="Marigold", reveals=700, who=[anuj, samar])
    a_post(karan, anupamaa, title="Hibiscus", reveals=0, who=[samar])
    at_episode(asha, anupamaa, 600)
    fan, pair = as_member(asha), "/shows/anupamaa/map/?who=samar&with=anuj"
    listed = "/shows/anupamaa/characters/samar/posts/?with=anuj"

    assert "One post about these two" in fan.get(pair).text and f'href="{listed}"' in fan.get(pair).text
    found = fan.get(listed).text
    assert "Posts about Samar and Anuj" in found and [name in found for name in FLOWERS] == [True, False, False]
    said = fan.get("/api/v1/posts/?show=anupamaa&character=samar&with=anuj").json()["results"]
    assert [row["id"] for row in said] == [both.public_id]

    fan.put("/api/v1/shows/anupamaa/progress/", {"through": 700}, content_type="application/json")
    assert "2 posts about these two" in fan.get(pair).text and "Marigold" in fan.get(listed).text
    for name, status in ((pakhi.slug, 200), (malti.slug, 404)):
        answer = fan.get(f"/shows/anupamaa/map/?who=samar&with={name}")
        assert (answer.status_code, "about these two" in answer.text) == (status, False)
        assert fan.get(f"/api/v1/posts/?show=anupamaa&character=samar&with={name}").json()["results"] == []


FLOWERS = ("Jasmine", "Marigold", "Hibiscus")
