"""While a moderator reads: hide it, ask another, keep a note; and the desk remembers who did what."""

from datetime import timedelta

import pytest
import time_machine
from django.utils import timezone

from accounts.models import Member
from portal.contributions.models import Contribution, State
from portal.lib.verdicts import Invalid, Refused
from portal.moderation import reading
from portal.moderation.models import Act, Case, Note
from portal.moderation.undoing import take_back
from tests.builders import a_member
from tests.moderation.scenes import a_comment, a_held, a_post, decided, everything, reported


def state_of(thing: Contribution) -> str:
    return str(Contribution.objects.get(pk=thing.pk).state)


def test_hidden_while_it_is_read_and_back_when_it_is_given_back(
    asha: Member, nandini: Member, meera: Member, client, as_member
) -> None:
    post = a_post(asha)
    comment = a_comment(asha, post, body="MARKER")
    before = everything(post, comment)
    case = reported(comment, nandini)
    desk = as_member(meera)

    desk.post(f"/moderation/cases/{case.pk}/hiding/")
    assert state_of(comment) == State.HIDDEN
    assert "MARKER" not in client.get(f"/posts/{post.public_id}/x/").text
    assert "It is hidden until then." in desk.get(f"/moderation/cases/{case.pk}/").text

    desk.post(f"/moderation/cases/{case.pk}/claim/", {"release": "1"})
    assert everything(post, comment) == before


def test_it_comes_back_with_the_end_of_the_lease_however_often_it_is_renewed(
    asha: Member, nandini: Member, meera: Member, outbox
) -> None:
    post = a_post(asha)
    case = reported(post, nandini)
    start = timezone.now()
    reading.hide(case, by=meera, at=start)

    with time_machine.travel(start + timedelta(minutes=9)):
        reading.claim(Case.objects.get(pk=case.pk), by=meera, at=timezone.now())
    with time_machine.travel(start + timedelta(minutes=11)):
        outbox.run()
    assert state_of(post) == State.HIDDEN, "somebody reads it still"

    with time_machine.travel(start + timedelta(minutes=25)):
        outbox.run()
    assert state_of(post) == State.PUBLISHED


@pytest.mark.parametrize(("verb", "then"), [("leave", State.PUBLISHED), ("remove", State.REMOVED)])
def test_the_decision_ends_it(asha: Member, nandini: Member, meera: Member, outbox, verb: str, then: str) -> None:
    post = a_post(asha)
    case = reported(post, nandini)
    reading.hide(case, by=meera, at=timezone.now())

    decided(case, meera, verb, at=timezone.now())
    with time_machine.travel(timezone.now() + timedelta(minutes=30)):
        outbox.run()

    assert state_of(post) == then


def test_what_is_not_up_cannot_be_hidden(nandini: Member, meera: Member) -> None:
    case = Case.objects.get(contribution=a_held(nandini))

    with pytest.raises(Refused, match="nothing up"):
        reading.hide(case, by=meera, at=timezone.now())


def test_a_second_moderator_is_asked_and_finds_it(
    asha: Member, nandini: Member, meera: Member, mohan: Member, as_member
) -> None:
    case, other = reported(a_post(asha), nandini), reported(a_post(asha), nandini)
    reading.claim(case, by=meera, at=timezone.now())

    sent = as_member(meera).post(f"/moderation/cases/{case.pk}/question/", {"words": "Is this a quote?"})
    second = as_member(mohan)

    assert sent.status_code == 302
    assert [row.pk for row in second.get("/moderation/?second=1").context["page"].rows] == [case.pk]
    assert {row.pk for row in second.get("/moderation/").context["page"].rows} == {case.pk, other.pk}
    assert "Is this a quote?" in second.get(f"/moderation/cases/{case.pk}/").text
    assert Case.objects.get(pk=case.pk).claimed_by is None, "it is given back"


def test_a_question_needs_words(asha: Member, nandini: Member, meera: Member, as_member) -> None:
    case = reported(a_post(asha), nandini)

    assert as_member(meera).post(f"/moderation/cases/{case.pk}/question/", {"words": " "}).status_code == 422
    with pytest.raises(Invalid):
        reading.ask(case, by=meera, words=" ", at=timezone.now())


