"""The window of answers to appeals, and many decisions taken back at once."""

from datetime import timedelta

import pytest
import time_machine
from django.utils import timezone

from accounts.models import Member, Trust
from portal.contributions.models import Contribution, Revision
from portal.lib.verdicts import Refused
from portal.moderation import actions
from portal.moderation.bulk import decide_all
from portal.moderation.models import Act, Appeal, Case, Decision
from portal.moderation.undoing import take_all_back, take_answer_back
from portal.notifications.models import Notification
from portal.posts.actions import edit
from shows.models import Show
from tests.builders import a_member
from tests.moderation.scenes import a_comment, a_post, appealed, decided, everything, reported, the_rule


@pytest.fixture(autouse=True)
def window(settings: object) -> None:
    settings.UNDO_SECONDS = 60


def later(seconds: int) -> time_machine.travel:
    return time_machine.travel(timezone.now() + timedelta(seconds=seconds))


def an_appeal(thing: Contribution, nandini: Member, meera: Member, verb: str = "remove", **more: object) -> Case:
    """Against a decision of Meera's that has long been told."""
    decision = decided(reported(thing, nandini), meera, verb, **more)
    Decision.objects.update(told_at=timezone.now())
    return appealed(decision, thing.author)


def answered(case: Case, by: Member, *, upheld: bool = True) -> Appeal:
    return actions.review(
        Case.objects.get(pk=case.pk), upheld=upheld, answer="I looked again.", by=by, at=timezone.now()
    )


@pytest.mark.parametrize("upheld", [True, False])
def test_the_author_has_no_answer_before_the_window_is_over(
    asha: Member, nandini: Member, meera: Member, mohan: Member, outbox, mailoutbox, as_member, client, upheld: bool
) -> None:
    case = an_appeal(a_post(asha), nandini, meera)
    decision = case.appeal.decision
    page, api = f"/decisions/{decision.public_id}/", f"/api/v1/decisions/{decision.public_id}/"
    answered(case, mohan, upheld=upheld)
    outbox.run()

    author = as_member(asha)
    assert "I looked again." not in author.get(page).text + author.get(api).text
    assert "Another moderator reads it." in author.get(page).text
    assert author.get(api).json()["appeal"]["state"] == "open"
    assert "Waiting for another moderator" in client.get("/record/").text
    assert "I looked again." in as_member(meera).get(page).text, "who moderates knows"
    assert not Notification.objects.filter(recipient=asha, kind="moderation.appeal_answered").exists()

    with later(61):
        outbox.run()
        outbox.run()
        assert Notification.objects.filter(recipient=asha, kind="moderation.appeal_answered").count() == 1
        assert "I looked again." in author.get(page).text
    assert not Decision.objects.filter(told_at=None).exclude(undoes=None).exists()


@pytest.mark.parametrize("verb", ["veil", "remove"])
def test_taken_back_an_upheld_appeal_waits_again_and_the_decision_holds(
    asha: Member, nandini: Member, meera: Member, mohan: Member, anupamaa: Show, outbox, verb: str
) -> None:
    post = a_post(asha, anupamaa, reveals=1000)
    comment = a_comment(asha, post, reveals=1010)
    case = an_appeal(comment, nandini, meera, verb, veil_at=1050, sanction="mute", days=90)
    before = everything(post, comment)
    member = Member.objects.filter(pk=asha.pk).values().get()
    said = answered(case, mohan)
    assert everything(post, comment) != before and not Member.objects.get(pk=asha.pk).is_muted

    take_answer_back(said, by=mohan, at=timezone.now())
    with later(120):
        outbox.run()

    assert everything(post, comment) == before
    assert Member.objects.filter(pk=asha.pk).values().get() == member
    again = Appeal.objects.get()
    assert (again.state, again.answer, again.reviewer, again.told_at) == ("O", "", None, None)
    assert Case.objects.get(pk=case.pk).is_open and Decision.objects.count() == 1
    assert not Notification.objects.filter(kind="moderation.appeal_answered").exists()
    assert Act.objects.get(verb="undo").said["answer"] == "I looked again."


def test_trust_that_an_appeal_gave_back_goes_again(asha: Member, nandini: Member, meera: Member, mohan: Member) -> None:
    case = an_appeal(a_post(asha), nandini, meera)
    assert Member.objects.get(pk=asha.pk).trust == Trust.NEW
    said = answered(case, mohan)
    assert Member.objects.get(pk=asha.pk).trust == Trust.REGULAR

    take_answer_back(said, by=mohan, at=timezone.now())

    assert Member.objects.get(pk=asha.pk).trust == Trust.NEW


def test_an_edit_that_an_appeal_took_up_is_declined_again(nandini: Member, meera: Member, mohan: Member) -> None:
    post = a_post(nandini, title="Dinner")
    edit(post, by=nandini, at=timezone.now(), title="Supper", body="So", reveals=None, topic=post.topic, language="en")
    decision = decided(Case.objects.open().get(contribution=post, origin="E"), meera, "decline")
    before = everything(post)
    case = appealed(decision, nandini)
    said = answered(case, mohan)
    assert Contribution.objects.get(pk=post.pk).title == "Supper"

    take_answer_back(said, by=mohan, at=timezone.now())

    assert everything(post) == before
    assert Revision.objects.get(contribution=post).state == Revision.State.DECLINED
    answered(case, mohan)
    assert Contribution.objects.get(pk=post.pk).title == "Supper", "the second answer does what the first did"


