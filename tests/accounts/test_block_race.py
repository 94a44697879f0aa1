"""Two who block each other at the same moment, and one who cannot decide: a row each, no error, nobody meets."""

import pytest

from accounts.blocking import keep_away, let_back
from accounts.models import Block
from portal.contributions.models import Contribution
from portal.contributions.readers import viewpoint_of
from tests.builders import NOW, a_post
from tests.together import at_once

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.slow]
BLOCK, MUTE = Block.Kind.BLOCK, Block.Kind.MUTE


def keeps(one, other, kind=BLOCK):
    return lambda: keep_away(other, by=one, kind=kind, at=NOW)


def test_two_who_block_each_other_at_once_both_have(asha, karan):
    posts = [a_post(asha), a_post(karan)]

    answers = at_once(*[keeps(asha, karan), keeps(karan, asha)] * 10)

    assert {type(one) for one in answers} == {Block}
    assert Block.objects.count() == 2
    for reader, post in ((asha, posts[1]), (karan, posts[0])):
        met = Contribution.objects.visible_to(viewpoint_of(reader)).filter(pk=post.pk)
        assert not met.exists()


def test_whoever_cannot_decide_ends_with_one_row_or_none(asha, karan):
    works = [keeps(asha, karan), keeps(asha, karan, MUTE), lambda: let_back(karan, by=asha)] * 8

    answers = at_once(*works)

    assert {type(one) for one in answers} <= {Block, bool}
    assert Block.objects.filter(member=asha, other=karan).count() <= 1
