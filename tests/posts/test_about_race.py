"""Two at once say whom a post is about: each is tied once, and the last word stands whole."""

import pytest
from django.db import transaction

from portal.contributions.models import About
from portal.posts.actions import edit
from portal.posts.models import Post
from portal.posts.naming import as_words, tie
from tests.builders import NOW, a_character, a_post
from tests.together import at_once

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.slow]


@pytest.fixture
def cast(anupamaa):
    return [a_character(anupamaa, name) for name in ("Samar", "Baa", "Kavya")]


def test_the_same_names_twice_at_once_are_tied_once(asha, anupamaa, cast):
    post = a_post(asha, anupamaa)

    at_once(*[transaction.atomic(lambda: tie(Post.objects.get(pk=post.pk), as_words(cast)))] * 3)

    assert About.objects.count() == 3


def test_of_two_edits_at_once_one_stands_whole(asha, anupamaa, cast):
    post = a_post(asha, anupamaa, who=cast[:1])
    said = {"by": asha, "at": NOW, "body": "So", "reveals": None, "topic": "talk", "language": "en"}

    at_once(
        lambda: edit(Post.objects.get(pk=post.pk), title="One", who=cast[:2], **said),
        lambda: edit(Post.objects.get(pk=post.pk), title="Other", who=cast[2:], **said),
    )

    stands = Post.objects.get(pk=post.pk)
    told = list(About.objects.order_by("pk").values_list("character__name", flat=True))
    assert (stands.title, told) in [("One", ["Samar", "Baa"]), ("Other", ["Kavya"])]
    assert stands.revisions.count() == 2