def test_an_answer_given_anew_has_a_window_of_its_own(
    asha: Member, nandini: Member, meera: Member, mohan: Member, outbox
) -> None:
    case = an_appeal(a_post(asha), nandini, meera)
    take_answer_back(answered(case, mohan), by=mohan, at=timezone.now())

    with later(50):
        answered(case, mohan, upheld=False)
    with later(70):
        outbox.run()
        assert Appeal.objects.get().told_at is None
    with later(111):
        outbox.run()

    assert Notification.objects.get(kind="moderation.appeal_answered").data["upheld"] is False


def test_only_who_answered_and_only_in_the_window(
    asha: Member, nandini: Member, karan: Member, meera: Member, mohan: Member
) -> None:
    post = a_post(asha)
    case = an_appeal(post, nandini, meera)
    said = answered(case, mohan)

    with pytest.raises(Refused, match="Only the one who answered"):
        take_answer_back(said, by=meera, at=timezone.now())
    with later(61), pytest.raises(Refused, match="has the answer already") as refusal:
        take_answer_back(said, by=mohan, at=timezone.now())
    assert refusal.value.status == 409
    reported(Contribution.objects.get(pk=post.pk), karan)
    with pytest.raises(Refused, match="come up again"):
        take_answer_back(said, by=mohan, at=timezone.now())


def test_the_desk_and_programs_take_an_answer_back(
    asha: Member, nandini: Member, meera: Member, mohan: Member, as_member
) -> None:
    case = an_appeal(a_post(asha), nandini, meera)
    desk = as_member(mohan)
    review = f"/moderation/cases/{case.pk}/review/"
    desk.post(review, {"outcome": "uphold", "answer": "So."})
    name = case.appeal.decision.public_id
    assert f'name="appeal" value="{name}"' in desk.get("/moderation/").text

    sent = desk.post("/moderation/undo/", {"appeal": name})

    assert sent["Location"] == f"/moderation/cases/{case.pk}/"
    assert Appeal.objects.get().state == Appeal.State.OPEN
    desk.post(review, {"outcome": "dismiss", "answer": "So."})
    assert as_member(meera).delete(f"/api/v1{review}").status_code == 403
    assert as_member(mohan).delete(f"/api/v1{review}").status_code == 204
    assert Appeal.objects.get().state == Appeal.State.OPEN


def alike(meera: Member, *cases: Case) -> str:
    made = decide_all(
        [case.pk for case in cases], verb="remove", rule=the_rule("no-selling"), reason="", by=meera, at=timezone.now()
    )
    return next(one.decision.batch for one in made if one.decision)


def test_many_are_taken_back_at_once_and_nobody_hears(
    asha: Member, nandini: Member, meera: Member, outbox, as_member
) -> None:
    posts = [a_post(asha) for _ in range(3)]
    before = everything(*posts)
    batch = alike(meera, *(reported(post, nandini) for post in posts))
    desk = as_member(meera)
    page = desk.get("/moderation/").text
    assert f'name="batch" value="{batch}"' in page and "3 cases: Removed" in page and "Undo all" in page

    sent = desk.post("/moderation/undo/", {"batch": batch})
    with later(120):
        outbox.run()

    assert sent["Location"] == "/moderation/"
    assert everything(*posts) == before
    assert not Decision.objects.exists() and Case.objects.open().count() == 3
    assert not Notification.objects.exists()
    assert Member.objects.get(pk=asha.pk).trust == Trust.REGULAR


def test_those_that_cannot_be_are_listed_with_the_reason(
    asha: Member, nandini: Member, karan: Member, meera: Member, as_member
) -> None:
    posts = [a_post(asha), a_post(a_member("hina"))]
    cases = [reported(post, nandini) for post in posts]
    made = decide_all([case.pk for case in cases], verb="leave", reason="", by=meera, at=timezone.now())
    reported(posts[1], karan)

    page = as_member(meera).post("/moderation/undo/", {"batch": made[0].decision.batch})

    assert page.status_code == 409
    assert "1 is taken back." in page.text and "hina" in page.text
    assert "It has come up again meanwhile. Decide the new case." in page.text
    assert Case.objects.get(pk=cases[0].pk).is_open and not Case.objects.get(pk=cases[1].pk).is_open


def test_nobody_elses_batch_and_no_batch_twice(
    asha: Member, nandini: Member, meera: Member, mohan: Member, as_member
) -> None:
    batch = alike(meera, reported(a_post(asha), nandini))

    with pytest.raises(Refused):
        take_all_back(batch, by=mohan, at=timezone.now())
    with pytest.raises(Refused):
        take_all_back("", by=meera, at=timezone.now())
    address = f"/api/v1/moderation/batches/{batch}/"
    assert as_member(mohan).delete(address).status_code == 409
    answer = as_member(meera).delete(address)
    assert [row["why"] for row in answer.json()["results"]] == [""]
    assert as_member(meera).delete(address).status_code == 409
