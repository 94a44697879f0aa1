"""The window before anybody is told: taken back in it, a decision leaves everything as it was, and nobody hears."""

from datetime import timedelta

import pytest
import time_machine
from django.utils import timezone

from accounts.models import Member, Trust
from portal.contributions.models import Contribution, Revision, State
from portal.lib.verdicts import Refused
from portal.moderation import actions
from portal.moderation.models import Act, Appeal, Case, Decision, Sanction
from portal.moderation.reading import claim
from portal.moderation.undoing import take_answer_back, take_back
from portal.notifications.models import Notification
from portal.posts.actions import edit
from shows.models import Show
from tests.moderation.scenes import a_comment, a_held, a_post, decided, everything, reported


@pytest.fixture(autouse=True)
def window(settings: object) -> None:
    settings.UNDO_SECONDS = 60


def now_decided(case: Case, by: Member, verb: str, **more: object) -> Decision:
    return decided(case, by, verb, at=timezone.now(), **more)


def later(seconds: int) -> time_machine.travel:
    return time_machine.travel(timezone.now() + timedelta(seconds=seconds))


def test_nobody_is_told_before_the_window_is_over(
    asha: Member, nandini: Member, meera: Member, outbox, mailoutbox
) -> None:
    decision = now_decided(reported(a_post(asha), nandini), meera, "remove")
    outbox.run()
    assert not Notification.objects.exists() and not mailoutbox

    with later(61):
        outbox.run()
        outbox.run()

    assert {alert.recipient for alert in Notification.objects.all()} == {asha, nandini}
    assert len(mailoutbox) == 1
    assert Decision.objects.get(pk=decision.pk).told_at is not None


@pytest.mark.parametrize("verb", ["leave", "veil", "remove"])
def test_taken_back_everything_is_as_it_was_and_nobody_hears_of_it(
    asha: Member, nandini: Member, meera: Member, anupamaa: Show, outbox, mailoutbox, verb: str
) -> None:
    post = a_post(asha, anupamaa, reveals=1000)
    comment = a_comment(asha, post, reveals=1010)
    reply = a_comment(nandini, post, comment)
    before = everything(post, comment, reply)
    outbox.run()
    Notification.objects.all().delete()  # of the reply
    mailoutbox.clear()
    case = reported(comment, nandini)
    decision = now_decided(case, meera, verb, veil_at=1050)

    take_back(decision, by=meera, at=timezone.now())
    with later(120):
        outbox.run()

    assert everything(post, comment, reply) == before
    assert Case.objects.get(pk=case.pk).is_open
    assert not Decision.objects.exists() and not Notification.objects.exists() and not mailoutbox
    asha.refresh_from_db()
    assert asha.trust == Trust.REGULAR


def test_what_waited_waits_again(nandini: Member, meera: Member) -> None:
    for _ in range(2):
        decided(Case.objects.get(contribution=a_held(nandini)), meera, "leave", rule=None)
    post = a_held(nandini)
    decision = now_decided(Case.objects.get(contribution=post), meera, "leave", rule=None)
    nandini.refresh_from_db()
    assert nandini.trust == Trust.REGULAR

    take_back(decision, by=meera, at=timezone.now())

    nandini.refresh_from_db()
    assert Contribution.objects.get(pk=post.pk).state == State.HELD
    assert nandini.trust == Trust.NEW


@pytest.mark.parametrize("verb", ["take", "decline"])
def test_an_edit_waits_again(nandini: Member, meera: Member, verb: str) -> None:
    post = a_post(nandini, title="Dinner")
    edit(post, by=nandini, at=timezone.now(), title="Supper", body="So", reveals=None, topic=post.topic, language="en")
    before = everything(post)
    case = Case.objects.open().get(contribution=post, origin="E")
    decision = now_decided(case, meera, verb)

    take_back(decision, by=meera, at=timezone.now())

    assert everything(post) == before
    waiting = Revision.objects.get(contribution=post)
    assert (waiting.state, waiting.words["title"], waiting.editor) == (Revision.State.WAITING, "Supper", nandini)
    again = Case.objects.open().get(contribution=post, origin="E")
    assert again.revision == waiting
    assert now_decided(again, meera, "take", rule=None)
    assert Contribution.objects.get(pk=post.pk).title == "Supper"


def test_a_sanction_goes_with_it(asha: Member, nandini: Member, meera: Member) -> None:
    decision = now_decided(reported(a_post(asha), nandini), meera, "remove", sanction="suspend", days=3)

    take_back(decision, by=meera, at=timezone.now())

    asha.refresh_from_db()
    assert not asha.is_suspended and not Sanction.objects.exists()


