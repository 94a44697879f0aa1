"""The same cases in the admin: to read, to search and to follow, not to change."""

import pytest

from accounts.models import Member
from portal.moderation.models import Case, Decision
from tests.moderation.scenes import a_post, appealed, decided, reported


@pytest.fixture
def decision(asha: Member, nandini: Member, meera: Member) -> Decision:
    decision = decided(reported(a_post(asha), nandini), meera, "remove")
    appealed(decision, asha)
    return decision


@pytest.mark.parametrize("page", ["case", "decision", "appeal", "rule"])
def test_lists_open_and_search_for_moderators(decision: Decision, mohan: Member, as_member, page: str) -> None:
    browser = as_member(mohan)

    assert browser.get(f"/admin/moderation/{page}/").status_code == 200
    assert browser.get(f"/admin/moderation/{page}/?q=asha").status_code == 200


def test_a_case_leads_to_the_desk_and_to_its_decision_and_back(decision: Decision, mohan: Member, as_member) -> None:
    browser = as_member(mohan)

    case = browser.get(f"/admin/moderation/case/{decision.case_id}/change/").content.decode()
    back = browser.get(f"/admin/moderation/decision/{decision.pk}/change/").content.decode()

    assert f"/moderation/cases/{decision.case_id}/" in case
    assert f"/admin/moderation/decision/{decision.pk}/change/" in case
    assert "It tells too much." in case
    assert f"/admin/moderation/case/{decision.case_id}/change/" in back
    assert f"/decisions/{decision.public_id}/" in back


def test_nothing_is_changed_there(decision: Decision, om: Member, as_member) -> None:
    browser = as_member(om)

    for page, pk in (("case", decision.case_id), ("decision", decision.pk), ("rule", decision.rule_id)):
        assert browser.get(f"/admin/moderation/{page}/add/").status_code == 403
        assert browser.post(f"/admin/moderation/{page}/{pk}/change/", {"state": "O"}).status_code == 403
        assert browser.post(f"/admin/moderation/{page}/{pk}/delete/", {"post": "yes"}).status_code == 403
    assert not Case.objects.get(pk=decision.case_id).is_open


def test_fans_and_curators_do_not_see_it(decision: Decision, asha: Member, karan: Member, as_member) -> None:
    assert as_member(asha).get("/admin/moderation/case/").status_code == 302
    assert as_member(karan).get("/admin/moderation/case/").status_code == 403


def test_operators_see_who_was_told(decision: Decision, om: Member, as_member) -> None:
    page = as_member(om).get("/admin/notifications/notification/?q=asha")

    assert page.status_code == 200
    assert "moderation.decided" in page.content.decode()
