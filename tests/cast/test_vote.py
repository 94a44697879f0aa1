"""A fan says how a character landed in an episode; counting it costs the same however many did."""

from io import StringIO
from threading import Barrier, Thread

import pytest
import time_machine
from django.core.management import call_command
from django.db import connection, connections
from django.test.utils import CaptureQueriesContext

from accounts.leaving import holdings_of
from portal.cast.models import Tally, Vote
from portal.cast.voting import MOST_AN_HOUR, erase_votes, recount_votes, take_back, vote
from portal.contributions.readers import viewpoint_of
from portal.lib.limits import hit
from portal.lib.verdicts import Invalid, Refused
from portal.pages.actions import leave
from shows.actions import move_progress
from tests.builders import NOW, a_character, a_member, a_show, at_episode


@pytest.fixture
def samar(anupamaa):
    return a_character(anupamaa, "Samar")


@pytest.fixture
def asha(asha, anupamaa):
    at_episode(asha, anupamaa, 1018)
    return asha


def says(member, character, value, episode=1018):
    return vote(character, by=member, viewpoint=viewpoint_of(member), episode=episode, value=value)


def unsays(member, character, episode=1018):
    return take_back(character, by=member, viewpoint=viewpoint_of(member), episode=episode)


def tally(character, episode=1018):
    names = ("minus_two", "minus_one", "zero", "plus_one", "plus_two")
    return Tally.objects.filter(character=character, episode=episode).values_list(*names).first()


def test_a_vote_is_counted(asha, nandini, samar, anupamaa):
    at_episode(nandini, anupamaa, 1018)
    says(asha, samar, 2)
    says(nandini, samar, -1)
    assert tally(samar) == (0, 1, 0, 0, 1)


def test_a_vote_changed_is_still_one_vote(asha, samar):
    says(asha, samar, 2)
    says(asha, samar, -2)
    assert tally(samar) == (1, 0, 0, 0, 0)
    assert Vote.objects.get().value == -2


def test_a_vote_taken_back_is_none(asha, samar):
    says(asha, samar, 2)
    assert unsays(asha, samar)
    assert not unsays(asha, samar)
    assert tally(samar) == (0, 0, 0, 0, 0)
    assert not Vote.objects.exists()


@pytest.mark.parametrize("episode", [1019, 10**9, 0, -1])
def test_nobody_votes_past_their_horizon_or_before_the_first_episode(asha, samar, episode):
    with pytest.raises(Invalid, match=r"You have watched up to episode 1,018\.") as refused:
        says(asha, samar, 1, episode)
    assert refused.value.field == "episode"
    assert not Tally.objects.exists()


def test_whoever_has_not_begun_is_told_to_watch_first(nandini, samar):
    with pytest.raises(Invalid, match="Watch the first episode"):
        says(nandini, samar, 1, 1)


def test_nobody_votes_on_somebody_they_do_not_know(asha, anupamaa):
    secret = a_character(anupamaa, "Malti Devi", reveals=1050)
    with pytest.raises(Invalid):
        says(asha, secret, 1, 1000)
    assert not Vote.objects.exists()


def test_nobody_votes_on_a_character_before_they_are_first_seen(asha, anupamaa):
    late = a_character(anupamaa, "Malti Devi", reveals=950, first_episode=950)
    with pytest.raises(Invalid, match="Malti Devi is first seen in episode 950"):
        says(asha, late, 1, 949)
    says(asha, late, 1, 950)


@pytest.mark.parametrize("value", [3, -3, 100])
def test_a_vote_is_one_of_five(asha, samar, value):
    with pytest.raises(Invalid, match="one of the five"):
        says(asha, samar, value)


def test_a_vote_can_be_changed_until_the_voter_passes_the_next_episode(asha, samar, anupamaa):
    says(asha, samar, 2)
    move_progress(anupamaa, by=asha, through=1019)
    says(asha, samar, 1)
    move_progress(anupamaa, by=asha, through=1020)
    with pytest.raises(Refused, match="Your vote on episode 1,018 stands"):
        says(asha, samar, -2)
    with pytest.raises(Refused, match="stands"):
        unsays(asha, samar)
    assert tally(samar) == (0, 0, 0, 1, 0)


