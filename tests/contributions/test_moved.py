"""Two who move the same thing at once: whoever is told that it is done, it is done for."""

from __future__ import annotations

import pytest
from django.utils import timezone

from accounts.models import Role
from portal.contributions.actions import change_state, withdraw
from portal.contributions.models import Contribution, State
from portal.lib.verdicts import Refused
from portal.moderation import reading
from portal.moderation.models import Case
from portal.photos.actions import MOST_TRIES, give_up
from portal.photos.models import Photo
from portal.posts.models import Post
from tests.builders import NOW, a_comment, a_member, a_post
from tests.moderation.scenes import reported, the_rule
from tests.photos.scenes import a_photo
from tests.together import at_once


def now_of(thing: Contribution) -> str:
    return Contribution.objects.get(pk=thing.pk).state


def test_what_was_hidden_since_it_was_read_is_not_said_to_be_withdrawn(asha) -> None:
    post = a_post(asha)
    for thing in (post, a_comment(asha, post), a_photo(asha)):
        stale = type(thing).objects.get(pk=thing.pk)
        change_state(type(thing).objects.get(pk=thing.pk), State.HIDDEN, at=NOW)

        with pytest.raises(Refused):
            withdraw(stale, by=asha, at=NOW)

        assert now_of(thing) == State.HIDDEN


def test_a_move_from_where_something_is_no_more_is_refused(asha) -> None:
    post = a_post(asha)
    stale = Post.objects.get(pk=post.pk)
    change_state(post, State.REMOVED, at=NOW)

    with pytest.raises(Refused) as refusal:
        change_state(stale, State.HIDDEN, at=NOW)

    assert refusal.value.status == 409
    assert now_of(post) == State.REMOVED


def test_what_was_withdrawn_since_it_was_read_is_not_said_to_be_hidden(asha, nandini, meera) -> None:
    post = a_post(asha)
    case = Case.objects.select_related("contribution").get(pk=reported(post, nandini).pk)
    withdraw(post, by=asha, at=NOW)

    with pytest.raises(Refused):
        reading.hide(case, by=meera, at=timezone.now())

    assert Case.objects.get(pk=case.pk).hidden_at is None


def test_a_photo_taken_down_meanwhile_stays_so_when_its_pictures_fail(asha) -> None:
    photo = a_photo(asha)
    Photo.objects.filter(pk=photo.pk).update(develop_tries=MOST_TRIES - 1)
    stale = Photo.objects.get(pk=photo.pk)
    change_state(photo, State.REMOVED, at=NOW)

    assert give_up(stale, "broken", at=NOW)

    assert now_of(photo) == State.REMOVED


@pytest.mark.slow
@pytest.mark.django_db(transaction=True)
def test_of_a_withdrawal_and_a_hiding_at_once_none_is_lost() -> None:
    the_rule()
    author, moderator, fan = a_member(), a_member(role=Role.MODERATOR), a_member()
    for _ in range(4):
        post = a_post(author)
        case = reported(post, fan)

        withdrawn, hidden = at_once(
            lambda post=post: withdraw(post, by=author, at=timezone.now()),
            lambda case=case: reading.hide(case, by=moderator, at=timezone.now()),
        )

        assert isinstance(withdrawn, Refused) != isinstance(hidden, Refused)
        assert now_of(post) == (State.HIDDEN if isinstance(withdrawn, Refused) else State.WITHDRAWN)