def test_notes_are_read_by_those_who_moderate_and_never_by_their_member(
    asha: Member, meera: Member, mohan: Member, as_member
) -> None:
    as_member(meera).post("/moderation/members/asha/notes/", {"words": "Quotes a lot."})
    as_member(meera).post("/moderation/members/mohan/notes/", {"words": "Decides in haste."})

    assert "Quotes a lot." in as_member(mohan).get("/moderation/members/asha/").text
    assert as_member(asha).get("/moderation/members/asha/").status_code == 403
    assert "Decides in haste." not in as_member(mohan).get("/moderation/members/mohan/").text
    assert as_member(mohan).post("/moderation/members/mohan/notes/", {"words": "Not so."}).status_code == 403
    assert "haste" not in as_member(mohan).get("/api/v1/moderation/members/mohan/").content.decode()
    assert Note.objects.count() == 2


def test_the_case_shows_what_happened_before(asha: Member, nandini: Member, meera: Member, as_member) -> None:
    decided(reported(a_post(asha, title="The first one"), nandini), meera, "remove")
    case = reported(a_post(asha, title="The second one"), nandini)

    page = as_member(meera).get(f"/moderation/cases/{case.pk}/").text

    assert "The first one" in page and "Removed by a moderator" in page
    assert "1 earlier action" in page


def test_every_act_is_kept_and_operators_read_them(
    asha: Member, nandini: Member, meera: Member, om: Member, as_member
) -> None:
    case = reported(a_post(asha), nandini)
    desk = as_member(meera)
    desk.get(f"/moderation/cases/{case.pk}/")
    desk.get(f"/moderation/cases/{case.pk}/")
    desk.post(f"/moderation/cases/{case.pk}/hiding/")
    desk.post(f"/moderation/cases/{case.pk}/decision/", {"verb": "leave", "reason": "Fine."})

    assert list(Act.objects.order_by("pk").values_list("verb", flat=True)) == ["look", "claim", "hide", "decide"]
    assert as_member(om).get("/admin/moderation/act/?q=meera").status_code == 200
    assert as_member(meera).get("/admin/moderation/act/").status_code == 403
    act = Act.objects.order_by("pk")[0]
    for address in (f"{act.pk}/delete/", "add/"):
        assert as_member(om).post(f"/admin/moderation/act/{address}", {"post": "yes"}).status_code == 403


@pytest.mark.parametrize(
    "path", ["cases/{pk}/hiding/", "cases/{pk}/question/", "undo/", "bulk/", "members/asha/notes/"]
)
def test_fans_reach_none_of_it(asha: Member, nandini: Member, as_member, path: str) -> None:
    case = reported(a_post(asha), nandini)

    answer = as_member(nandini).post("/moderation/" + path.format(pk=case.pk), {"words": "x", "case": case.pk})

    assert answer.status_code == 403


def test_programs_hide_ask_and_note(asha: Member, nandini: Member, meera: Member, as_member) -> None:
    post = a_post(asha)
    case = reported(post, nandini)
    desk = as_member(meera)
    json = {"content_type": "application/json"}

    assert desk.post(f"/api/v1/moderation/cases/{case.pk}/hiding/").status_code == 204
    assert desk.get(f"/api/v1/moderation/cases/{case.pk}/").json()["hidden"] is True
    assert desk.delete(f"/api/v1/moderation/cases/{case.pk}/hiding/").status_code == 204
    assert state_of(post) == State.PUBLISHED
    assert desk.post(f"/api/v1/moderation/cases/{case.pk}/question/", {"words": "Hm?"}, **json).status_code == 204
    assert desk.post("/api/v1/moderation/members/asha/notes/", {"words": "So."}, **json).status_code == 201
    person = desk.get("/api/v1/moderation/members/asha/").json()
    assert (person["handle"], person["notes"][0]["words"]) == ("asha", "So.")


def test_programs_read_a_case_about_a_member(asha: Member, meera: Member, as_member) -> None:
    from_fan = a_member()
    as_member(from_fan).post("/@asha/reports/", {"rule": "no-selling"})
    case = Case.objects.get()

    told = as_member(meera).get(f"/api/v1/moderation/cases/{case.pk}/").json()

    assert (told["member"], told["contribution"], told["history"]["handle"]) == ("asha", None, "asha")


def test_taken_back_it_is_hidden_on_for_as_long_as_it_is_read(
    asha: Member, nandini: Member, meera: Member, settings, outbox
) -> None:
    settings.UNDO_SECONDS = 60
    post = a_post(asha)
    case = reported(post, nandini)
    reading.hide(case, by=meera, at=timezone.now())

    take_back(decided(case, meera, "remove", at=timezone.now()), by=meera, at=timezone.now())

    assert state_of(post) == State.HIDDEN
    with time_machine.travel(timezone.now() + timedelta(minutes=30)):
        outbox.run()
    assert state_of(post) == State.PUBLISHED
