"""Taking a member's picture down: with a rule and a reason, taken back in time, appealed, and put up again."""

from __future__ import annotations

from datetime import timedelta

import pytest
import time_machine
from django.utils import timezone

from accounts.models import Member, Role
from accounts.picturing import put_picture, take_picture_off
from portal.lib.verdicts import Invalid, Refused
from portal.moderation import actions
from portal.moderation.models import Case, Decision
from portal.moderation.undoing import take_answer_back, take_back
from portal.notifications.models import Notification
from tests.builders import a_member
from tests.moderation.scenes import appealed, decided, reported_member

PICTURE = "0123456789abcdef" * 2
ADDRESS = f"/faces/{PICTURE}-256.webp"


@pytest.fixture
def case(asha: Member, nandini: Member) -> Case:
    """Nandini reported Asha, who wears a picture."""
    put_picture(asha, PICTURE, audience="E")
    return reported_member(asha, nandini)


def down(case: Case, by: Member, **more: object) -> Decision:
    return decided(case, by, "picture", reason="It is somebody else's face.", at=timezone.now(), **more)


def shown(member: Member) -> str:
    return Member.objects.get(pk=member.pk).face.picture


def test_the_desk_shows_the_picture_and_takes_it_down(case, asha, meera, as_member, client) -> None:
    browser = as_member(meera)
    page = browser.get(f"/moderation/cases/{case.pk}/").text
    assert ADDRESS in page and "Take their picture down" in page
    assert ADDRESS in client.get("/@asha/").text

    sent = browser.post(
        f"/moderation/cases/{case.pk}/decision/",
        {"verb": "picture", "rule": "no-selling", "reason": "An advert."},
    )

    assert sent.status_code == 302 and shown(asha) == ""
    assert ADDRESS not in client.get("/@asha/").text
    own = as_member(asha).get("/accounts/profile/").text
    assert "A moderator took it down" in own and f"/decisions/{Decision.objects.get().public_id}/" in own


def test_programs_take_it_down(case, asha, meera, as_member) -> None:
    said = {"verb": "picture", "rule": "no-selling", "reason": "An advert."}
    answer = as_member(meera).post(
        f"/api/v1/moderation/cases/{case.pk}/decision/", said, content_type="application/json"
    )
    assert answer.status_code == 201 and shown(asha) == ""
    assert as_member(asha).get("/api/v1/me/picture/").json()["decision"] == f"/decisions/{answer.json()['id']}/"


def test_its_owner_is_told_why_and_reporters_that_something_was_done(
    case, asha, nandini, meera, settings, outbox, mailoutbox
) -> None:
    settings.UNDO_SECONDS = 0
    down(case, meera)
    outbox.run()

    told = {alert.recipient: alert.data["verb"] for alert in Notification.objects.all()}
    assert told == {asha: "picture", nandini: "acted"}
    assert any("Your picture was taken down" in mail.subject for mail in mailoutbox)


def test_only_a_picture_that_is_up_can_be_taken_down_and_only_by_a_rule(case, asha, meera) -> None:
    with pytest.raises(Invalid, match="rule"):
        down(case, meera, rule=None)
    take_picture_off(asha)
    with pytest.raises(Invalid, match="Choose what to do"):
        down(case, meera)


def test_nobody_takes_down_that_of_an_equal(meera, nandini) -> None:
    peer = a_member(role=Role.MODERATOR)
    put_picture(peer, PICTURE, audience="E")
    with pytest.raises(Refused):
        down(reported_member(peer, nandini), meera)
    assert shown(peer) == PICTURE


def test_one_that_was_changed_while_it_was_read_is_read_once_more(case, asha, meera, as_member) -> None:
    browser = as_member(meera)
    page = browser.get(f"/moderation/cases/{case.pk}/").text
    seen = page.split('name="seen" value="')[1].split('"')[0]
    put_picture(asha, "ab" * 16, audience="E")

    sent = browser.post(
        f"/moderation/cases/{case.pk}/decision/",
        {"verb": "picture", "rule": "no-selling", "reason": "An advert.", "seen": seen},
    )

    assert sent.status_code == 409 and shown(asha) == "ab" * 16


def test_taken_back_in_time_it_is_up_again(case, asha, meera, settings) -> None:
    settings.UNDO_SECONDS = 60
    take_back(down(case, meera), by=meera, at=timezone.now())
    assert shown(asha) == PICTURE


def test_an_upheld_appeal_puts_it_up_and_taking_that_back_takes_it_down(case, asha, meera, mohan, settings) -> None:
    settings.UNDO_SECONDS = 60
    decision = down(case, meera)
    appeal = appealed(decision, asha, "It is my own face.")
    with time_machine.travel(timezone.now() + timedelta(seconds=61)):
        said = actions.review(appeal, upheld=True, answer="So it is.", by=mohan, at=timezone.now())
        assert shown(asha) == PICTURE

        take_answer_back(said, by=mohan, at=timezone.now())

    assert shown(asha) == ""


def test_another_picture_is_not_down_and_no_appeal_brings_the_old_one_back(case, asha, meera, mohan) -> None:
    decision = down(case, meera)
    put_picture(asha, "ab" * 16, audience="E")
    assert shown(asha) == "ab" * 16

    appeal = appealed(decision, asha)
    actions.review(appeal, upheld=True, answer="So it is.", by=mohan, at=timezone.now())

    assert shown(asha) == "ab" * 16


def test_a_picture_that_is_down_moderators_see_and_others_do_not(
    case, asha, meera, karan, as_member, settings, tmp_path
) -> None:
    settings.MEDIA_ROOT = tmp_path
    (tmp_path / "media").mkdir()
    (tmp_path / "media" / f"{PICTURE}-256.webp").write_bytes(b"RIFF")
    assert as_member(karan).get(ADDRESS).status_code == 200

    down(case, meera)

    assert as_member(karan).get(ADDRESS).status_code == 404
    assert as_member(meera).get(ADDRESS).status_code == as_member(asha).get(ADDRESS).status_code == 200
