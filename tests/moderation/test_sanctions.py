"""Warning, muting, suspending: with a reason, an end and an appeal; never over an equal, never oneself."""

from datetime import timedelta

import pytest
import time_machine
from django.test import Client
from django.utils import timezone

from accounts.actions import place
from accounts.models import Member, Role, Trust
from portal.lib.verdicts import Invalid, Refused
from portal.moderation import actions, reading
from portal.moderation.models import Case, Decision, Sanction
from portal.moderation.policies import judges_of
from portal.moderation.screening import must_wait
from portal.notifications.models import Notification
from portal.pages.actions import leave
from portal.posts.actions import publish
from tests.builders import a_member
from tests.moderation.scenes import a_post, decided, reported, reported_member, sanctioned, the_rule


def test_reports_about_a_member_are_one_case_with_a_snapshot(asha: Member, nandini: Member, karan: Member) -> None:
    case = reported_member(asha, nandini, karan)

    assert case.reports.count() == 2
    assert (case.snapshot["author"], case.snapshot["trust"], case.snapshot["sanctions"]) == ("asha", Trust.REGULAR, [])


def test_nobody_reports_themselves_and_guests_sign_in_first(asha: Member, client: Client, as_member) -> None:
    with pytest.raises(Refused, match="This is you"):
        actions.report_member(asha, by=asha, rule=the_rule(), at=timezone.now())
    assert as_member(asha).get("/@asha/reports/").status_code == 403
    assert client.get("/@asha/reports/")["Location"].startswith("/accounts/login/")


def test_the_page_reports_a_member_and_says_how_it_stands(asha: Member, nandini: Member, as_member) -> None:
    browser = as_member(nandini)

    empty = browser.post("/@asha/reports/", {"words": "What I typed"})
    sent = browser.post("/@asha/reports/", {"rule": "no-selling", "words": "Adverts everywhere."})
    page = browser.get("/@asha/reports/").text

    assert (empty.status_code, sent.status_code, sent["Location"]) == (422, 302, "/@asha/")
    assert "What I typed" in empty.text
    assert "It waits for a moderator." in page and "Send report" not in page


def test_programs_report_members_in_the_same_words(asha: Member, nandini: Member, as_member) -> None:
    browser = as_member(nandini)
    send = {"content_type": "application/json", "headers": {"Idempotency-Key": "one"}}

    first = browser.post("/api/v1/members/asha/reports/", {"rule": "no-selling"}, **send)
    again = browser.post("/api/v1/members/asha/reports/", {"rule": "no-selling"}, **send)
    own = browser.post("/api/v1/members/nandini/reports/", {"rule": "no-selling"}, content_type="application/json")

    assert (first.status_code, again.status_code) == (201, 200)
    assert (own.status_code, own.json()["detail"]) == (403, "This is you.")
    assert browser.get("/api/v1/members/asha/reports/").json()["waits"] is True


def test_the_desk_shows_what_they_last_wrote(asha: Member, nandini: Member, meera: Member, as_member) -> None:
    a_post(asha, title="The last thing she said")
    case = reported_member(asha, nandini)

    page = as_member(meera).get(f"/moderation/cases/{case.pk}/").text

    assert "The last thing she said" in page and "Again and again." in page
    assert "Mute them for a time" in page


def test_somebody_muted_reads_and_does_not_write(asha: Member, meera: Member, as_member) -> None:
    decision = sanctioned(asha, meera, "mute")
    asha.refresh_from_db()

    with pytest.raises(Refused) as refusal:
        publish(by=asha, at=timezone.now(), show=None, reveals=None, title="But", body="Still")

    assert f"/decisions/{decision.public_id}/" in str(refusal.value)
    browser = as_member(asha)
    assert browser.get("/").status_code == 200
    page = browser.post("/api/v1/posts/", {"title": "But", "body": "Still"}, content_type="application/json")
    assert (page.status_code, page.json()["code"]) == (403, "muted")
    assert page.json()["detail"] == str(refusal.value), "the API refuses in the same words"
    assert browser.get(f"/decisions/{decision.public_id}/").status_code == 200


def test_a_mute_ends_by_the_clock(asha: Member, meera: Member) -> None:
    sanctioned(asha, meera, "mute", days=7)
    asha.refresh_from_db()

    assert asha.is_muted
    with time_machine.travel(timezone.now() + timedelta(days=7, minutes=1)):
        assert not asha.is_muted
        assert publish(by=asha, at=timezone.now(), show=None, reveals=None, title="Back", body="Again")


