"""Choosing what to hear of: sort by sort, thread by thread, and out of a mail with one click."""

import re
from datetime import timedelta

import pytest
import time_machine
from django.test import Client

from portal.contributions.actions import set_reveals
from portal.notifications.choosing import Said, choose
from portal.notifications.models import Notification, Preference
from portal.notifications.wishes import way_out
from tests.builders import NOW, a_comment, a_post, at_episode

ONE_CLICK = {"List-Unsubscribe": "One-Click"}


@pytest.fixture
def post(karan, anupamaa):
    at_episode(karan, anupamaa, 900)
    return a_post(karan, anupamaa, reveals=800, title="MARKERTITLE")


def told(member):
    return Notification.objects.filter(recipient=member).count()


def test_a_reply_comes_by_mail_without_its_words_or_a_title(post, asha, outbox, mailoutbox):
    a_comment(asha, post, body="MARKERWORDS")
    outbox.run()
    outbox.run()

    (mail,) = mailoutbox
    assert mail.subject == "asha replied to you"
    assert "MARKER" not in f"{mail.subject}{mail.body}{mail.alternatives}"
    assert f"/posts/{post.public_id}/?comment=" in mail.body


def test_a_mail_is_written_in_its_readers_language(post, karan, asha, outbox, mailoutbox):
    karan.language = "hi"
    karan.save()
    a_comment(asha, post)
    outbox.run()
    assert 'lang="hi"' in mailoutbox[0].alternatives[0].content


def test_nobody_is_mailed_of_what_is_past_their_horizon(post, asha, outbox, mailoutbox):
    a_comment(asha, post, reveals=1000)
    veiled_before_it_left = a_comment(asha, a_post(post.author, post.show, reveals=1))
    set_reveals(veiled_before_it_left, 1000)
    outbox.run()
    assert mailoutbox == []


def test_of_one_thread_there_is_one_mail_until_one_has_looked(post, karan, asha, meera, outbox, mailoutbox, as_member):
    a_comment(asha, post)
    a_comment(meera, post)
    outbox.run()
    assert [mail.subject for mail in mailoutbox] == ["asha replied to you"]

    as_member(karan).post("/notifications/read/")
    a_comment(meera, post)
    outbox.run()
    assert [mail.subject for mail in mailoutbox] == ["asha replied to you", "meera replied to you"]


def test_one_click_ends_the_mails_of_one_sort_without_signing_in(post, asha, outbox, mailoutbox):
    a_comment(asha, post)
    outbox.run()
    headers = mailoutbox[0].extra_headers
    assert headers["List-Unsubscribe-Post"] == "List-Unsubscribe=One-Click"
    address = re.fullmatch(r"<https?://[^/]+(/.*)>", headers["List-Unsubscribe"])[1]
    stranger = Client(enforce_csrf_checks=True)

    assert "Do you want no more mails" in stranger.get(address).content.decode()
    assert not Preference.objects.exists(), "looking changes nothing: programs look at links"
    assert "No mail of this sort" in stranger.post(address, ONE_CLICK).content.decode()

    a_comment(asha, a_post(post.author))
    outbox.run()
    assert len(mailoutbox) == 1
    assert told(post.author) == 2


def test_a_link_ends_its_own_members_mails_and_a_forged_one_nothing(karan, asha, client):
    mine = way_out(karan, "replies").rpartition("/notifications/")[2]
    client.post(f"/notifications/{mine}", ONE_CLICK)
    assert Preference.objects.get().member == karan
    assert client.post("/notifications/unsubscribe/forged/", ONE_CLICK).status_code == 404


def test_what_is_switched_off_is_not_told(post, karan, asha, outbox, as_member, mailoutbox):
    browser = as_member(karan)
    page = browser.get("/notifications/settings/").content.decode()
    assert "Replies to you" in page
    assert "Always told here" in page

    browser.post("/notifications/settings/", {"mentions_site": "on"})
    a_comment(asha, post)
    outbox.run()

    assert told(karan) == 0
    assert mailoutbox == []


