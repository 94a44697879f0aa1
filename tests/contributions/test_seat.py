"""A member's seat is kept, and never past the moment it changes."""

from portal.contributions.lifting import lift
from portal.contributions.readers import seat_of
from shows.actions import move_progress
from shows.seats import keep_seat, kept_seat
from tests.builders import a_post, at_episode


def test_a_seat_read_while_it_was_being_changed_is_not_kept(asha, anupamaa, django_capture_on_commit_callbacks):
    at_episode(asha, anupamaa, 900)
    _none, stamp = kept_seat(asha.pk)
    read_before = seat_of(asha.pk)

    with django_capture_on_commit_callbacks(execute=True):
        move_progress(anupamaa, by=asha, through=850)
    keep_seat(asha.pk, read_before, stamp)

    assert seat_of(asha.pk).through == {anupamaa.pk: 850}


def test_the_same_goes_for_lifts(asha, karan, anupamaa, django_capture_on_commit_callbacks):
    secret = a_post(karan, anupamaa, reveals=1000)
    _none, stamp = kept_seat(asha.pk)
    read_before = seat_of(asha.pk)

    with django_capture_on_commit_callbacks(execute=True):
        lift(secret, by=asha, seen=1000)
    keep_seat(asha.pk, read_before, stamp)

    assert seat_of(asha.pk).lifted == {secret.public_id: 1000}


def test_a_seat_that_nobody_changed_is_kept(asha, anupamaa):
    at_episode(asha, anupamaa, 900)
    seat = seat_of(asha.pk)

    assert kept_seat(asha.pk)[0] == seat
