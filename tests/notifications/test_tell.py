"""Telling: once, on the site and by mail; nothing past the reader's horizon."""

import pytest

from accounts.models import Member
from portal.contributions.readers import viewpoint_of
from portal.moderation.telling import DECIDED, REPORT_ANSWERED
from portal.notifications.actions import mark_all_read, tell
from portal.notifications.models import Notification
from shows.models import Show
from tests.builders import NOW, at_episode
from tests.moderation.scenes import LATER, a_comment, a_post, decided, reported


def a_told(member: Member, key: str = "1", **more) -> Notification:
    data = {"decision": "11111111111", "verb": "leave", "veil_at": None, "origin": "R"}
    return tell(member, REPORT_ANSWERED, key=key, data=data, **{"at": NOW} | more)


def test_the_same_is_told_once(asha: Member, outbox) -> None:
    first = a_told(asha)
    second = a_told(asha, at=LATER)

    assert first.pk == second.pk
    assert Notification.objects.get().created_at == NOW


def test_a_mail_is_written_once(asha: Member, nandini: Member, meera: Member, outbox, mailoutbox) -> None:
    decision = decided(reported(a_post(asha), nandini), meera, "remove")
    tell(asha, DECIDED, key=decision.public_id, at=LATER, mail=True)

    outbox.run()
    outbox.run()

    assert len(mailoutbox) == 1


def test_somebody_who_left_gets_no_mail(asha: Member, nandini: Member, meera: Member, outbox, mailoutbox) -> None:
    decided(reported(a_post(asha), nandini), meera, "remove")
    Member.objects.filter(pk=asha.pk).update(is_active=False)

    outbox.run()

    assert mailoutbox == []


def test_an_unknown_kind_is_a_mistake(asha: Member) -> None:
    with pytest.raises(LookupError):
        tell(asha, "gossip.heard", key="1", at=NOW)


def test_the_page_lists_ones_own_newest_first(asha: Member, nandini: Member, as_member) -> None:
    a_told(asha, "1")
    a_told(asha, "2", at=LATER)
    a_told(nandini, "3", at=LATER)

    page = as_member(asha).get("/notifications/")

    assert [line.alert.key for line in page.context["page"].rows] == ["2", "1"]
    assert "no-store" in page["Cache-Control"]


def test_an_empty_page_says_so(asha: Member, as_member) -> None:
    assert "Nothing to tell you yet" in as_member(asha).get("/notifications/").content.decode()


def test_all_are_marked_read(asha: Member, nandini: Member, as_member) -> None:
    a_told(asha, "1")
    a_told(nandini, "2")
    browser = as_member(asha)
    assert "alert-row--new" in browser.get("/notifications/").content.decode()

    browser.post("/notifications/read/")

    assert "alert-row--new" not in browser.get("/notifications/").content.decode()
    assert Notification.objects.unread().get().recipient == nandini
    assert mark_all_read(viewpoint_of(asha), at=LATER) == 0


def test_a_guest_has_no_alerts(client, db) -> None:
    assert client.get("/notifications/")["Location"].startswith("/accounts/login/")


def test_an_alert_held_for_an_episode_waits_for_the_reader(asha: Member, anupamaa: Show, as_member) -> None:
    place = at_episode(asha, anupamaa, 900)
    a_told(asha, show=anupamaa, reveals=1000)
    browser = as_member(asha)
    assert browser.get("/notifications/").context["page"].rows == []
    assert not browser.get("/notifications/").context["any_new"]

    browser.post(f"/shows/{anupamaa.slug}/progress/", {"through": "1000"}, headers={"Sec-Fetch-Site": "same-origin"})
    place.refresh_from_db()
    assert place.through == 1000

    assert len(browser.get("/notifications/").context["page"].rows) == 1


def test_marking_all_read_neither_counts_nor_spends_what_is_still_held(asha: Member, anupamaa: Show, as_member) -> None:
    at_episode(asha, anupamaa, 900)
    a_told(asha, "open")
    a_told(asha, "held", show=anupamaa, reveals=1000)
    browser = as_member(asha)

    assert browser.post("/api/v1/notifications/read/").json() == {"read": 1}
    browser.post("/notifications/read/")

    assert Notification.objects.unread().get().key == "held"


def test_nothing_past_the_readers_horizon_stands_in_an_alert(
    asha: Member, nandini: Member, meera: Member, anupamaa: Show, as_member
) -> None:
    at_episode(nandini, anupamaa, 900)
    post = a_post(asha, anupamaa, title="MARKERTITLE", body="MARKERBODY", reveals=1000)
    comment = a_comment(asha, post, body="MARKERWORDS")
    for thing in (post, comment):
        decided(reported(thing, nandini), meera, "veil", veil_at=1050, reason="MARKERREASON")

    page = as_member(nandini).get("/notifications/").content.decode()

    assert "you reported is now behind the veil at Ep 1,050" in page
    assert "MARKER" not in page
    assert "markertitle" not in page.lower()
