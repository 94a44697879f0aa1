"""Whom a post is about: found by name as far as its writer may know, kept, and changed."""

import pytest
from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction

from portal.contributions.actions import change_state
from portal.contributions.leaving import empty_out
from portal.contributions.models import About, Contribution, State
from portal.posts.forms import whom_called
from portal.posts.models import Post
from portal.posts.naming import as_words, offered, tie, whom
from shows.spoilers import nobody
from tests.builders import NOW, a_character, a_post, at_episode

pytestmark = pytest.mark.django_db
WORDS = {"title": "Dinner", "body": "Nobody said a word.", "topic": "talk", "show": "anupamaa"}
NOBODY = "in Anupamaa or in its cast as far as you have watched"


def names(post):
    return [one.name for one in whom(post)]


@pytest.mark.parametrize("typed", ["Samar, Sagar Parekh", " समर ,, SAGAR   parekh,samar", "Samu\nसागर पारेख"])
def test_they_are_found_by_name_in_either_script_and_by_other_names(writer, samar, typed):
    assert writer.post("/posts/new/", WORDS | {"who": typed}).status_code == 302

    assert names(Post.objects.get()) == ["Samar", "Sagar Parekh"]


def test_a_name_that_fits_nobody_is_explained_at_its_field_and_nothing_is_lost(writer, samar):
    answer = writer.post("/posts/new/", WORDS | {"who": "Samar, Samarr"})

    assert answer.status_code == 422 and not Post.objects.exists()
    assert answer.context["form"].errors["who"] == [f"Nobody called Samarr is {NOBODY}."]
    assert 'value="Samar, Samarr"' in answer.text and WORDS["body"] in answer.text


@pytest.mark.parametrize("through", [600, 920])
def test_a_secret_name_and_one_that_never_was_get_the_same_sentence(through, asha, anupamaa, samar, malti, as_member):
    at_episode(asha, anupamaa, through)
    typed = ["Guru Maa", "No Body", *(["Malti Devi", "malti-devi", "Apara Mehta", "Sagar Parekh"] * (through < 656))]

    for name in typed:
        answer = as_member(asha).post("/posts/new/", WORDS | {"who": name})
        assert answer.status_code == 422
        assert answer.context["form"].errors["who"] == [f"Nobody called {name} is {NOBODY}."]


def test_a_first_name_is_enough_where_one_alone_has_it(writer, samar, anupamaa):
    a_character(anupamaa, "Vanraj Shah", name_hi="वनराज शाह")

    writer.post("/posts/new/", WORDS | {"who": "वनराज, sagar"})
    assert names(Post.objects.get()) == ["Vanraj Shah", "Sagar Parekh"]

    a_character(anupamaa, "Vanraj Mehta")
    assert "More than one is called Vanraj." in writer.post("/posts/new/", WORDS | {"who": "Vanraj"}).text


def test_names_need_a_show(writer, samar):
    answer = writer.post("/posts/new/", WORDS | {"show": "", "who": "Samar"})

    assert answer.status_code == 422 and "Choose the show first" in answer.text


def test_at_most_ten_are_named(writer, anupamaa):
    for number in range(11):
        a_character(anupamaa, f"Guest {number}")
    typed = [f"Guest {number}" for number in range(11)]

    answer = writer.post("/posts/new/", WORDS | {"who": ", ".join(typed)})
    assert answer.status_code == 422 and "Name at most 10." in answer.text

    writer.post("/posts/new/", WORDS | {"who": ", ".join(typed[:10])})
    assert names(Post.objects.get()) == typed[:10]


def test_of_two_of_one_name_the_writer_is_asked_which_and_an_address_tells(writer, anupamaa):
    for slug in ("rahul", "rahul-2"):
        a_character(anupamaa, "Rahul", slug=slug)

    answer = writer.post("/posts/new/", WORDS | {"who": "Rahul"})
    assert "More than one is called Rahul. Type one of these instead: rahul, rahul-2." in answer.text

    writer.post("/posts/new/", WORDS | {"who": "rahul-2, rahul"})
    assert [one.slug for one in whom(Post.objects.get())] == ["rahul-2", "rahul"]


def test_a_secret_namesake_is_not_told_by_asking_which(asha, anupamaa, as_member):
    at_episode(asha, anupamaa, 100)
    a_character(anupamaa, "Rahul")
    a_character(anupamaa, "Rahul", slug="rahul-2", reveals=900)

    assert as_member(asha).post("/posts/new/", WORDS | {"who": "Rahul"}).status_code == 302


