"""The page and the API of search."""

from __future__ import annotations

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from accounts.blocking import keep_away
from accounts.models import Member
from tests.builders import NOW, a_character, a_comment, a_member, a_post, at_episode
from tests.pages.test_query_counts import ASIDE
from tests.photos.scenes import a_photo
from tests.search.corpus import index_all

LINE = "There may be more past your episode."
EVIL = '<img src=x onerror=alert(1)> gajra "quoted" & <script>'


@pytest.fixture
def talk(asha, karan, anupamaa):
    at_episode(asha, anupamaa, 500)
    a_character(anupamaa, "Malti Devi", name_hi="मालती देवी", line="A dance guru.")
    a_post(karan, anupamaa, title="मालती की नज़र", body="Gajra and more.", reveals=100)
    a_post(karan, anupamaa, title="Vidaai", body="Gajra too.", reveals=900)
    index_all()
    return karan


def page(browser, **query):
    return browser.get("/search/", query)


def text(answer):
    return answer.content.decode()


def test_both_scripts_find_both_and_the_page_says_so(talk, asha, as_member):
    told = text(page(as_member(asha), q="malti devi"))
    assert "<mark>Malti</mark> <mark>Devi</mark>" in told
    assert "Same in the other script: मालती देवी." in told
    told = text(page(as_member(asha), q="malti"))
    assert "<mark>मालती</mark> की नज़र" in told and "Written here: मालती" in told


def test_the_line_at_the_end_is_always_there(talk, client):
    for query in ({}, {"q": "vidaai"}, {"q": "malti"}, {"q": "zzzz"}, {"q": "before:x"}):
        assert LINE in text(page(client, **query))


def test_a_secret_word_is_answered_as_an_unknown_one(talk, asha, as_member):
    browser = as_member(asha)
    secret, unknown = (text(page(browser, q=word)).replace(word, "?") for word in ("vidaai", "qwertz"))
    assert secret == unknown
    secret, unknown = (browser.get("/api/v1/search/", {"q": word}).json() for word in ("vidaai", "qwertz"))
    assert secret == unknown == {"results": [], "next": None, "forgiven": [], "there_may_be_more": True}


def test_what_somebody_wrote_is_marked_and_never_markup(talk, asha, karan, anupamaa, as_member):
    a_post(karan, anupamaa, title=EVIL, body=f"`{EVIL}`", reveals=100)
    index_all()
    for told in (
        text(page(as_member(asha), q="gajra")),
        as_member(asha).get("/api/v1/search/", {"q": "gajra"}).json()["results"][0]["snippet"],
    ):
        assert "<img src=x" not in told and "<script>" not in told
        assert "&lt;img src=x onerror=alert(1)&gt; <mark>gajra</mark> &quot;quoted&quot; &amp; &lt;script&gt;" in told
    told = text(page(as_member(asha), q='"><script>alert(1)</script>'))
    assert "<script>alert" not in told


def test_what_cannot_be_read_is_422_on_the_page_and_by_api_in_the_same_words(talk, client):
    sentence = "Type a day behind before: as in before:2026-11-30."
    answer = page(client, q="before:yesterday gajra")
    assert answer.status_code == 422
    assert sentence in text(answer) and 'value="before:yesterday gajra"' in text(answer)
    answer = client.get("/api/v1/search/", {"q": "before:yesterday"})
    assert (answer.status_code, answer.json()["detail"]) == (422, sentence)
    assert page(client, q="x" * 300).status_code == 422


def test_the_page_is_for_nobody_else_to_keep(talk, client):
    answer = page(client, q="gajra")
    assert answer["Cache-Control"] == "private, no-cache"
    assert '<meta name="robots" content="noindex">' in text(answer)
    assert text(page(client, q="gajra")) is not None


def test_looking_up_too_often_is_429(talk, client):
    assert {page(client, q="x").status_code for _ in range(60)} == {200}
    assert page(client, q="x").status_code == 429


