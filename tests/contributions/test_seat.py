"""A member's seat is kept, and never past the moment it changes."""

from django.core.cache import cache

from accounts.blocking import keep_away
from accounts.models import Block, Member
from accounts.seats import seat_keys
from portal.contributions.lifting import lift
from portal.contributions.readers import seat_of
from shows.actions import move_progress
from shows.seats import keep_seat, kept_seat, mark_seat
from tests.builders import NOW, a_post, at_episode


def test_a_seat_read_while_it_was_being_changed_is_not_kept(asha, anupamaa, django_capture_on_commit_callbacks):
    at_episode(asha, anupamaa, 900)
    _none, stamp = kept_seat(asha.pk, asha.seat_version)
    read_before = seat_of(asha)

    with django_capture_on_commit_callbacks(execute=True):
        move_progress(anupamaa, by=asha, through=850)
    keep_seat(asha.pk, read_before, stamp)

    assert seat_of(asha).through == {anupamaa.pk: 850}


def test_the_same_goes_for_lifts(asha, karan, anupamaa, django_capture_on_commit_callbacks):
    secret = a_post(karan, anupamaa, reveals=1000)
    _none, stamp = kept_seat(asha.pk, asha.seat_version)
    read_before = seat_of(asha)

    with django_capture_on_commit_callbacks(execute=True):
        lift(secret, by=asha, seen=1000)
    keep_seat(asha.pk, read_before, stamp)

    assert seat_of(asha).lifted == {secret.public_id: 1000}


def test_a_seat_that_nobody_changed_is_kept(asha, anupamaa):
    at_episode(asha, anupamaa, 900)
    seat = seat_of(asha)

    assert kept_seat(asha.pk, asha.seat_version)[0] == seat


def test_a_seat_ends_though_the_cache_forgot_it(asha, karan, anupamaa, django_capture_on_commit_callbacks):
    at_episode(asha, anupamaa, 900)
    seat_of(asha)
    with django_capture_on_commit_callbacks(execute=True):
        move_progress(anupamaa, by=asha, through=850)
        keep_away(karan, by=asha, kind=Block.Kind.BLOCK, at=NOW)
    cache.delete(seat_keys(asha.pk)[1])

    again = Member.objects.get(pk=asha.pk)
    assert seat_of(again).through == {anupamaa.pk: 850}
    assert seat_of(again).blocked == {karan.pk}


def test_two_marks_at_once_lose_none(asha, karan, django_capture_on_commit_callbacks):
    post = a_post(karan)
    seat_of(asha)
    with django_capture_on_commit_callbacks(execute=True):
        mark_seat(asha, "saved", post.pk, "1")
    assert seat_of(asha).marks["saved"] == {post.pk: "1"}

    cache.add(f"seat-pen:{asha.pk}", 1, 10)  # another request is writing its own
    with django_capture_on_commit_callbacks(execute=True):
        mark_seat(asha, "saved", post.pk + 1, "1")

    assert kept_seat(asha.pk, asha.seat_version)[0] is None