def test_whoever_is_muted_may_still_take_back_report_and_appeal(asha: Member, meera: Member, as_member) -> None:
    post = a_post(asha)
    decision = sanctioned(asha, meera, "mute")
    browser = as_member(asha)

    assert browser.post(f"/posts/{post.public_id}/withdrawal/").status_code == 302
    assert browser.post("/@meera/reports/", {"rule": "no-selling"}).status_code == 302
    assert browser.post(f"/decisions/{decision.public_id}/appeal/", {"words": "It was a quote."}).status_code == 302


def test_a_suspension_without_end_needs_somebodys_own_words(asha: Member, meera: Member) -> None:
    with pytest.raises(Invalid) as refusal:
        sanctioned(asha, meera, "suspend", days=None, reason=the_rule().reason)
    assert refusal.value.field == "reason"

    case = Case.objects.open().get(member=asha)
    decided(case, meera, "suspend", days=None, reason="The fourth time.", at=timezone.now())
    asha.refresh_from_db()
    assert asha.is_suspended and Sanction.objects.get().ends_at is None


def test_a_mute_needs_an_end(asha: Member, meera: Member) -> None:
    with pytest.raises(Invalid) as refusal:
        sanctioned(asha, meera, "mute", days=None)
    assert refusal.value.field == "days"


def test_nobody_sanctions_an_equal_or_somebody_above_but_operators_do(meera: Member, mohan: Member, om: Member) -> None:
    case = reported_member(meera, a_member())

    with pytest.raises(Refused, match="an operator"):
        decided(case, mohan, "warn", at=timezone.now())
    with pytest.raises(Refused, match="This is you"):
        decided(case, meera, "leave", at=timezone.now())

    assert list(judges_of(case)) == [om]
    assert decided(case, om, "warn", at=timezone.now()).sanction.kind == "W"


def test_a_removal_may_bring_a_sanction_besides(asha: Member, nandini: Member, meera: Member, as_member) -> None:
    case = reported(a_post(asha), nandini)

    sent = as_member(meera).post(
        f"/moderation/cases/{case.pk}/decision/",
        {"verb": "remove", "rule": "no-selling", "reason": "An advert.", "sanction": "mute", "days": "3"},
    )

    assert sent.status_code == 302
    sanction = Sanction.objects.get()
    assert (sanction.kind, sanction.member, sanction.decision.verb) == ("M", asha, "remove")
    assert sanction.ends_at - sanction.starts_at == timedelta(days=3)


def test_what_is_left_up_brings_none(asha: Member, nandini: Member, meera: Member) -> None:
    case = reported(a_post(asha), nandini)

    with pytest.raises(Invalid) as refusal:
        decided(case, meera, "leave", sanction="warn")

    assert refusal.value.field == "sanction"
    assert Case.objects.get(pk=case.pk).is_open


def test_an_upheld_appeal_ends_it_and_gives_the_step_of_trust_back(asha: Member, meera: Member, mohan: Member) -> None:
    decision = sanctioned(asha, meera, "suspend")
    asha.refresh_from_db()
    assert (asha.is_suspended, asha.trust) == (True, Trust.NEW)
    case = actions.appeal(decision, by=asha, words="A quote.", at=timezone.now()).case

    with pytest.raises(Refused, match="You made this decision"):
        actions.review(case, upheld=True, answer="So.", by=meera, at=timezone.now())
    actions.review(case, upheld=True, answer="It was a quote.", by=mohan, at=timezone.now())

    asha.refresh_from_db()
    assert (asha.is_suspended, asha.trust) == (False, Trust.REGULAR)
    assert Sanction.objects.get().ended_by == mohan
    assert Decision.objects.get(undoes=decision).verb == "restore"


def test_dismissed_it_stands(asha: Member, meera: Member, mohan: Member) -> None:
    decision = sanctioned(asha, meera, "mute")
    case = actions.appeal(decision, by=asha, words="A quote.", at=timezone.now()).case

    actions.review(case, upheld=False, answer="It was none.", by=mohan, at=timezone.now())

    asha.refresh_from_db()
    assert asha.is_muted