def test_hits_are_narrowed_and_the_choice_stays(talk, asha, as_member):
    told = text(page(as_member(asha), q="malti", kind="character", show="anupamaa"))
    assert "Malti" in told and "की नज़र" not in told
    assert 'name="kind" value="character"' in told and '<option value="anupamaa" selected>' in told
    assert "?q=malti&amp;kind=post&amp;show=anupamaa" in told


def test_the_api_reads_as_of_an_earlier_episode(talk, asha, as_member):
    def found(**query):
        return [hit["title"] for hit in as_member(asha).get("/api/v1/search/", query).json()["results"]]

    assert found(q="gajra") == ["मालती की नज़र"]
    assert found(q="gajra", through=99) == []


def test_a_rare_word_costs_one_question_to_the_index_and_one_to_those_who_have_it(talk, asha, as_member):
    browser = as_member(asha)
    page(browser, q="gajra")
    with CaptureQueriesContext(connection) as captured:
        page(browser, q="gajra")
    asked = [query["sql"] for query in captured.captured_queries if not ASIDE.search(query["sql"])]
    assert len([sql for sql in asked if 'FROM "accounts_member" WHERE' not in sql]) == 2


@pytest.mark.parametrize("language", ["en", "hi"])
def test_no_hit_costs_a_question_of_its_own(asha, anupamaa, as_member, outbox, settings, tmp_path, language):
    settings.MEDIA_ROOT = tmp_path
    fans = [a_member(f"fan{number}") for number in range(4)]
    posts = [a_post(fan, anupamaa, title="Gajra", body="Gajra.", reveals=1) for fan in fans]
    for seed, (fan, post) in enumerate(zip(fans, reversed(posts), strict=True)):
        a_comment(fan, post, body="Gajra, and more.")
        a_photo(fan, anupamaa, seed=seed, caption="Gajra")
    outbox.run()
    index_all()
    at_episode(asha, anupamaa, 500)
    browser = as_member(asha)
    browser.cookies["django_language"] = language
    page(browser, q="gajra")
    with CaptureQueriesContext(connection) as captured:
        answer = text(page(browser, q="gajra"))
    assert answer.count("post-card__in") == 12 and answer.count("post-card__thumb") == 4
    asked = [query["sql"] for query in captured.captured_queries if not ASIDE.search(query["sql"])]
    assert len([sql for sql in asked if 'FROM "accounts_member" WHERE' not in sql]) == 2
    assert len([sql for sql in asked if 'FROM "accounts_member" WHERE' in sql]) <= 1


def test_every_page_leads_there(client, db):
    assert 'href="/search/"' in text(client.get("/"))


def test_who_blocked_or_muted_somebody_does_not_find_their_words(karan, asha, anupamaa, as_member):
    at_episode(asha, anupamaa, 1000)
    a_post(karan, anupamaa, reveals=900, title="Karan on dinner", body="Chameleon at the table")
    index_all()
    browser = as_member(asha)
    assert "Karan on dinner" in browser.get("/search/?q=chameleon").text

    for kind in ("M", "B"):
        keep_away(karan, by=asha, kind=kind, at=NOW)
        assert "Karan on dinner" not in browser.get("/search/?q=chameleon").text
    assert "/@karan/" not in browser.get("/search/?q=karan").text


def test_nobody_finds_members_under_18(asha, client):
    Member.objects.filter(pk=asha.pk).update(is_minor=True)
    index_all()
    assert "/@asha/" not in client.get("/search/?q=asha").text


def test_covered_words_are_found_by_whoever_knows_their_episode(karan, asha, nandini, anupamaa, as_member):
    at_episode(asha, anupamaa, 1000)
    at_episode(nandini, anupamaa, 950)
    a_post(karan, anupamaa, reveals=900, title="On dinner", body="Quiet, then ||E980: a chameleon|| came")
    index_all()

    assert "On dinner" in as_member(asha).get("/search/?q=chameleon").text
    early = as_member(nandini)
    assert "On dinner" not in early.get("/search/?q=chameleon").text
    assert "On dinner" in early.get("/search/?q=quiet").text and "chameleon" not in early.get("/search/?q=quiet").text
