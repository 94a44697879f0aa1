"""What the queue is found by stands with the case, and is as true as its reports."""

from datetime import timedelta

import pytest
import time_machine
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from accounts.models import Member
from portal.lib.kept import drop
from portal.moderation import actions, reading
from portal.moderation.models import LEASE, Case, Ground
from portal.moderation.stamps import DESK
from portal.moderation.undoing import take_back
from shows.models import Show
from tests.builders import NOW
from tests.moderation.scenes import a_held, a_post, decided, reported, reported_member, the_rule


@pytest.fixture
def desk(meera: Member, as_member) -> Client:
    return as_member(meera)


def found(desk: Client, query: str) -> list[int]:
    return [row.pk for row in desk.get(f"/moderation/?{query}").context["page"].rows]


def also_under(case: Case, slug: str, by: Member) -> None:
    actions.report(case.contribution, by=by, rule=the_rule(slug), at=NOW)


def test_a_case_is_found_under_every_rule_that_was_named_once(
    asha: Member, nandini: Member, karan: Member, mohan: Member, desk: Client
) -> None:
    case = reported(a_post(asha), nandini, karan)
    also_under(case, "nothing-that-harms", mohan)

    assert found(desk, "rule=say-which-episode") == found(desk, "queue=leaks") == [case.pk]
    assert found(desk, "rule=nothing-that-harms") == found(desk, "queue=leaks&rule=nothing-that-harms") == [case.pk]
    row = desk.get("/moderation/").context["page"].rows[0]
    assert row.badge == "Spoiler leak, 3 reports", "the rule that most of them named"


def test_what_most_name_leads(asha: Member, nandini: Member, karan: Member, mohan: Member) -> None:
    case = reported(a_post(asha), nandini)
    also_under(case, "no-selling", karan)
    assert Case.objects.get(pk=case.pk).leading_rule == the_rule("say-which-episode"), "the first named of equals"

    also_under(case, "no-selling", mohan)

    kept = Case.objects.get(pk=case.pk)
    assert (kept.leading_rule, kept.report_count) == (the_rule("no-selling"), 3)


def test_decided_it_is_found_no_more_and_taken_back_it_is(
    asha: Member, nandini: Member, meera: Member, desk: Client, settings: object
) -> None:
    settings.UNDO_SECONDS = 60
    case = reported(a_post(asha), nandini)
    decision = decided(case, meera, "leave", at=timezone.now())
    assert found(desk, "rule=say-which-episode") == [] and not Ground.objects.exists()

    take_back(decision, by=meera, at=timezone.now())

    assert found(desk, "rule=say-which-episode") == [case.pk]


def test_what_one_has_in_hand_is_kept_and_leaves_when_the_lease_ends(
    asha: Member, nandini: Member, meera: Member, desk: Client
) -> None:
    case = reported(a_post(asha), nandini)
    reading.claim(case, by=meera, at=timezone.now())
    assert found(desk, "mine=1") == [case.pk]
    with CaptureQueriesContext(connection) as seen:
        assert found(desk, "mine=1") == [case.pk]
    assert not [one for one in seen if "moderation_case" in one["sql"]], "nothing asks for cases again"

    Case.objects.filter(pk=case.pk).update(claimed_until=timezone.now())  # nothing says so when time passes
    drop({DESK})
    assert found(desk, "mine=1") == []


def test_of_what_was_kept_nothing_is_shown_whose_lease_has_ended(
    asha: Member, nandini: Member, meera: Member, mohan: Member, as_member
) -> None:
    case = reported(a_post(asha), nandini)
    with time_machine.travel(timezone.now(), tick=False) as clock:
        hers = as_member(meera)
        reading.claim(case, by=meera, at=timezone.now())
        assert found(hers, "mine=1") == [case.pk] and found(as_member(mohan), "mine=1") == []
        clock.shift(LEASE + timedelta(seconds=1))
        assert found(hers, "mine=1") == []


def test_what_is_withdrawn_unread_leaves_no_ground(nandini: Member, karan: Member) -> None:
    post = a_held(nandini)
    case = Case.objects.get(contribution=post)
    Ground.objects.create(case=case, rule="no-selling", opened_at=case.opened_at)
    post.state = "W"

    actions.close_what_waits(post, at=NOW)

    assert not Ground.objects.exists()


def test_a_long_queue_under_a_rule_and_a_show_has_pages(
    asha: Member, karan: Member, anupamaa: Show, desk: Client
) -> None:
    reported(a_post(asha), karan)
    made = [reported(a_post(asha, anupamaa), karan, at=NOW + timedelta(seconds=n // 2)).pk for n in range(35)]

    first = desk.get("/moderation/?rule=say-which-episode&show=anupamaa")
    second = desk.get(first.context["next_url"])

    assert [row.pk for page in (first, second) for row in page.context["page"].rows] == made


def test_the_case_after_the_last_of_a_page_comes_with_skip(
    asha: Member, karan: Member, nandini: Member, desk: Client
) -> None:
    made = [reported(a_post(asha), karan, at=NOW + timedelta(seconds=n)).pk for n in range(32)]

    for here, following in ((0, 1), (30, 31)):
        page = desk.get(f"/moderation/cases/{made[here]}/?queue=reports")
        assert page.context["skip_url"] == f"/moderation/cases/{made[following]}/?queue=reports"
        assert page.context["page"].rows[0].pk == made[0 if here == 0 else 30], "the rows begin with it"


def test_another_who_takes_a_case_shows_at_once(asha: Member, nandini: Member, mohan: Member, desk: Client) -> None:
    case = reported(a_post(asha), nandini)
    assert "mohan is reading it." not in desk.get("/moderation/").text

    reading.claim(case, by=mohan, at=timezone.now())

    assert "mohan is reading it." in desk.get("/moderation/").text


def test_the_head_says_what_waits_and_what_one_did(
    asha: Member, nandini: Member, meera: Member, desk: Client, settings: object
) -> None:
    settings.UNDO_SECONDS = 60
    assert "Nothing waits." in desk.get("/moderation/").text
    first, _second = (reported(a_post(asha), nandini, at=timezone.now() - timedelta(minutes=42)) for _ in range(2))

    decision = decided(first, meera, "leave", at=timezone.now())
    page = desk.get("/moderation/").text
    assert "1 waiting, the oldest for 42 min." in page
    assert "You cleared <strong>1</strong> today." in page

    take_back(decision, by=meera, at=timezone.now())
    page = desk.get("/moderation/").text
    assert "2 waiting" in page and "You cleared <strong>0</strong> today." in page


def test_a_member_is_found_by_their_language_and_rule(asha: Member, nandini: Member, desk: Client) -> None:
    asha.language = "hi"
    asha.save()
    case = reported_member(asha, nandini)

    assert found(desk, "lang=hi") == found(desk, "rule=say-which-episode") == [case.pk]
    assert desk.get("/moderation/").context["page"].rows[0].line == "Again and again."


def test_what_one_reads_oneself_is_not_taken(asha: Member, nandini: Member, meera: Member, desk: Client) -> None:
    reading.claim(reported(a_post(asha), nandini), by=meera, at=timezone.now())

    assert "is reading it." not in desk.get("/moderation/").text
