"""Many at once: every reaction is counted and none twice, and nobody meets an error."""

import pytest

from portal.contributions.models import FEELINGS, Contribution
from portal.contributions.readers import viewpoint_of
from portal.reactions.actions import react, take_back
from portal.reactions.counting import recount_reactions
from portal.reactions.models import Reaction
from tests.builders import NOW, a_comment, a_member, a_post
from tests.together import at_once

AT_ONCE = 50
pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.slow]


@pytest.fixture
def thing(karan, asha):
    return a_comment(karan, a_post(karan))


def feels(thing, member, viewpoint, kind):
    return lambda: react(thing, by=member, viewpoint=viewpoint, kind=kind, at=NOW)


def test_fifty_fans_at_the_same_moment_are_all_counted(thing):
    fans = [a_member() for _ in range(AT_ONCE)]
    kinds = [FEELINGS[place % 5] for place in range(AT_ONCE)]

    answers = at_once(*(feels(thing, fan, viewpoint_of(fan), kind) for fan, kind in zip(fans, kinds, strict=True)))

    assert {type(one) for one in answers} == {Reaction}
    assert Contribution.objects.get(pk=thing.pk).feelings == (AT_ONCE // 5,) * 5
    assert recount_reactions() == 0


def test_fifty_equal_clicks_are_one_reaction_and_no_error(thing, asha, as_member):
    browsers = [as_member(asha) for _ in range(AT_ONCE)]
    address = f"/contributions/{thing.public_id}/reaction/"

    answers = at_once(*(lambda browser=browser: browser.post(address, {"kind": "dil"}) for browser in browsers))

    assert {answer.status_code for answer in answers} == {302}
    assert Contribution.objects.get(pk=thing.pk).feelings == (1, 0, 0, 0, 0)
    assert Reaction.objects.count() == 1


def test_whoever_cannot_decide_is_counted_as_they_end(thing, asha):
    viewpoint = viewpoint_of(asha)
    works = [feels(thing, asha, viewpoint, FEELINGS[place % 5]) for place in range(20)]
    works += [lambda: take_back(thing, by=asha)] * 20

    answers = at_once(*works)

    assert {type(one) for one in answers} <= {Reaction, bool}
    assert sum(Contribution.objects.get(pk=thing.pk).feelings) == Reaction.objects.count() <= 1
    assert recount_reactions() == 0