def test_mail_comes_of_what_is_not_told_here(post, karan, asha, outbox, as_member, mailoutbox):
    browser = as_member(karan)
    browser.post("/notifications/settings/", {"replies_mail": "now"})
    a_comment(asha, post)
    outbox.run()

    assert [mail.subject for mail in mailoutbox] == ["asha replied to you"]
    assert browser.get("/notifications/").context["page"].rows == []
    assert browser.get("/").context["unseen"] == ""


def test_of_a_thread_told_by_mail_alone_there_is_one_mail_a_day(post, karan, asha, meera, outbox, mailoutbox):
    choose({"replies": Said(site=False, mail=True)}, by=karan)
    for by, day in ((asha, 0), (meera, 0), (asha, 2)):
        with time_machine.travel(NOW + timedelta(days=day), tick=False):
            a_comment(by, post, at=NOW + timedelta(days=day))
            outbox.run()
    assert [mail.subject for mail in mailoutbox] == ["asha replied to you", "asha replied to you"]


def test_a_choice_no_form_offers_is_refused(karan, as_member):
    assert as_member(karan).post("/notifications/settings/", {"replies_mail": "maybe"}).status_code == 422


def test_decisions_are_always_told_here(karan, as_member):
    as_member(karan).post("/notifications/settings/", {})
    chosen = Preference.objects.get(sort="decisions")
    assert (chosen.site, chosen.mail) == (True, False)


def test_programs_choose_as_well(karan, as_member):
    browser = as_member(karan)
    body = [{"sort": "replies", "site": True, "mail": False}]
    answer = browser.put("/api/v1/me/notifications/", body, content_type="application/json")
    (replies,) = [row for row in answer.json() if row["sort"] == "replies"]
    assert (replies["site"], replies["mail"], replies["later"], replies["always"]) == (True, False, False, False)

    wrong = browser.put("/api/v1/me/notifications/", [body[0] | {"sort": "x"}], content_type="application/json")
    assert wrong.status_code == 422


def test_a_muted_thread_is_quiet_until_it_is_heard_again(post, karan, asha, outbox, as_member):
    browser = as_member(karan)
    address = f"/contributions/{post.public_id}/mute/"
    assert f'href="{address}"' in browser.get(f"/posts/{post.public_id}/").content.decode()
    page = browser.get(address).content.decode()
    assert "take_back" not in page and post.title in page and "Nothing more of this thread" in page
    browser.post(address)
    assert 'name="take_back" value="1"' in browser.get(address).content.decode()
    comment = a_comment(asha, post)
    outbox.run()
    assert told(karan) == 0

    browser.post(address, {"take_back": "1"})
    a_comment(asha, post)
    outbox.run()
    assert told(karan) == 1

    assert browser.post(f"/api/v1/contributions/{comment.public_id}/mute/").status_code == 204
    a_comment(asha, post)
    outbox.run()
    assert told(karan) == 1
    assert browser.delete(f"/api/v1/contributions/{comment.public_id}/mute/").status_code == 204


def test_alerts_of_one_sort_stand_alone(post, karan, asha, outbox, as_member):
    a_comment(asha, post)
    a_post(asha, body="Ask @karan", title="A call")
    outbox.run()
    browser = as_member(karan)
    for of, kinds in (("", 2), ("replies", 1), ("mentions", 1), ("decisions", 0), ("nonsense", 2)):
        page = browser.get("/notifications/", {"of": of})
        assert len(page.context["page"].rows) == kinds
        assert len(browser.get("/api/v1/notifications/", {"of": of}).json()["results"]) == kinds
    assert "Nothing of this sort" in browser.get("/notifications/?of=decisions").content.decode()


def test_a_guest_mutes_nothing(post, client):
    assert client.post(f"/contributions/{post.public_id}/mute/").status_code in (302, 403, 404)