def test_the_acts_of_the_desk_remember(asha: Member, nandini: Member, meera: Member) -> None:
    decision = now_decided(reported(a_post(asha), nandini), meera, "remove")

    take_back(decision, by=meera, at=timezone.now())

    act = Act.objects.get(verb="undo")
    assert (act.by, act.said["verb"], act.said["reason"]) == (meera, "remove", decision.reason)


def test_only_who_decided_and_only_in_the_window(
    asha: Member, nandini: Member, meera: Member, mohan: Member, outbox
) -> None:
    decision = now_decided(reported(a_post(asha), nandini), meera, "remove")

    with pytest.raises(Refused, match="Only the one who decided"):
        take_back(decision, by=mohan, at=timezone.now())
    with later(61), pytest.raises(Refused, match="told already") as refusal:
        take_back(decision, by=meera, at=timezone.now())
    assert refusal.value.status == 409


def test_what_was_reported_again_meanwhile_is_decided_anew(
    asha: Member, nandini: Member, karan: Member, meera: Member
) -> None:
    post = a_post(asha)
    decision = now_decided(reported(post, nandini), meera, "leave")
    reported(post, karan)

    with pytest.raises(Refused, match="come up again") as refusal:
        take_back(decision, by=meera, at=timezone.now())

    assert refusal.value.status == 409
    assert Decision.objects.filter(pk=decision.pk).exists()


def test_twice_is_said_and_changes_nothing(asha: Member, nandini: Member, meera: Member) -> None:
    decision = now_decided(reported(a_post(asha), nandini), meera, "remove")
    take_back(decision, by=meera, at=timezone.now())

    with pytest.raises(Refused, match="taken back already"):
        take_back(Decision(pk=999_999, by=meera), by=meera, at=timezone.now())


def test_the_desk_offers_it_and_leads_back_to_the_case(asha: Member, nandini: Member, meera: Member, as_member) -> None:
    desk = as_member(meera)
    case = reported(a_post(asha), nandini)
    desk.post(f"/moderation/cases/{case.pk}/decision/", {"verb": "remove", "rule": "no-selling", "reason": "x"})
    decision = Decision.objects.get()

    page = desk.get("/moderation/").text
    sent = desk.post("/moderation/undo/", {"decision": decision.public_id})

    assert decision.public_id in page and "Undo" in page
    assert sent["Location"] == f"/moderation/cases/{case.pk}/"
    assert "Decide and send" in desk.get(sent["Location"]).text
    assert desk.post("/moderation/undo/", {"decision": decision.public_id}).status_code == 302


def test_programs_take_back_too(asha: Member, nandini: Member, meera: Member, mohan: Member, as_member) -> None:
    decision = now_decided(reported(a_post(asha), nandini), meera, "remove")
    address = f"/api/v1/moderation/decisions/{decision.public_id}/"

    assert as_member(mohan).delete(address).status_code == 403
    assert as_member(meera).delete(address).status_code == 204
    assert not Decision.objects.exists()


def test_an_appeal_in_the_window_keeps_the_decision(asha: Member, nandini: Member, meera: Member) -> None:
    decision = now_decided(reported(a_post(asha), nandini), meera, "remove")
    actions.appeal(decision, by=asha, words="No.", at=timezone.now())

    with pytest.raises(Refused):
        take_back(Decision.objects.get(pk=decision.pk), by=meera, at=timezone.now())


def test_an_appeal_of_what_was_taken_back_meanwhile_is_a_conflict(asha: Member, nandini: Member, meera: Member) -> None:
    decision = now_decided(reported(a_post(asha), nandini), meera, "remove")
    read_before = Decision.objects.get(pk=decision.pk)
    take_back(decision, by=meera, at=timezone.now())

    with pytest.raises(Refused) as refusal:
        actions.appeal(read_before, by=asha, words="The promo showed it.", at=timezone.now())

    assert (refusal.value.status, refusal.value.verdict.code) == (409, "back_already")


def test_an_answer_whose_appeal_has_gone_is_a_conflict(
    asha: Member, nandini: Member, meera: Member, mohan: Member
) -> None:
    decision = now_decided(reported(a_post(asha), nandini), meera, "remove")
    case = actions.appeal(decision, by=asha, words="The promo showed it.", at=timezone.now()).case
    said = actions.review(case, upheld=False, answer="It was not in the promo.", by=mohan, at=timezone.now())
    read_before = Appeal.objects.get(pk=said.pk)
    said.delete()

    with pytest.raises(Refused) as refusal:
        take_answer_back(read_before, by=mohan, at=timezone.now())

    assert refusal.value.status == 409


def test_a_case_that_has_gone_with_its_member_is_a_conflict_to_whoever_reads_it(
    asha: Member, nandini: Member, meera: Member
) -> None:
    case = reported(a_post(asha), nandini)
    Case.objects.filter(pk=case.pk).delete()

    with pytest.raises(Refused) as refusal:
        claim(case, by=meera, at=timezone.now())

    assert refusal.value.status == 409
