"""Writing a post: nothing typed is lost, nothing is doubled, and a newcomer's first words wait."""

import re

import pytest
from django.test import Client

from portal.contributions.models import State
from portal.posts.models import Post
from shows.models import Show
from tests.builders import at_episode

WORDS = {"title": "Dinner at the Shahs", "body": "Nobody said **a word**.", "topic": "theory", "idempotency_key": "k1"}


@pytest.fixture
def writer(asha, anupamaa, as_member):
    at_episode(asha, anupamaa, 1000)
    return as_member(asha)


def test_a_post_talks_as_far_as_its_writer_has_watched_unless_it_says_otherwise(writer):
    writer.post("/posts/new/", WORDS | {"show": "anupamaa"})

    post = Post.objects.get()
    assert (post.reveals, post.about, post.effective_reveals) == (1000, 1000, 1000)
    assert (post.topic, post.language, post.state) == ("theory", "en", State.PUBLISHED)


@pytest.mark.parametrize(("typed", "reveals"), [("१,०१०", 1010), ("Ep 12", 12), ("0", None)])
def test_a_writer_may_say_how_far_a_post_talks(writer, typed, reveals):
    writer.post("/posts/new/", WORDS | {"show": "anupamaa", "reveals": typed})

    assert Post.objects.get().reveals == reveals


def test_a_fresh_form_is_about_the_writers_show_as_far_as_they_have_watched(writer):
    form = writer.get("/posts/new/").context["form"]

    assert (form["show"].value(), form["reveals"].value()) == ("anupamaa", "1,000")


def test_shows_are_called_as_the_readers_language_writes_them(writer):
    Show.objects.update(title_hi="अनुपमा")
    page = writer.get("/posts/new/", HTTP_ACCEPT_LANGUAGE="hi").content.decode()
    assert re.search(r'<option value="anupamaa"[^>]*>अनुपमा</option>', page)


def test_a_post_about_no_show_has_no_secrets(writer):
    writer.post("/posts/new/", WORDS | {"show": "", "reveals": "1,010"})

    assert Post.objects.get().effective_reveals == 0


def test_words_in_devanagari_are_hindi(writer):
    writer.post("/posts/new/", WORDS | {"title": "मालती देवी की वो एक नज़र", "body": "गुरु थीं या कुछ और?"})

    assert Post.objects.get().language == "hi"


def test_whoever_posts_is_sent_to_an_address_that_tells_nothing(writer):
    answer = writer.post("/posts/new/", WORDS)

    assert answer["Location"] == f"/posts/{Post.objects.get().public_id}/"


@pytest.mark.parametrize(
    "wrong",
    [{"title": ""}, {"body": "x" * 20_001}, {"reveals": "soon", "show": "anupamaa"}, {"show": "imlie"}, {"topic": "?"}],
)
def test_a_refused_form_comes_back_with_everything_in_it(writer, wrong):
    answer = writer.post("/posts/new/", WORDS | wrong)

    page = answer.content.decode()
    assert answer.status_code == 422
    assert not Post.objects.exists()
    for kept in {"title": WORDS["title"], "body": WORDS["body"], "idempotency_key": "k1"} | wrong:
        assert str((WORDS | wrong)[kept])[:2000] in page or kept in ("show", "topic")


def test_a_line_break_counts_as_one_character(writer):
    writer.post("/posts/new/", WORDS | {"body": "a\r\n" * 9_999 + "b"})

    assert len(Post.objects.get().body) == 19_999


def test_text_that_no_database_takes_is_cleaned(writer):
    writer.post("/posts/new/", WORDS | {"title": "Din\x00ner", "body": "one\x00\x07\u202etwo", "show": "\x00"})

    post = Post.objects.get()
    assert (post.title, post.body) == ("Dinner", "one\u202etwo\u202c")


def test_a_preview_shows_the_words_and_keeps_nothing(writer):
    answer = writer.post("/posts/new/", WORDS | {"preview": "1"})

    assert "<strong>a word</strong>" in answer.content.decode()
    assert WORDS["title"] in answer.content.decode()
    assert not Post.objects.exists()


def test_htmx_gets_the_preview_alone(writer):
    answer = writer.post("/posts/new/", {"body": "**loud**", "preview": "1"}, headers={"HX-Request": "true"})

    assert "<strong>loud</strong>" in answer.content.decode()
    assert "<html" not in answer.content.decode()


def test_a_second_click_leads_to_the_first_post(writer):
    first, second = (writer.post("/posts/new/", WORDS)["Location"] for _ in range(2))

    assert first == second
    assert Post.objects.count() == 1


def test_a_stranger_is_asked_to_sign_in_before_writing(client):
    assert client.get("/posts/new/?show=anupamaa")["Location"] == "/accounts/login/?next=/posts/new/%3Fshow%3Danupamaa"


def test_words_of_somebody_whose_session_has_ended_are_kept(client, anupamaa):
    answer = client.post("/posts/new/", WORDS)

    assert answer.status_code == 403
    assert WORDS["body"] in answer.content.decode()
    assert not Post.objects.exists()


def test_an_expired_form_offers_the_typed_words_back_and_takes_them_then(asha):
    client = Client(enforce_csrf_checks=True)
    client.force_login(asha)
    long = WORDS | {"body": "Nobody said a word. " * 20}

    expired = client.post("/posts/new/", long, headers={"Origin": "http://testserver"})
    assert expired.status_code == 403
    assert long["body"].strip() in expired.content.decode()

    token = client.cookies["csrftoken"].value
    client.post("/posts/new/", long | {"csrfmiddlewaretoken": token})
    assert Post.objects.get().title == WORDS["title"]


@pytest.mark.parametrize(
    "headers",
    [{"Origin": "https://evil.example"}, {"Sec-Fetch-Site": "cross-site"}, {"Sec-Fetch-Site": "same-site"}, {}],
)
def test_a_form_of_another_site_is_not_handed_on(asha, headers):
    client = Client(enforce_csrf_checks=True)
    client.force_login(asha)

    refused = client.post("/posts/new/", WORDS, headers=headers)

    assert refused.status_code == 403
    assert WORDS["title"] not in refused.content.decode()
    assert WORDS["body"] not in refused.content.decode()


def test_a_newcomers_first_post_waits_and_only_they_see_it(nandini, asha, as_member, client):
    as_member(nandini).post("/posts/new/", WORDS)

    post = Post.objects.get()
    address = f"/posts/{post.public_id}/"
    assert post.state == State.HELD
    assert "waits for a moderator" in as_member(nandini).get(address).content.decode()
    assert client.get(address).status_code == as_member(asha).get(address).status_code == 404
    assert WORDS["title"] not in client.get("/").content.decode()
