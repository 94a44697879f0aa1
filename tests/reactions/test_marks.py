"""What a reader has put on things comes with their seat; only who has put very much is asked for it."""

import pytest

from portal.contributions.lifting import bookmark
from portal.contributions.marks import MOST, feeling_about, marks_on
from portal.contributions.models import Bookmark, Contribution, Feeling, Place
from portal.contributions.readers import viewpoint_of
from portal.reactions.actions import react
from portal.reactions.models import Reaction
from tests.builders import NOW, a_post


@pytest.fixture
def posts(karan, asha):
    made = [a_post(karan) for _ in range(4)]
    for post in made:
        react(post, by=asha, viewpoint=viewpoint_of(asha), kind="haha", at=NOW)
        bookmark(post, by=asha, at=NOW)
    return made


def felt(posts, viewpoint):
    found = marks_on(posts, viewpoint)
    return [(feeling_about(post.pk, found), post.pk in found["saved"]) for post in posts]


def test_a_page_asks_nothing_for_them(posts, asha, django_assert_num_queries):
    viewpoint = viewpoint_of(asha)
    with django_assert_num_queries(0):
        assert felt(posts, viewpoint) == [("haha", True)] * 4


def test_older_marks_than_the_seat_keeps_are_asked_for_once_a_page(posts, asha, karan, django_assert_num_queries):
    later = [Contribution(kind="post", place=Place.FEED, author=karan, created_at=NOW) for _ in range(MOST)]
    for thing in Contribution.objects.bulk_create(later):
        mark = {"member": asha, "contribution": thing, "created_at": NOW}
        later.append((Reaction(kind=Feeling.DIL, **mark), Bookmark(**mark)))
    felt_later, kept_later = zip(*later[MOST:], strict=True)
    Reaction.objects.bulk_create(felt_later)
    Bookmark.objects.bulk_create(kept_later)
    viewpoint = viewpoint_of(asha)

    with django_assert_num_queries(1):
        assert felt(posts, viewpoint) == [("haha", True)] * 4


def test_a_guest_has_none(posts, nandini, django_assert_num_queries):
    assert felt(posts, viewpoint_of(nandini)) == [("", False)] * 4
