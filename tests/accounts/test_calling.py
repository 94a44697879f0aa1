"""Whoever types @ and a letter is offered fans who can be called, and nobody who should not be listed."""

from datetime import timedelta

import pytest
import time_machine
from django.utils import timezone

from accounts.actions import tell_of_oneself
from accounts.blocking import keep_away
from accounts.calling import ASKED_A_MINUTE, fans_called, note_handle
from accounts.models import Block
from tests.builders import NOW
from tests.builders import a_member as somebody


def a_member(handle, **fields):
    """Somebody whose address is confirmed."""
    made = somebody(handle, **fields)
    note_handle(made)
    return made


def handles(typed, viewer, **more):
    return [fan.handle for fan in fans_called(typed, viewer, **more)]


def test_a_fan_is_found_by_the_beginning_of_their_handle_in_either_script(asha):
    for handle in ("naresh_bhai", "नंदिता", "karan_2"):
        a_member(handle)

    assert handles("naresh_bha", asha) == ["naresh_bhai"]
    assert handles("nar", asha) == ["naresh_bhai"] == handles("NARESH_B", asha) == handles("नरेश", asha)
    assert handles("nandita", asha) == ["नंदिता"] == handles("नंदि", asha)
    assert handles("_", asha) == handles("", asha) == handles("zzz", asha) == []


def test_and_by_the_name_they_tell_members(asha):
    bela, quiet = a_member("bela"), a_member("quiet")
    tell_of_oneself(bela, said={"name": "Mitali Rao", "name_hi": "मिताली राव", "names_for": "M"})
    tell_of_oneself(quiet, said={"name": "Mitali Secret", "names_for": "N"})

    assert handles("mita", asha) == ["bela"] == handles("मिता", asha)
    assert [(fan.handle, fan.name) for fan in fans_called("bel", asha)] == [("bela", "Mitali Rao")]
    assert [fan.name for fan in fans_called("quiet", asha)] == [""]
    tell_of_oneself(bela, said={"name": "Uma", "name_hi": ""})
    assert handles("mita", asha) == [] and handles("uma", asha) == ["bela"]


@pytest.mark.parametrize(
    "restrained",
    [{"is_minor": True}, {"is_active": False}, {"suspended_until": timezone.now() + timedelta(days=400)}],
)
def test_nobody_is_listed_who_should_not_be(asha, restrained):
    a_member("rani_1", **restrained)
    a_member("rani_2")

    assert handles("rani", asha) == ["rani_2"]


def test_one_is_not_offered_oneself_and_a_suspension_that_is_over_hides_nobody(asha):
    note_handle(asha)
    a_member("ashok", suspended_until=timezone.now() - timedelta(days=1))

    assert handles("ash", asha) == ["ashok"]


@pytest.mark.parametrize("who_blocks", ["asha", "rani"])
def test_of_two_of_whom_one_keeps_the_other_away_neither_is_offered(asha, as_member, who_blocks):
    rani = a_member("rani")
    blocker, blocked = (asha, rani) if who_blocks == "asha" else (rani, asha)
    keep_away(blocked, by=blocker, kind=Block.Kind.BLOCK, at=NOW)

    assert as_member(asha).get("/accounts/calls/?q=rani").json() == {"results": []}
    assert as_member(asha).get("/api/v1/members/?q=rani").json() == {"results": []}


def test_at_most_eight_with_those_who_talk_there_first(asha):
    for number in range(12):
        a_member(f"rani_{number:02d}")

    assert handles("rani", asha) == [f"rani_{number:02d}" for number in range(8)]
    near = handles("rani", asha, near=["rani_11", "rani_05", "someone"])
    assert near == ["rani_05", "rani_11", *(f"rani_{number:02d}" for number in (0, 1, 2, 3, 4, 6))]


def test_the_page_and_the_api_ask_for_a_member_and_answer_alike(asha, client, as_member):
    tell_of_oneself(a_member("rani"), said={"name": "Rani Rao"})
    told = {"results": [{"handle": "rani", "name": "Rani Rao"}]}

    assert as_member(asha).get("/accounts/calls/?q=ran").json() == told
    assert as_member(asha).get("/api/v1/members/?q=ran").json() == told
    assert client.get("/accounts/calls/?q=ran").status_code == 403
    assert client.get("/api/v1/members/?q=ran").status_code in (401, 403)


@pytest.mark.parametrize("strange", ["\x00", "%", "_%_", "x" * 5000, "\u202e", "'"])
def test_strange_letters_find_nobody_and_break_nothing(asha, as_member, strange):
    a_member("rani")

    assert as_member(asha).get("/accounts/calls/", {"q": strange, "near": strange}).json() == {"results": []}


def test_it_has_an_allowance(asha, as_member):
    browser = as_member(asha)
    with time_machine.travel(timezone.now(), tick=False):  # a window may not end meanwhile
        for _ in range(ASKED_A_MINUTE):
            browser.get("/accounts/calls/?q=r")

        assert browser.get("/accounts/calls/?q=r").status_code == 429


def test_it_costs_one_query_or_two(asha, django_assert_num_queries):
    a_member("rani")
    with django_assert_num_queries(1):
        handles("ran", asha)
    with django_assert_num_queries(2):
        handles("ran", asha, near=["bela"])
