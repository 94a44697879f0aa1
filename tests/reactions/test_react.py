"""A fan says how something feels: once, another way, not at all any more; what is counted is what is there."""

from io import StringIO

import pytest
from django.core.management import call_command
from django.db import connection
from django.test.utils import CaptureQueriesContext

from accounts.leaving import holdings_of
from portal.contributions.actions import change_state
from portal.contributions.lifting import lift
from portal.contributions.models import Contribution, State
from portal.contributions.readers import viewpoint_of
from portal.lib.verdicts import Invalid, Refused
from portal.outbox import registry
from portal.pages.actions import leave
from portal.reactions.actions import react, take_back
from portal.reactions.counting import erase_reactions, recount_reactions
from portal.reactions.models import Reaction
from tests.builders import NOW, a_comment, a_member, a_post, at_episode


@pytest.fixture
def post(karan):
    return a_post(karan)


def feels(member, thing, kind="dil"):
    return react(thing, by=member, viewpoint=viewpoint_of(member), kind=kind, at=NOW)


def counts(thing):
    return Contribution.objects.get(pk=thing.pk).feelings


def test_a_reaction_is_counted_with_its_kind(post, asha, nandini):
    feels(asha, post, "dil")
    feels(nandini, post, "aansu")
    assert counts(post) == (1, 0, 1, 0, 0)


def test_the_same_again_changes_nothing_and_another_kind_takes_its_place(post, asha):
    feels(asha, post, "dil")
    feels(asha, post, "dil")
    assert counts(post) == (1, 0, 0, 0, 0)
    feels(asha, post, "gussa")
    assert counts(post) == (0, 0, 0, 0, 1)
    assert Reaction.objects.count() == 1


def test_taken_back_it_is_gone_and_once_more_does_no_harm(post, asha):
    feels(asha, post)
    assert take_back(post, by=asha)
    assert not take_back(post, by=asha)
    assert counts(post) == (0, 0, 0, 0, 0)


def test_a_comment_is_felt_about_like_a_post(post, asha, karan):
    said = a_comment(karan, post)
    feels(asha, said, "haha")
    assert counts(said) == (0, 0, 0, 1, 0)
    assert counts(post) == (0, 0, 0, 0, 0)


@pytest.mark.parametrize("kind", ["", "love", "D", "dil ", "\0"])
def test_a_reaction_is_one_of_five(post, asha, kind):
    with pytest.raises(Invalid, match="Choose one of the five"):
        feels(asha, post, kind)


def test_nobody_reacts_to_their_own(post, karan):
    with pytest.raises(Refused, match="This is your own"):
        feels(karan, post)


@pytest.mark.parametrize("state", [State.HELD, State.HIDDEN, State.REMOVED, State.WITHDRAWN])
def test_nobody_reacts_to_what_is_not_published(post, meera, state):
    change_state(post, state, at=NOW)
    with pytest.raises(Refused, match="Nobody can react to this now"):
        feels(meera, post)


def test_nobody_reacts_to_what_is_veiled_for_them(karan, asha, anupamaa):
    at_episode(asha, anupamaa, 850)
    secret = a_post(karan, anupamaa, reveals=900)
    with pytest.raises(Refused, match="Lift it first"):
        feels(asha, secret)
    lift(secret, by=asha, seen=900)
    feels(asha, secret)
    assert counts(secret) == (1, 0, 0, 0, 0)


def test_counts_come_back_with_what_was_hidden(post, asha):
    feels(asha, post)
    change_state(post, State.HIDDEN, at=NOW)
    change_state(post, State.PUBLISHED, at=NOW)
    assert counts(post) == (1, 0, 0, 0, 0)


def test_the_first_reaction_is_told_of_and_no_change_of_it(post, asha, outbox, monkeypatch):
    monkeypatch.setitem(registry._listeners, "reactions.reacted", {"probe.heard": registry.always})

    feels(asha, post, "wah")
    feels(asha, post, "dil")

    assert outbox.waiting("probe.heard") == [{"contribution_id": post.pk, "member_id": asha.pk, "kind": "wah"}]


def test_a_reaction_costs_the_same_however_many_there_are(post):
    def statements(member):
        at = viewpoint_of(member)
        with CaptureQueriesContext(connection) as captured:
            react(post, by=member, viewpoint=at, kind="dil", at=NOW)
        found = [one["sql"] for one in captured if "adda_cache" not in one["sql"] and "outbox" not in one["sql"]]
        return [sql for sql in found if not sql.startswith(("SAVEPOINT", "RELEASE"))]

    feels(a_member(), post)
    few = statements(a_member())
    for _ in range(20):
        feels(a_member(), post)
    assert len(statements(a_member())) == len(few) == 3  # look, insert, one UPDATE


def test_reactions_go_with_their_member_and_the_counts_are_right_without(post, asha, nandini, karan):
    said = a_comment(karan, post)
    for thing, kind in ((post, "dil"), (said, "wah")):
        feels(asha, thing, kind)
    feels(nandini, post, "dil")
    assert holdings_of(asha)["Your reactions"] == 2

    leave(asha, keep_words=True, at=NOW)

    assert counts(post) == (1, 0, 0, 0, 0)
    assert counts(said) == (0, 0, 0, 0, 0)
    assert recount_reactions() == 0


def test_erasing_takes_the_same_number_of_statements_however_many_reactions(asha, karan):
    for _ in range(12):
        feels(asha, a_post(karan), "haha")
    with CaptureQueriesContext(connection) as captured:
        assert erase_reactions(asha) == 12
    assert len([one for one in captured if '"contributions_' in one["sql"]]) <= 4


def test_wrong_counts_are_corrected_and_right_ones_left_alone(asha, karan):
    wrong, right, empty = (a_post(karan) for _ in range(3))
    feels(asha, wrong)
    feels(asha, right)
    Contribution.objects.filter(pk=wrong.pk).update(dil=0, gussa=4)
    Contribution.objects.filter(pk=empty.pk).update(wah=1)

    said = StringIO()
    call_command("recount", stdout=said)

    assert "Corrected the reactions to 2 things." in said.getvalue()
    assert [counts(thing) for thing in (wrong, right, empty)] == [(1, 0, 0, 0, 0)] * 2 + [(0, 0, 0, 0, 0)]
    assert recount_reactions() == 0
