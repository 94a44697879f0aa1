"""What newcomers send waits for a moderator; everybody else's does not."""

from django.test import Client

from accounts.models import Member, Role, Trust
from portal.contributions.actions import withdraw
from portal.contributions.kinds import kind_of
from portal.contributions.models import Contribution
from portal.moderation.actions import submit
from portal.moderation.models import Case
from portal.moderation.screening import edit_must_wait, must_wait
from tests.builders import a_member
from tests.moderation.scenes import LATER, a_held, a_post, decided


def test_the_first_things_and_any_photo_of_a_newcomer_wait(nandini: Member) -> None:
    assert must_wait(nandini, kind="post")
    assert must_wait(nandini, kind="photo")
    assert edit_must_wait(nandini)


def test_nothing_of_a_regular_fan_waits(asha: Member) -> None:
    assert not must_wait(asha, kind="post")
    assert not must_wait(asha, kind="photo")
    assert not edit_must_wait(asha)


def test_with_three_up_a_newcomers_words_need_not_wait_but_photos_and_edits_do(nandini: Member) -> None:
    for _ in range(3):
        assert must_wait(nandini, kind="comment")
        a_post(nandini)

    assert not must_wait(nandini, kind="comment")
    assert must_wait(nandini, kind="photo")
    assert edit_must_wait(nandini)


def test_those_who_keep_the_house_do_not_wait_for_each_other(db: None) -> None:
    assert not must_wait(a_member(role=Role.MODERATOR, trust=Trust.NEW), kind="photo")


def test_its_author_sees_that_it_waits_and_nobody_else_sees_it(
    nandini: Member, asha: Member, meera: Member, as_member
) -> None:
    held = a_held(nandini)
    address = kind_of(held).safe_url(held)

    assert "This waits for a moderator." in as_member(nandini).get(address, follow=True).content.decode()
    assert as_member(asha).get(address).status_code == 404
    assert Client().get(address).status_code == 404
    assert held.title not in as_member(asha).get("/").content.decode()

    case = Case.objects.get(contribution=held)
    assert (case.origin, case.snapshot["title"]) == (Case.Origin.NEWCOMER, held.title)
    decided(case, meera, "leave", rule=None)

    assert held.title in as_member(asha).get(address, follow=True).content.decode()


def test_put_into_the_queue_twice_there_is_one_case(nandini: Member) -> None:
    held = a_held(nandini)

    submit(held, at=LATER)

    assert Case.objects.filter(contribution=held).count() == 1


def test_what_its_author_takes_back_leaves_the_queue(nandini: Member, outbox) -> None:
    held = a_held(nandini)

    withdraw(Contribution.objects.get(pk=held.pk), by=nandini, at=LATER)
    outbox.run()

    assert not Case.objects.open().exists()
