"""A lifted veil opens one thing as far as it went when it was lifted, and no further."""

import pytest
from django.test import Client

from portal.contributions.actions import carry_lifts, lift, reword
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
        reader.post(f"/contributions/{post.public_id}/lift/", **ORIGIN)
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

    assert seat_of(asha.pk).lifted == {post.public_id: 900}


def test_lifting_again_opens_what_is_there_now(post, nandini):
    lift(post, by=nandini)
    reword(post, {"reveals": 1090}, by=post.author, at=NOW)
    assert viewpoint_of(nandini).covers(post)

    lift(post, by=nandini)

    assert not viewpoint_of(nandini).covers(post)


def test_a_seat_of_another_making_reads_as_none(rf):
    request = rf.get("/")
    request.COOKIES[COOKIE] = "not-ours"

    assert guest_seat(request).lifted == {}