def test_of_two_mutes_the_longer_holds_and_outlives_the_end_of_the_other(
    asha: Member, meera: Member, om: Member
) -> None:
    long = sanctioned(asha, meera, "mute", days=30)
    sanctioned(asha, meera, "mute", days=3)
    asha.refresh_from_db()
    assert asha.muted_for == long.public_id

    actions.end_sanction(long.sanction, by=om, at=timezone.now())

    asha.refresh_from_db()
    assert asha.is_muted and asha.muted_for != long.public_id


def test_only_operators_end_one_without_an_appeal(asha: Member, meera: Member, om: Member, as_member) -> None:
    sanction = sanctioned(asha, meera, "mute").sanction
    with pytest.raises(Refused, match="Only operators"):
        actions.end_sanction(sanction, by=meera, at=timezone.now())

    as_member(om).post(
        "/admin/moderation/sanction/", {"action": "end_early", "_selected_action": [sanction.pk], "index": 0}
    )

    asha.refresh_from_db()
    assert not asha.is_muted


def test_members_read_their_own_with_the_reason(asha: Member, nandini: Member, meera: Member, as_member) -> None:
    decision = sanctioned(asha, meera, "warn")

    page = as_member(asha).get("/standing/").text
    [told] = as_member(asha).get("/api/v1/me/sanctions/").json()["results"]

    assert "Three insults in one evening." in page
    assert (told["kind"], told["decision"], told["reason"]) == ("warn", decision.public_id, decision.reason)
    assert as_member(nandini).get("/api/v1/me/sanctions/").json()["results"] == []


def test_those_who_reported_hear_that_something_was_done_and_not_what(asha: Member, meera: Member, as_member) -> None:
    reporter = a_member("reporter")
    case = reported_member(asha, reporter)
    decided(case, meera, "suspend", days=7, at=timezone.now())

    alert = Notification.objects.get(recipient=reporter)
    page = as_member(reporter).get("/notifications/").text

    assert alert.data["verb"] == "acted" and "sanction" not in alert.data
    assert "You reported asha, and we have acted" in page
    assert as_member(reporter).get("/api/v1/members/asha/reports/").json()["outcome"] == "acted"


def test_a_report_that_comes_to_nothing_is_not_told_to_the_one_it_was_about(asha: Member, meera: Member) -> None:
    decided(reported_member(asha, a_member()), meera, "leave", rule=None, at=timezone.now())

    assert not Notification.objects.filter(recipient=asha).exists()


def test_a_suspended_moderator_decides_nothing(meera: Member, om: Member, asha: Member) -> None:
    case = reported(a_post(asha), a_member())
    sanctioned(meera, om, "suspend")

    assert meera not in judges_of(case)
    place(meera, by=om, role=Role.FAN, trust=Trust.NEW, may_sign_in=True)
    meera.refresh_from_db()
    assert meera.is_suspended, "another role does not open the door"


def test_a_removal_of_what_was_up_takes_one_step_and_newcomers_wait_again(
    asha: Member, nandini: Member, meera: Member
) -> None:
    decided(reported(a_post(asha), nandini), meera, "remove", at=timezone.now())

    asha.refresh_from_db()
    assert asha.trust == Trust.NEW
    assert must_wait(asha, kind="photo")


def test_leaving_takes_what_was_only_about_them_along(asha: Member, meera: Member, mohan: Member) -> None:
    decision = sanctioned(asha, meera, "mute")
    actions.review(
        actions.appeal(decision, by=asha, words="A quote.", at=timezone.now()).case,
        upheld=True,
        answer="So it was.",
        by=mohan,
        at=timezone.now(),
    )
    reading.note(asha, by=meera, words="Quotes a lot.", at=timezone.now())

    receipt = leave(asha, keep_words=True, at=timezone.now())

    assert receipt["Warnings, mutes and suspensions"] == receipt["Notes that moderators keep about you"] == 1
    assert not Case.objects.exists() and not Decision.objects.exists()


@pytest.mark.parametrize("address", ["/posts/new/", "/photos/new/"])
def test_the_forms_say_so_at_once_to_who_is_muted_with_the_decision_as_a_link(
    asha: Member, nandini: Member, meera: Member, as_member, address: str
) -> None:
    sanctioned(asha, meera, "mute")

    page = as_member(asha).get(address).text

    assert "You may read here, but not write" in page and '<a href="/decisions/' in page
    assert "Sign in in another tab" not in page
    assert "You may read here" not in as_member(nandini).get(address).text
