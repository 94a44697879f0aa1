"""What people and moderators do shows at once to guests whose page was kept, and nothing unkeyed decides a page."""

import pytest
from django.test import Client

from portal.comments.actions import edit as edit_comment
from portal.contributions.actions import withdraw
from portal.moderation.actions import appeal, review
from portal.moderation.models import Decision
from portal.posts.actions import edit as edit_post
from tests.builders import NOW, a_comment, a_post
from tests.moderation.scenes import decided, reported


@pytest.fixture
def at_once(client, django_capture_on_commit_callbacks):
    """`at_once(path, verb)`: the page before, kept, and after the verb."""

    def looked(path, verb):
        client.get(path)
        before = client.get(path).content.decode()
        with django_capture_on_commit_callbacks(execute=True):
            verb()
        return before, client.get(path).content.decode()

    return looked


@pytest.fixture
def post(asha, anupamaa):
    return a_post(asha, anupamaa, body="A napkin.")


@pytest.fixture
def comment(asha, post):
    return a_comment(asha, post, body="The lamp.")


@pytest.mark.parametrize("path", ["/", "/shows/anupamaa/"])
def test_a_new_post_is_listed_at_once(path, at_once, asha, anupamaa):
    before, after = at_once(path, lambda: a_post(asha, anupamaa, title="Rain again"))
    assert "Rain again" not in before and "Rain again" in after


def test_a_new_comment_stands_below_its_post_at_once(at_once, asha, post):
    before, after = at_once(f"/posts/{post.public_id}/", lambda: a_comment(asha, post, body="Look at the lamp."))
    assert "lamp" not in before and "lamp" in after


def test_new_words_take_the_place_of_the_old_at_once(at_once, asha, post, comment):
    page = f"/posts/{post.public_id}/"
    said = {"by": asha, "at": NOW, "reveals": None, "language": "en"}
    _, after = at_once(page, lambda: edit_comment(comment, body="The candle.", **said))
    assert "The candle." in after and "The lamp." not in after
    _, after = at_once(page, lambda: edit_post(post, title="Lunch", body="A fork.", topic="talk", **said))
    assert "A fork." in after and "A napkin." not in after


def test_what_is_withdrawn_goes_at_once(at_once, asha, post, comment):
    page = f"/posts/{post.public_id}/"
    before, after = at_once(page, lambda: withdraw(comment, by=asha, at=NOW))
    assert "The lamp." in before and "The lamp." not in after
    before, after = at_once("/", lambda: withdraw(post, by=asha, at=NOW))
    assert "Dinner" in before and "Dinner" not in after


def test_what_moderators_take_away_and_give_back_goes_and_comes_at_once(
    at_once, asha, nandini, meera, mohan, post, comment
):
    page = f"/posts/{post.public_id}/"
    case = reported(comment, nandini)
    before, after = at_once(page, lambda: decided(case, meera, Decision.Verb.REMOVE))
    assert "The lamp." in before and "The lamp." not in after
    said = appeal(Decision.objects.get(), by=asha, words="It was a lamp.", at=NOW)
    _, after = at_once(page, lambda: review(said.case, upheld=True, answer="It was.", by=mohan, at=NOW))
    assert "The lamp." in after


def test_a_veil_falls_at_once(at_once, nandini, meera, post, comment):
    case = reported(comment, nandini)
    before, after = at_once(f"/posts/{post.public_id}/", lambda: decided(case, meera, Decision.Verb.VEIL, veil_at=1050))
    assert "The lamp." in before and "The lamp." not in after


@pytest.mark.parametrize(
    "unkeyed",
    [
        {"HTTP_HOST": "evil.example"},
        {"HTTP_X_FORWARDED_HOST": "evil.example"},
        {"HTTP_X_FORWARDED_PROTO": "https"},
        {"HTTP_X_ORIGINAL_URL": "/admin/"},
        {"HTTP_ACCEPT_LANGUAGE": "xx-evil.example,en;q=0.1"},
        {"HTTP_REFERER": "https://evil.example/"},
        {"HTTP_USER_AGENT": "evil.example"},
        {"HTTP_COOKIE": "theme=evil.example; seat=evil.example; django_language=evil.example; other=evil.example"},
    ],
)
def test_nothing_that_is_not_in_the_key_decides_what_the_next_guest_reads(unkeyed, post):
    page = f"/posts/{post.public_id}/"
    poisoned = Client().get(page, **unkeyed)
    assert "evil.example" not in poisoned.content.decode()
    assert Client().get(page).content == poisoned.content


def test_an_unknown_theme_is_no_page_of_its_own(client, post, django_assert_num_queries, settings):
    client.get("/")
    client.cookies["theme"] = "x" * 3000
    with django_assert_num_queries(1 if "db" in settings.CACHES["default"]["BACKEND"] else 0):
        client.get("/")


def test_a_page_first_asked_for_by_its_head_has_a_body_afterwards(client, post):
    page = f"/posts/{post.public_id}/"
    assert client.head(page).content == b""
    assert "A napkin." in client.get(page).content.decode()


@pytest.mark.parametrize("query", ["?comment=x", "?utm_source=x", f"?after={'x' * 40}", "?q=after=x"])
def test_a_query_the_cache_does_not_know_is_answered_anew(query, client, post):
    assert "ETag" not in client.get("/" + query) or client.get("/" + query)["ETag"] != client.get("/")["ETag"]


def test_a_session_cookie_is_personal_however_odd(client, as_member, asha, post):
    signed_in = as_member(asha)
    assert "asha" in signed_in.get("/").content.decode()
    odd = Client()
    odd.cookies["SessionID"] = signed_in.cookies["sessionid"].value
    assert odd.get("/").content == Client().get("/").content
