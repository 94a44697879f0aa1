"""Reactions, and photos that are developed, come by mail to whoever chose it: grouped, held, and in the daily mail."""

import re
from datetime import UTC, datetime, time, timedelta

import pytest
import time_machine
from django.test import Client

from portal.contributions.readers import viewpoint_of
from portal.notifications.choosing import Said, choose, keep_hours
from portal.notifications.models import Notification
from portal.photos.actions import give_up
from portal.photos.models import Photo
from portal.reactions.actions import react, take_back
from tests.builders import NOW, a_member, a_post
from tests.photos.scenes import a_photo

EVENING = datetime(2026, 11, 22, 14, 0, tzinfo=UTC)  # 19:30 in India
FELT = "asha felt something about what you shared"


@pytest.fixture
def post(karan):
    return a_post(karan, title="MARKERTITLE")


@pytest.fixture
def wants(karan):
    def mail(**more):
        choose({"reactions": Said(True, True, **more), "photos": Said(True, True, **more)}, by=karan)

    return mail


def feels(member, post, kind="dil"):
    react(post, by=member, viewpoint=viewpoint_of(member), kind=kind, at=NOW)


def subjects(mailoutbox):
    return [mail.subject for mail in mailoutbox]


def test_nobody_is_mailed_of_them_who_has_not_chosen_it(post, karan, asha, outbox, mailoutbox, as_member):
    feels(asha, post)
    a_photo(karan)
    outbox.run()
    page = as_member(karan).get("/notifications/settings/").text

    assert mailoutbox == [] and Notification.objects.count() == 2
    assert all(re.search(rf'name="{sort}_mail" value=""[^>]* checked', page) for sort in ("reactions", "photos"))


def test_whoever_chooses_it_on_the_page_is_mailed_without_what_was_felt(
    post, karan, asha, outbox, mailoutbox, as_member
):  # fmt: skip
    as_member(karan).post("/notifications/settings/", {"reactions_site": "on", "reactions_mail": "now"})
    feels(asha, post, "aansu")
    outbox.run()

    (mail,) = mailoutbox
    assert mail.subject == FELT
    whole = f"{mail.subject}{mail.body}{mail.alternatives[0].content}"
    assert "MARKER" not in whole and "ansu" not in whole
    assert f"/posts/{post.public_id}/" in mail.body


def test_programs_choose_it_as_well(post, karan, asha, outbox, mailoutbox, as_member):
    body = [{"sort": "reactions", "site": True, "mail": True, "later": False}]
    as_member(karan).put("/api/v1/me/notifications/", body, content_type="application/json")
    feels(asha, post)
    outbox.run()

    assert subjects(mailoutbox) == [FELT]


def test_of_one_thing_there_is_one_mail_until_one_has_looked(
    post, karan, asha, wants, outbox, mailoutbox, as_member
):  # fmt: skip
    wants()
    other = a_post(karan)
    for member, thing in ((asha, post), (a_member("usha"), post), (asha, other)):
        feels(member, thing)
        outbox.run()
    assert subjects(mailoutbox) == [FELT, FELT]

    as_member(karan).post("/notifications/read/")
    feels(a_member("lila"), post)
    outbox.run()
    assert subjects(mailoutbox)[2:] == ["lila felt something about what you shared"]


def test_what_is_taken_back_and_felt_again_is_mailed_once(post, asha, wants, outbox, mailoutbox):
    wants()
    for _turn in range(3):
        feels(asha, post)
        outbox.run()
        take_back(post, by=asha)
        outbox.run()
    assert subjects(mailoutbox) == [FELT]


def test_of_what_is_taken_back_before_it_left_there_is_no_mail(post, asha, wants, outbox, mailoutbox):
    wants(later=True)
    feels(asha, post)
    outbox.run()
    take_back(post, by=asha)
    outbox.run()
    with time_machine.travel(EVENING, tick=False):
        outbox.ask("notifications.digests")
        outbox.run()
    assert mailoutbox == []


def test_in_the_daily_mail_those_of_one_thing_are_one_line(post, karan, asha, wants, outbox, mailoutbox):
    wants(later=True)
    with time_machine.travel(EVENING - timedelta(hours=2), tick=False):
        for member in (a_member(), a_member(), asha):
            feels(member, post)
        a_photo(karan)
        outbox.run()
    assert mailoutbox == []
    with time_machine.travel(EVENING, tick=False):
        outbox.ask("notifications.digests")
        outbox.run()

    (mail,) = mailoutbox
    assert mail.body.count("felt something") == 1 and "and 2 more like it" in mail.body
    assert mail.body.count("Your photo is developed") == 1


def test_quiet_hours_hold_it_back(post, karan, asha, wants, outbox, mailoutbox):
    wants()
    night = {"quiet_from": time(19), "quiet_until": time(21)}
    keep_hours(by=karan, time_zone="Asia/Kolkata", digest=False, digest_at=18, **night)
    with time_machine.travel(EVENING, tick=False):
        feels(asha, post)
        outbox.run()
        assert mailoutbox == []
    with time_machine.travel(EVENING + timedelta(hours=3), tick=False):
        outbox.run()
    assert subjects(mailoutbox) == [FELT]


def test_one_click_ends_them_and_nothing_else(post, karan, asha, wants, outbox, mailoutbox):
    wants()
    feels(asha, post)
    outbox.run()
    way_out = re.fullmatch(r"<https?://[^/]+(/.*)>", mailoutbox[0].extra_headers["List-Unsubscribe"])[1]
    Client(enforce_csrf_checks=True).post(way_out, {"List-Unsubscribe": "One-Click"})

    feels(asha, a_post(karan))
    a_photo(karan)
    outbox.run()
    assert subjects(mailoutbox) == [FELT, "Your photo is developed"]


def test_photos_are_told_of_as_they_turned_out(karan, wants, outbox, mailoutbox):
    wants()
    photo = a_photo(karan)
    outbox.run()
    assert subjects(mailoutbox) == ["Your photo is developed"]

    Photo.objects.update(develop_tries=99)
    give_up(Photo.objects.get(), "broken", at=NOW)
    outbox.run()
    assert subjects(mailoutbox)[1:] == ["No picture could be made of your photo"]
    assert all(f"/photos/{photo.public_id}/" in mail.body for mail in mailoutbox)


def test_the_mails_are_in_their_readers_language(post, karan, asha, wants, outbox, mailoutbox):
    karan.language = "hi"
    karan.save()
    wants()
    feels(asha, post)
    a_photo(karan)
    outbox.run()
    assert "आपकी फ़ोटो तैयार है" in subjects(mailoutbox)
    assert all('lang="hi"' in mail.alternatives[0].content for mail in mailoutbox)
