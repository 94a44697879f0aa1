"""Counters can be brought back in line."""

from io import StringIO

from django.core.management import call_command

from portal.contributions.actions import withdraw
from portal.posts.models import Post
from tests.builders import NOW, a_comment, a_post


def test_wrong_counters_are_corrected_and_right_ones_left_alone(asha):
    wrong, right, empty = (a_post(asha) for _ in range(3))
    for post in (wrong, wrong, right):
        a_comment(asha, post)
    withdraw(a_comment(asha, right), by=asha, at=NOW)
    Post.objects.filter(pk__in=[wrong.pk, empty.pk]).update(comment_count=9)

    said = StringIO()
    call_command("recount", stdout=said)

    assert said.getvalue() == (
        "Corrected 2 counters.\nCorrected the reactions to 0 things.\nCorrected 0 tallies of votes.\n"
        "Put 0 comments in their right place.\n"
    )
    assert [Post.objects.get(pk=post.pk).comment_count for post in (wrong, right, empty)] == [2, 1, 0]
