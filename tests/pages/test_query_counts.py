"""What the hot pages ask the database, pinned: one question more fails here before it costs thousands."""

from __future__ import annotations

import re

import pytest
from django.db import connection
from django.test import Client, TestCase
from django.test.utils import CaptureQueriesContext

from portal.contributions.models import State
from portal.moderation.models import Case, Decision
from tests.builders import a_character, a_comment, a_post, an_episode, at_episode
from tests.moderation.scenes import appealed, decided, reported

# The cache, the session and transactions' own words are counted by nobody: on Redis they are not there.
ASIDE = re.compile(r'"adda_cache"|"django_session"|^(BEGIN|COMMIT|SAVEPOINT|RELEASE|ROLLBACK)')


def asked(browser: Client, path: str, **post: str) -> list[str]:
    """The statements of the second look at a page, or of the form that is sent."""
    if not post:
        with TestCase.captureOnCommitCallbacks(execute=True):  # where a first visit is remembered
            assert browser.get(path).status_code == 200
    with CaptureQueriesContext(connection) as captured:
        answer = browser.post(path, post) if post else browser.get(path)
    assert answer.status_code in (200, 302)
    return [query["sql"] for query in captured.captured_queries if not ASIDE.search(query["sql"])]


@pytest.fixture
def post(asha, karan, anupamaa):
    at_episode(asha, anupamaa, 1000)
    an_episode(anupamaa, 900)
    a_character(anupamaa, "Samar")
    made = a_post(karan, anupamaa, reveals=900)
    for _ in range(5):
        a_comment(asha, made, a_comment(karan, made))
    return made


@pytest.mark.parametrize(
    "path", ["/", "/?of=theory", "/shows/anupamaa/", "/shows/anupamaa/episodes/900/", "post", "/photos/"]
)
def test_a_page_that_is_kept_asks_a_guest_nothing(path, post, client):
    assert asked(client, f"/posts/{post.public_id}/" if path == "post" else path) == []


@pytest.mark.parametrize(
    ("path", "most"),
    [
        ("/", 1),
        ("/?of=set", 1),
        ("/?of=following", 0),
        ("/shows/anupamaa/", 0),
        ("/shows/anupamaa/episodes/900/", 3),
        ("post", 0),
        ("/photos/", 2),
    ],
)
def test_a_member_asks_a_fixed_number_and_themselves(path, most, post, asha, as_member):
    found = asked(as_member(asha), f"/posts/{post.public_id}/" if path == "post" else path)
    assert len([sql for sql in found if 'FROM "accounts_member" WHERE' not in sql]) == most


def test_a_guest_whose_page_is_not_kept_asks_for_the_post_whom_it_is_about_its_thread_and_its_neighbours(post, client):
    client.post("/shows/anupamaa/progress/", {"through": "1000"}, HTTP_SEC_FETCH_SITE="same-origin")
    with CaptureQueriesContext(connection) as captured:
        client.get(f"/posts/{post.public_id}/x/?utm=1")
    assert len([query for query in captured.captured_queries if not ASIDE.search(query["sql"])]) == 4


def test_a_comment_is_posted_in_six_statements_and_one_transaction(post, asha, as_member):
    browser = as_member(asha)
    asked(browser, f"/contributions/{post.public_id}/comments/", body="Before", idempotency_key="k0")  # keeps the names
    found = asked(browser, f"/contributions/{post.public_id}/comments/", body="So", idempotency_key="k1")
    assert len(found) == 6, "the sixth has others told of it and it indexed"


def own(found: list[str]) -> list[str]:
    return [sql for sql in found if 'FROM "accounts_member" WHERE' not in sql]


def test_the_desk_asks_what_its_moderator_did_today(post, asha, nandini, meera, as_member):
    for comment in post.thread.filter(author=asha)[:4]:
        reported(comment, nandini)
    browser = as_member(meera)

    for address in ("/moderation/", "/moderation/?show=anupamaa", "/moderation/?rule=say-which-episode"):
        assert len(own(asked(browser, address))) == 1, "the rest is kept while nothing on the desk changes"


def test_a_desk_on_which_something_changed_asks_three_more_whatever_waits(post, asha, nandini, meera, as_member):
    browser, comments = as_member(meera), list(post.thread.filter(author=asha)[:4])
    asked(browser, "/moderation/")

    for some in (comments[:1], comments[1:]):
        for comment in some:
            reported(comment, nandini)
        with CaptureQueriesContext(connection) as captured:
            page = browser.get("/moderation/").text
        assert page.count("Spoiler leak, 1 report") == Case.objects.count()
        found = [query["sql"] for query in captured.captured_queries if not ASIDE.search(query["sql"])]
        assert len(own(found)) == 1 + 3, "rows, numbers and rules"


def test_a_case_asks_eight_times_and_once_more_who_else_may_decide_it(post, asha, nandini, meera, as_member):
    decided(reported(a_comment(asha, post), nandini), meera, "remove")
    case = reported(post.thread.filter(author=asha, state=State.PUBLISHED)[0], nandini)
    appeal = appealed(Decision.objects.get(), asha)
    browser = as_member(meera)

    assert len(own(asked(browser, f"/moderation/cases/{case.pk}/"))) == 8
    assert len(own(asked(browser, f"/moderation/cases/{appeal.pk}/"))) == 9, "it is against her own decision"
