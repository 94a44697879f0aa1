"""What newcomers send waits for a moderator; everybody else's does not."""

from accounts.models import Member
from portal.moderation.screening import edit_must_wait, must_wait


def test_the_first_things_and_any_photo_of_a_newcomer_wait(nandini: Member) -> None:
    assert must_wait(nandini, kind="post")
    assert must_wait(nandini, kind="photo")
    assert edit_must_wait(nandini)


def test_nothing_of_a_regular_fan_waits(asha: Member) -> None:
    assert not must_wait(asha, kind="post")
    assert not must_wait(asha, kind="photo")
    assert not edit_must_wait(asha)
