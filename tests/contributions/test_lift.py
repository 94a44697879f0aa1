"""A lifted veil opens one thing as far as it went when it was lifted, and no further."""

import re

import pytest
from django.test import Client

from portal.contributions.actions import reword
from portal.contributions.lifting import carry_lifts, lift
from portal.contributions.readers import seat_of, viewpoint_of
from shows.seats import COOKIE, guest_seat
from tests.builders import NOW, a_post, at_episode

ORIGIN = {"HTTP_SEC_FETCH_SITE": "same-origin"}


@pytest.fixture
def post(karan, nandini, anupamaa):
    at_episode(nandini, anupamaa, 850)
    return a_post(karan, anupamaa, reveals=900, title="A quarrel", body="Vanraj shouts.")


@pytest.fixture(params=["member", "guest"])
def reader(request, nandini, as_member):
    return as_member(nandini) if request.param == "member" else Client()


def open_veil(post, reader, committed) -> str:
    with committed(execute=True):
        reader.post(f"/contributions/{post.public_id}/lift/", {"reveals": str(post.effective_reveals)}, **ORIGIN)
    return f"/posts/{post.public_id}/"


def change(post, committed, **words) -> None:
    with committed(execute=True):
        reword(post, words, by=post.author, at=NOW)


def test_a_lift_ends_when_the_thing_comes_to_name_a_later_episode(post, reader, django_capture_on_commit_callbacks):
    address = open_veil(post, reader, django_capture_on_commit_callbacks)
    assert "Vanraj shouts" in reader.get(address).content.decode()

    change(post, django_capture_on_commit_callbacks, body="Samar dies.", reveals=1090)

    page = reader.get(address).content.decode()
    assert "Samar dies" not in page
    assert "Talks about Ep 1,090" in page


def test_a_lift_stands_when_the_thing_comes_to_name_an_earlier_episode(
    post, reader, django_capture_on_commit_callbacks
):
    address = open_veil(post, reader, django_capture_on_commit_callbacks)

    change(post, django_capture_on_commit_callbacks, body="Vanraj whispers.", reveals=870)

    assert "Vanraj whispers" in reader.get(address).content.decode()


def test_a_lift_opens_no_earlier_words_of_a_later_episode(post, reader, django_capture_on_commit_callbacks):
    change(post, django_capture_on_commit_callbacks, title="The wedding", body="Samar dies.", reveals=1090)
    change(post, django_capture_on_commit_callbacks, title="A walk", body="Vanraj walks.", reveals=870)
    change(post, django_capture_on_commit_callbacks, title="A song", body="Vanraj sings.", reveals=880)

    open_veil(post, reader, django_capture_on_commit_callbacks)

    page = reader.get(f"/contributions/{post.public_id}/revisions/").content.decode()
    assert "Vanraj walks" in page
    assert "Samar" not in page
    assert "wedding" not in page


def test_what_a_guest_lifted_comes_along_as_far_as_it_went(post, asha):
    carry_lifts({post.public_id: 900}, by=asha)

    assert seat_of(asha).lifted == {post.public_id: 900}


def test_lifting_again_opens_what_is_there_now(post, nandini):
    lift(post, by=nandini, seen=900)
    reword(post, {"reveals": 1090}, by=post.author, at=NOW)
    assert viewpoint_of(nandini).covers(post)

    lift(post, by=nandini, seen=1090)

    assert not viewpoint_of(nandini).covers(post)


def test_a_page_drawn_before_the_veil_was_raised_opens_nothing_newer(post, reader, django_capture_on_commit_callbacks):
    page = reader.get(f"/posts/{post.public_id}/").content.decode()
    seen = re.search(r'name="reveals" value="([^"]+)"', page)[1]
    assert seen == "900"
    change(post, django_capture_on_commit_callbacks, body="Samar dies.", reveals=1090)

    words = {"reveals": seen, "next": f"/posts/{post.public_id}/"}
    with django_capture_on_commit_callbacks(execute=True):
        answer = reader.post(f"/contributions/{post.public_id}/lift/", words, **ORIGIN)

    told = answer.content.decode()
    assert answer.status_code == 409
    assert "It names a later episode now: Ep 1,090. It is still covered." in told
    assert 'name="reveals" value="1,090"' in told
    assert f'name="next" value="/posts/{post.public_id}/"' in told
    assert "Samar dies" not in told + reader.get(f"/posts/{post.public_id}/").content.decode()


@pytest.mark.parametrize("said", ["", "soon", "\0", "9" * 17])
def test_nobody_lifts_a_veil_without_saying_what_it_named(post, reader, said):
    answer = reader.post(f"/contributions/{post.public_id}/lift/", {"reveals": said}, **ORIGIN)

    assert answer.status_code == 422
    assert "Vanraj shouts" not in reader.get(f"/posts/{post.public_id}/").content.decode()


def test_a_program_says_what_it_saw_and_is_told_when_that_is_past(post, nandini, as_member):
    browser, address = as_member(nandini), f"/api/v1/contributions/{post.public_id}/lift/"
    reword(post, {"reveals": 1090}, by=post.author, at=NOW)

    answers = [browser.post(address, said, "application/json") for said in ({}, {"reveals": 900}, {"reveals": 1090})]

    assert [answer.status_code for answer in answers] == [422, 409, 204]
    assert answers[1].json()["code"] == "veil_raised"
    assert "Ep 1,090" in answers[1].json()["detail"]


def test_a_seat_of_another_making_reads_as_none(rf):
    request = rf.get("/")
    request.COOKIES[COOKIE] = "not-ours"

    assert guest_seat(request).lifted == {}