def test_the_form_offers_whom_its_writer_knows_and_no_more_than_sixty(asha, anupamaa, samar, malti, as_member):
    at_episode(asha, anupamaa, 600)
    form = as_member(asha).get("/posts/new/").text
    assert '<option value="Samar">' in form and '<option value="Paras Kalnawat">' in form
    assert not any(secret in form for secret in ("Malti Devi", "Apara Mehta", "Sagar Parekh", "Guru Maa"))

    for number in range(70):
        a_character(anupamaa, f"Guest {number}")
    assert len(offered(anupamaa, nobody())) == 60


def test_the_author_changes_whom_it_is_about_and_the_past_keeps_who_it_was(writer, asha, anupamaa, samar, sagar):
    post = a_post(asha, anupamaa, reveals=700, who=[samar])
    address = f"/posts/{post.public_id}/edit/"
    assert 'value="Samar"' in writer.get(address).text

    writer.post(address, WORDS | {"reveals": "700", "who": "Sagar Parekh"})

    assert names(post) == ["Sagar Parekh"]
    assert [row.words["who"] for row in post.revisions.all()] == [["characters/samar"]]
    writer.post(address, WORDS | {"reveals": "700", "who": ""})
    assert names(post) == []


def test_an_edit_may_keep_a_name_from_further_on(asha, anupamaa, samar, malti, as_member):
    at_episode(asha, anupamaa, 10)
    post = a_post(asha, anupamaa, reveals=0, who=[malti])
    said = {"title": "Now", "body": "So", "topic": "talk", "reveals": "0", "who": "Malti Devi, Samar"}

    assert as_member(asha).post(f"/posts/{post.public_id}/edit/", said).status_code == 302
    assert names(post) == ["Malti Devi", "Samar"]


def test_a_newcomers_new_names_wait_with_their_words(nandini, anupamaa, samar, sagar, meera, as_member):
    at_episode(nandini, anupamaa, 1018)
    post = a_post(nandini, anupamaa, reveals=700, who=[samar])
    change_state(post, State.PUBLISHED, at=NOW)
    said = {"title": "Now", "body": "So", "topic": "talk", "reveals": "700", "who": "Sagar Parekh"}

    as_member(nandini).post(f"/posts/{post.public_id}/edit/", said)

    assert names(post) == ["Samar"]
    assert 'value="Sagar Parekh"' in as_member(nandini).get(f"/posts/{post.public_id}/edit/").text


def test_the_database_takes_one_of_both_and_each_once(asha, anupamaa, samar, paras):
    post = a_post(asha, anupamaa, who=[samar, paras])
    wrong = [{"character": samar, "person": paras}, {}, {"character": samar}, {"person": paras}]

    for whose in wrong:
        with pytest.raises(IntegrityError), transaction.atomic():
            About.objects.create(contribution=post, created_at=NOW, **whose)


def test_named_twice_they_are_tied_once(asha, anupamaa, samar):
    post = a_post(asha, anupamaa, who=[samar, samar])
    tie(post, as_words([samar, samar]))

    assert names(post) == ["Samar"]


def test_what_an_author_took_along_is_about_nobody(asha, anupamaa, samar):
    post = a_post(asha, anupamaa, who=[samar])

    empty_out(Contribution.objects.filter(pk=post.pk))

    assert not About.objects.exists()


@pytest.mark.parametrize(
    ("form", "sent"), [("/posts/new/", {}), ("/api/v1/posts/", {"content_type": "application/json"})]
)
def test_page_and_program_are_refused_in_the_same_words(writer, samar, form, sent):
    with pytest.raises(ValidationError) as refusal:
        whom_called(["Samarr"], samar.show, nobody())

    answer = writer.post(form, WORDS | {"who": "Samarr"}, **sent)
    assert answer.status_code in (400, 422) and refusal.value.messages[0] in answer.text


def test_programs_name_change_and_filter(writer, asha, anupamaa, samar, sagar, malti):
    sent = {"content_type": "application/json"}
    made = writer.post("/api/v1/posts/", WORDS | {"reveals": 700, "who": "समर, Sagar Parekh"}, **sent).json()
    held = {"character": "samar", "character_name": "Samar", "person": "sagar-parekh", "name": "Sagar Parekh"}
    assert made["who"] == [held, held]
    assert writer.get("/api/v1/posts/").json()["results"][0]["who"] == made["who"]

    for query, found in (
        ("?show=anupamaa&character=samar", [made["id"]]),
        ("?person=sagar-parekh", [made["id"]]),
        ("?show=anupamaa&character=malti-devi", []),
        ("?show=anupamaa&character=nobody", []),
        ("?character=samar", []),
        ("?person=sagar-parekh&through=600", []),
    ):
        assert [row["id"] for row in writer.get(f"/api/v1/posts/{query}").json()["results"]] == found, query

    changed = writer.put(f"/api/v1/posts/{made['id']}/", WORDS | {"reveals": 700, "who": "Malti Devi"}, **sent)
    assert [row["character"] for row in changed.json()["who"]] == ["malti-devi"]