def test_an_episode_long_past_can_still_be_voted_on_once(asha, samar):
    says(asha, samar, 2, 7)
    assert says(asha, samar, 2, 7).value == 2  # the same again changes nothing
    with pytest.raises(Refused):
        says(asha, samar, 1, 7)


def test_a_vote_costs_the_same_however_many_there_are(asha, samar, anupamaa):
    def statements(member):
        at = viewpoint_of(member)
        with CaptureQueriesContext(connection) as captured:
            vote(samar, by=member, viewpoint=at, episode=1018, value=1)
        return [query["sql"] for query in captured if '"cast_' in query["sql"]]

    says(asha, samar, 1)
    few = statements(a_voter(anupamaa))
    for _ in range(20):
        says(a_voter(anupamaa), samar, 1)
    many = statements(a_voter(anupamaa))
    assert len(few) == len(many) == 3  # look, insert, one UPDATE
    assert sum(sql.startswith("UPDATE") for sql in many) == 1


def a_voter(show):
    member = a_member()
    at_episode(member, show, 1018)
    return member


def test_too_many_votes_in_an_hour_are_refused_with_how_long_to_wait(asha, samar):
    with time_machine.travel(NOW, tick=False):
        for _ in range(MOST_AN_HOUR):
            hit(f"vote:m{asha.pk}", MOST_AN_HOUR, 3600)
        with pytest.raises(Refused, match="Wait") as refused:
            says(asha, samar, 1)
    assert refused.value.status == 429


def test_votes_go_with_their_member_and_the_tallies_are_right_without(asha, nandini, samar, anupamaa):
    at_episode(nandini, anupamaa, 1018)
    for episode, value in ((1016, 0), (1017, 1), (1018, 2)):
        says(asha, samar, value, episode)
    says(nandini, samar, 2)
    assert holdings_of(asha)["Your votes on characters"] == 3

    leave(asha, keep_words=True, at=NOW)

    assert list(Vote.objects.values_list("member__handle", "value")) == [("nandini", 2)]
    assert (tally(samar), tally(samar, 1017)) == ((0, 0, 0, 0, 1), None)
    assert recount_votes() == 0


def test_erasing_takes_the_same_number_of_statements_however_many_votes(asha, samar):
    for episode in range(900, 930):
        says(asha, samar, 1, episode)
    with CaptureQueriesContext(connection) as captured:
        erase_votes(asha)
    assert len([one for one in captured if '"cast_' in one["sql"]]) <= 8


def test_wrong_tallies_are_corrected_and_right_ones_left_alone(asha, samar):
    for episode in (1, 2, 3):
        says(asha, samar, 1, episode)
    Tally.objects.filter(episode=1).update(plus_one=7, zero=2)
    Tally.objects.filter(episode=2).delete()
    Tally.objects.create(character=samar, episode=9, minus_two=4)

    said = StringIO()
    call_command("recount", stdout=said)

    assert "Corrected 3 tallies of votes." in said.getvalue()
    assert [tally(samar, episode) for episode in (1, 2, 3)] == [(0, 0, 0, 1, 0)] * 3
    assert tally(samar, 9) == (0, 0, 0, 0, 0)
    assert recount_votes() == 0


@pytest.mark.django_db(transaction=True)
def test_fans_who_vote_at_the_same_moment_are_all_counted(transactional_db):
    show = a_show()
    character = a_character(show, "Samar")
    members = [a_voter(show) for _ in range(6)]
    viewpoints = [viewpoint_of(member) for member in members]
    together = Barrier(len(members) * 2)

    def one(place):
        together.wait()
        try:
            vote(character, by=members[place], viewpoint=viewpoints[place], episode=5, value=1)
        finally:
            connections.close_all()

    threads = [Thread(target=one, args=[place]) for place in range(len(members)) for _twice in range(2)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert tally(character, 5) == (0, 0, 0, len(members), 0)
    assert Vote.objects.count() == len(members)
    assert recount_votes() == 0
